package atlas.vm.link;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;

/**
 * How running loops of a session learn that they shall stop, at no cost while they shall not: a
 * poll looks which of two targets a mutable call site has. The JIT compilers take the target of a
 * call site for a constant, so that a poll folds to no; when the target is changed, the JVM
 * discards the code that relied on it. Nothing is ever called through the site: for the
 * interpreter, a poll is the reading of a field.
 *
 * <p>All sessions share one call site. A poll that is answered with yes asks its own session.
 */
public final class InterruptSite {
  private static final MethodHandle GO_ON = target("goOn");
  private static final MethodHandle STOP = target("stop");
  private static final MutableCallSite SITE = new MutableCallSite(GO_ON);

  /** Made beforehand: a run may have to be stopped because there is no memory left. */
  private static final MutableCallSite[] SITES = {SITE};

  private static int stopping;

  private boolean stops;

  private static MethodHandle target(String name) {
    try {
      MethodType type = MethodType.methodType(void.class);
      return MethodHandles.lookup().findStatic(InterruptSite.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void goOn() {}

  private static void stop() {}

  /** Whether a session wants to stop, this one or another one. */
  public static boolean poll() {
    return SITE.getTarget() != GO_ON;
  }

  /** Makes polls answer that the run of this session shall stop, or that it shall go on. */
  public void interrupt(boolean on) {
    synchronized (InterruptSite.class) {
      if (on != stops) {
        stops = on;
        stopping += on ? 1 : -1;
        point(stopping > 0 ? STOP : GO_ON);
      }
    }
  }

  private static void point(MethodHandle target) {
    if (SITE.getTarget() != target) {
      SITE.setTarget(target);
      MutableCallSite.syncAll(SITES);
    }
  }
}
