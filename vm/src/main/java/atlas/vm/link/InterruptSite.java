package atlas.vm.link;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;

/**
 * How running loops of a session learn that they shall stop, at no cost while they shall not: every
 * poll is a call through a mutable call site, whose target is a constant that the JIT compilers
 * fold. To interrupt is to change the target, which makes the JVM discard the code that relied on
 * it.
 *
 * <p>All sessions share one call site, which a poll finds in a static field: an {@code
 * invokedynamic} of its own would have to be linked for every loop of every cell. A poll that is
 * answered with yes asks its own session.
 */
public final class InterruptSite {
  private static final MethodHandle GO_ON = MethodHandles.constant(boolean.class, false);
  private static final MethodHandle STOP = MethodHandles.constant(boolean.class, true);
  private static final MutableCallSite SITE = new MutableCallSite(GO_ON);
  private static final MethodHandle POLL = SITE.dynamicInvoker();

  private static int stopping;

  private boolean stop;

  /** Whether a session wants to stop, this one or another one. */
  public static boolean poll() {
    try {
      return (boolean) POLL.invokeExact();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }

  /** Makes polls answer that the run of this session shall stop, or that it shall go on. */
  public void interrupt(boolean on) {
    synchronized (InterruptSite.class) {
      if (on != stop) {
        stop = on;
        stopping += on ? 1 : -1;
        point(stopping > 0 ? STOP : GO_ON);
      }
    }
  }

  private static void point(MethodHandle target) {
    if (SITE.getTarget() != target) {
      SITE.setTarget(target);
      MutableCallSite.syncAll(new MutableCallSite[] {SITE});
    }
  }
}
