package atlas.vm.link;

import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Failures;
import atlas.vm.runtime.Value;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.function.BiFunction;

/**
 * The place of a top-level function in a session. Calls of it share one call site for ordinary and
 * one for profiled code; declaring the function anew points them to the new code, so that a call
 * costs no look-up in between.
 */
public final class FunctionSlot {
  private final String name;
  private final BiFunction<Closure, Boolean, MethodHandle> targets;
  private Closure function;
  private MutableCallSite plain;
  private MutableCallSite profiled;

  /**
   * @param targets the generated method of a function, for ordinary or for profiled code
   */
  public FunctionSlot(String name, BiFunction<Closure, Boolean, MethodHandle> targets) {
    this.name = name;
    this.targets = targets;
  }

  /** The function; AT0002 if it is not declared yet. */
  public Value get() {
    if (function == null) {
      throw Failures.unboundFunction(name);
    }
    return function;
  }

  /** The function; Java null if it is not declared yet. */
  public Value boxed() {
    return function;
  }

  /**
   * Declares the function; the arguments are in the order in which they come to the operand stack.
   */
  public static void set(Value value, FunctionSlot slot) {
    slot.bind((Closure) value);
  }

  /** Declares the function, or declares it anew: all calls go to the new one from now on. */
  public void bind(Closure closure) {
    function = closure;
    if (plain != null) {
      plain.setTarget(targets.apply(closure, false).asType(plain.type()));
    }
    if (profiled != null) {
      profiled.setTarget(targets.apply(closure, true).asType(profiled.type()));
    }
  }

  /** The call site for calls of the function; AT0002 if it is not declared yet. */
  public CallSite callSite(MethodType type, boolean forProfile) {
    MutableCallSite site = forProfile ? profiled : plain;
    if (site == null) {
      site = new MutableCallSite(targets.apply((Closure) get(), forProfile).asType(type));
      if (forProfile) {
        profiled = site;
      } else {
        plain = site;
      }
    }
    return site;
  }
}
