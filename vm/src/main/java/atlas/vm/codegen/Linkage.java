package atlas.vm.codegen;

import atlas.vm.bytecode.Constant;
import atlas.vm.instrument.ProbePlan;
import atlas.vm.link.FunctionSlot;
import atlas.vm.link.GlobalVariable;
import atlas.vm.runtime.BuiltinValue;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Entry;
import atlas.vm.runtime.Environment;
import java.util.Optional;

/** What the code of one unit is linked to: the objects that become constants of its class. */
public interface Linkage {
  GlobalVariable variable(Constant.VariableConstant constant);

  FunctionSlot slot(Constant.FunctionConstant constant);

  BuiltinValue library(String name);

  /**
   * The function at a place of the unit, as a value without captures; closures share its template.
   */
  Closure function(int index);

  Context context();

  Environment.Methods methods();

  /** The most activations there may be at once. */
  int depthLimit();

  /**
   * Whether functions may be declared anew later, so that calls of them are linked through their
   * slots.
   */
  boolean redefinable();

  /**
   * Whether the class is for one function in one calling context, so that every call of another
   * function is linked when it is first executed.
   */
  boolean contextual();

  /** Whether loops and calls poll for interrupts. */
  boolean polls();

  /** The counters; absent for code that does not count. */
  Optional<ProbePlan> probes();

  /**
   * The way in to a function that is too large for a JVM method and is left to the interpreter;
   * absent for all others.
   */
  Optional<Entry> interpreted(int index);
}
