package atlas.vm.codegen;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.StackHeights;
import java.util.BitSet;

/**
 * Finds the assignments {@code a = concat(a, …)}. The array that is read there is put in the place
 * of itself, so if it is not shared, its elements need not be copied: a loop that builds an array
 * in this way takes linear time. And of {@code a = concat(a, [x])} the second array is not needed.
 */
final class Appends {
  private final Code code;
  private final BitSet calls = new BitSet();
  private final BitSet elements = new BitSet();
  private StackHeights heights;

  Appends(Code code) {
    this.code = code;
    BitSet targets = new BitSet();
    for (int pc = 0; pc < code.size(); pc++) {
      if (isConcat(code.instruction(pc)) && isAssignedBack(pc)) {
        calls.set(pc);
      }
      if (code.instruction(pc).opcode().jumps()) {
        targets.set(code.instruction(pc).a());
      }
    }
    for (int pc = calls.nextSetBit(0); pc >= 0; pc = calls.nextSetBit(pc + 1)) {
      Instruction last = code.instruction(pc - 1);
      elements.set(pc - 1, last.opcode() == Opcode.ARRAY && last.a() == 1 && !targets.get(pc));
    }
  }

  /** Whether a call appends to the array that its result takes the place of. */
  boolean isAppend(int pc) {
    return calls.get(pc);
  }

  /** Whether an instruction makes an array of one element only to have that appended. */
  boolean isElement(int pc) {
    return elements.get(pc);
  }

  private boolean isConcat(Instruction in) {
    return in.opcode() == Opcode.CALL
        && in.a() == 2
        && in.b() >= 0
        && code.constant(in.b()) instanceof Constant.LibraryConstant(String name)
        && name.equals("concat");
  }

  private boolean isAssignedBack(int call) {
    boolean popped = call + 2 < code.size() && code.instruction(call + 2).opcode() == Opcode.POP;
    if (!popped || heights().before(call) == StackHeights.UNREACHABLE) {
      return false;
    }
    Instruction set = code.instruction(call + 1);
    Opcode get =
        switch (set.opcode()) {
          case SET_LOCAL -> Opcode.GET_LOCAL;
          case SET_GLOBAL -> Opcode.GET_GLOBAL;
          case SET_UPVALUE -> Opcode.GET_UPVALUE;
          default -> null;
        };
    Instruction first = code.instruction(firstArgument(call));
    return first.opcode() == get && first.a() == set.a();
  }

  // What was evaluated last with the callee alone on top of what lies below the call.
  private int firstArgument(int call) {
    int height = heights().before(call) - 2;
    int pc = call - 1;
    while (heights.before(pc) != height) {
      pc--;
    }
    return pc;
  }

  private StackHeights heights() {
    if (heights == null) {
      heights = StackHeights.of(code);
    }
    return heights;
  }
}
