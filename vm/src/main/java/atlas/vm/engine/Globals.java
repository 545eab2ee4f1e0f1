package atlas.vm.engine;

import atlas.vm.bytecode.Constant;
import atlas.vm.link.FunctionSlot;
import atlas.vm.link.GlobalVariable;
import atlas.vm.link.ReferenceVariable;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Environment;
import atlas.vm.runtime.Value;
import java.lang.invoke.MethodHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/** The top-level variables and functions of a session, by slot. Both engines keep them here. */
final class Globals implements Environment.Globals {
  private final BiFunction<Closure, Boolean, MethodHandle> targets;
  private final Map<Integer, GlobalVariable> variables = new HashMap<>();
  private final Map<Integer, FunctionSlot> functions = new HashMap<>();

  /**
   * @param targets the generated method of a function
   */
  Globals(BiFunction<Closure, Boolean, MethodHandle> targets) {
    this.targets = targets;
  }

  GlobalVariable variable(Constant.VariableConstant constant) {
    return variables.computeIfAbsent(
        constant.slot(), _ -> GlobalVariable.of(constant.name(), constant.type()));
  }

  /** Drops a variable that nobody refers to any more, and its value, which generated code holds. */
  void forget(int slot) {
    if (variables.remove(slot) instanceof ReferenceVariable variable) {
      variable.value = null;
    }
  }

  /** The place of a declared function, by a slot that is known to hold one. */
  FunctionSlot function(int slot) {
    return functions.get(slot);
  }

  FunctionSlot function(Constant.FunctionConstant constant) {
    return functions.computeIfAbsent(
        constant.slot(), _ -> new FunctionSlot(constant.name(), targets));
  }

  /**
   * Makes places for what a unit declares or refers to, so that {@link #get} and {@link #set} find
   * them.
   */
  void prepare(Iterable<Constant> constants) {
    for (Constant constant : constants) {
      switch (constant) {
        case Constant.VariableConstant v -> variable(v);
        case Constant.FunctionConstant f -> function(f);
        case Constant.NumberConstant _,
            Constant.StringConstant _,
            Constant.CodeConstant _,
            Constant.NoneConstant _,
            Constant.NameConstant _,
            Constant.LibraryConstant _ -> {}
      }
    }
  }

  @Override
  public Value get(int slot) {
    GlobalVariable variable = variables.get(slot);
    if (variable != null) {
      return variable.boxed();
    }
    FunctionSlot function = functions.get(slot);
    return function == null ? null : function.boxed();
  }

  @Override
  public void set(int slot, Value value) {
    GlobalVariable variable = variables.get(slot);
    if (variable != null) {
      variable.bind(value);
    } else {
      functions.get(slot).bind((Closure) value);
    }
  }
}
