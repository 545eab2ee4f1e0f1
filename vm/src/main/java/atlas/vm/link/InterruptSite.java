package atlas.vm.link;

import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MutableCallSite;

/**
 * How a running loop learns that it shall stop, at no cost while it shall not: every poll is a call
 * through one mutable call site, whose target is a constant that the JIT compilers fold. To
 * interrupt is to change the target, which makes the JVM discard the code that relied on it.
 */
public final class InterruptSite {
  private static final MethodHandle GO_ON = MethodHandles.constant(boolean.class, false);
  private static final MethodHandle STOP = MethodHandles.constant(boolean.class, true);

  private final MutableCallSite site = new MutableCallSite(GO_ON);

  CallSite site() {
    return site;
  }

  /** Makes polls answer that the run shall stop, or that it shall go on. */
  public void interrupt(boolean stop) {
    MethodHandle target = stop ? STOP : GO_ON;
    if (site.getTarget() != target) {
      site.setTarget(target);
      MutableCallSite.syncAll(new MutableCallSite[] {site});
    }
  }
}
