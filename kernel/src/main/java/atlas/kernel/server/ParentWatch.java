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
  /** Absent if it was gone before we looked. */
  private final Optional<ProcessHandle> parent;

  private final boolean isDirect;

  private ParentWatch(Optional<ProcessHandle> parent, boolean isDirect) {
    this.parent = parent;
    this.isDirect = isDirect;
  }

  /**
   * A watch over the process that a value of the environment variable names, if there is one.
   *
   * @param isParent whether we are known to have been started by it: then it is gone if there is
   *     none, and not on another machine
   */
  static Optional<ParentWatch> of(String pid, boolean isParent) {
    try {
      Optional<ProcessHandle> parent = ProcessHandle.of(Long.parseLong(pid.strip()));
      boolean isDirect = isParent || parent.filter(ParentWatch::isOurParent).isPresent();
      return parent.isPresent() || isParent
          ? Optional.of(new ParentWatch(parent, isDirect))
          : Optional.empty();
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
    return parent.filter(ProcessHandle::isAlive).isEmpty()
        || (isDirect && !isOurParent(parent.get()));
  }

  private static boolean isOurParent(ProcessHandle parent) {
    return ProcessHandle.current().parent().filter(parent::equals).isPresent();
  }
}
