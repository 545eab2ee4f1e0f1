package atlas.vm.lowering;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import java.util.Map;
import java.util.Optional;

/** The functions of a unit that calls in it are of, as far as they are known. */
final class KnownCallees {
  private final Map<Integer, Integer> functions;

  KnownCallees(CodeUnit unit) {
    this.functions = unit.topLevelFunctions();
  }

  /** The place in the unit of the function that a call is of. */
  Optional<Integer> of(Code caller, Instruction call) {
    if (call.b() < 0) {
      return Optional.empty();
    }
    return switch (caller.constant(call.b())) {
      case Constant.CodeConstant c -> Optional.of(c.index());
      case Constant.FunctionConstant c -> Optional.ofNullable(functions.get(c.slot()));
      default -> Optional.empty();
    };
  }
}
