package atlas.vm.codegen;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.StackEffect;
import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Finds the assignments {@code a = concat(a, …)}. The array that is read there is put in the place
 * of itself, so if it is not shared, its elements need not be copied: a loop that builds an array
 * in this way takes linear time. And of {@code a = concat(a, [x])} the second array is not needed.
 */
final class Appends {
  private final Code code;
  private final int start;
  private final IntPredicate isTarget;
  private final BitSet calls = new BitSet();
  private final BitSet elements = new BitSet();

  /**
   * Looks for those in a part of a code.
   *
   * @param isTarget whether control jumps to an instruction
   */
  Appends(Code code, int start, int end, IntPredicate isTarget) {
    this.code = code;
    this.start = start;
    this.isTarget = isTarget;
    for (int pc = start; pc < end; pc++) {
      if (isConcat(code.instruction(pc)) && isAssignedBack(pc)) {
        Instruction last = code.instruction(pc - 1);
        calls.set(pc);
        elements.set(pc - 1, last.opcode() == Opcode.ARRAY && last.a() == 1);
      }
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
    if (call + 2 >= code.size() || code.instruction(call + 2).opcode() != Opcode.POP) {
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
    int second = secondArgument(call);
    return second > start
        && code.instruction(second - 1).opcode() == get
        && code.instruction(second - 1).a() == set.a();
  }

  // Where the evaluation of the second argument starts, right behind what pushed the first one; -1
  // if control branches in it.
  private int secondArgument(int call) {
    int missing = 1;
    int pc = call;
    while (missing > 0 && pc > start) {
      if (isTarget.test(pc) || code.instruction(pc - 1).opcode().jumps()) {
        return -1;
      }
      Instruction in = code.instruction(--pc);
      missing += StackEffect.pops(in) - StackEffect.pushes(in);
    }
    return isTarget.test(pc) || missing != 0 ? -1 : pc;
  }
}
