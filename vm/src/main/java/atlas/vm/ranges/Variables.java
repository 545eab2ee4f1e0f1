package atlas.vm.ranges;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.types.Type;
import java.util.List;

/**
 * The variables of a code whose numbers are followed: its locals, and behind them those top-level
 * variables that nothing but this code reads or writes while it runs.
 *
 * @param globals slots of top-level variables of type number
 */
public record Variables(Code code, List<Integer> globals) {
  public Variables {
    globals = List.copyOf(globals);
  }

  public int count() {
    return code.locals().size() + globals.size();
  }

  /** The variable that an instruction reads or writes; -1 if it is none, or not followed. */
  public int index(Instruction in) {
    return switch (in.opcode()) {
      case GET_LOCAL, SET_LOCAL -> {
        Code.Local local = code.locals().get(in.a());
        yield local.type() == Type.NUMBER && !local.cell() ? in.a() : -1;
      }
      case GET_GLOBAL, SET_GLOBAL ->
          code.constant(in.a()) instanceof Constant.VariableConstant v ? global(v.slot()) : -1;
      default -> -1;
    };
  }

  /** The variable that stands for a top-level one; -1 if it is not followed. */
  public int global(int slot) {
    int index = globals.indexOf(slot);
    return index < 0 ? -1 : code.locals().size() + index;
  }
}
