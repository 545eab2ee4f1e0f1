package atlas.kernel.server;

import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Notices that the process which started the kernel is gone, so that no kernel outlives a front end
 * that crashed. Jupyter tells the kernel that process's id in an environment variable.
 *
 * <p>A process that has ended may stay visible until its own parent asks for its exit status; but
 * its children get another parent at once, so a direct child watches that.
 */
final class ParentWatch {
  private final ProcessHandle parent;
  private final boolean isDirect;

  private ParentWatch(ProcessHandle parent) {
    this.parent = parent;
    this.isDirect = isOurParent(parent);
  }

  /** A watch over the process that a value of the environment variable names, if there is one. */
  static Optional<ParentWatch> of(String pid) {
    try {
      return ProcessHandle.of(Long.parseLong(pid.strip())).map(ParentWatch::new);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Looks every second, and tells (repeatedly) when the process is gone. */
  void start(ScheduledExecutorService timer, Runnable whenGone) {
    timer.scheduleWithFixedDelay(
        () -> {
          try {
            if (isGone()) {
              whenGone.run();
            }
          } catch (OutOfMemoryError e) {
            // A cell has filled the memory. What failed would never be run again if it told so.
          }
        },
        1,
        1,
        TimeUnit.SECONDS);
  }

  boolean isGone() {
    return !parent.isAlive() || (isDirect && !isOurParent(parent));
  }

  private static boolean isOurParent(ProcessHandle parent) {
    return ProcessHandle.current().parent().filter(parent::equals).isPresent();
  }
}
