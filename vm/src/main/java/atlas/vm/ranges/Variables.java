package atlas.vm.ranges;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Instruction;
import atlas.vm.types.Type;

/**
 * The variables of a code whose numbers are followed: its locals of type number, by their places.
 */
record Variables(Code code) {
  int count() {
    return code.locals().size();
  }

  /** The variable that an instruction reads or writes; -1 if it is none, or not followed. */
  int index(Instruction in) {
    return switch (in.opcode()) {
      case GET_LOCAL, SET_LOCAL -> {
        Code.Local local = code.locals().get(in.a());
        yield local.type() == Type.NUMBER && !local.cell() ? in.a() : -1;
      }
      default -> -1;
    };
  }
}
