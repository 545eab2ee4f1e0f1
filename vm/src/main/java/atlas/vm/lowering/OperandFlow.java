package atlas.vm.lowering;

import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.StackEffect;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * What becomes of the values that instructions push: which instruction takes each, and which of
 * them stem from the same variable. Found in one pass over the code, as in well-formed code an
 * operand is taken in the same place whichever way control comes there.
 */
final class OperandFlow {
  /** No variable, or no instruction. */
  static final int NONE = -1;

  private final List<Instruction> instructions;
  private final IntUnaryOperator variables;
  private final Taker[] takers;
  private final BitSet repeated = new BitSet();
  private final BitSet alone = new BitSet();
  private final int[] producers;
  private final int[] origins;
  private int height;

  /**
   * An instruction that takes a value from the stack.
   *
   * @param position which of the values that it takes it is, the deepest being 0
   */
  record Taker(int pc, int position) {}

  /**
   * @param variables the variable that the instruction at a place reads; {@link #NONE} if it reads
   *     none of interest
   */
  OperandFlow(List<Instruction> instructions, IntUnaryOperator variables) {
    this.instructions = instructions;
    this.variables = variables;
    this.takers = new Taker[instructions.size()];
    this.producers = new int[instructions.size() + 2];
    this.origins = new int[instructions.size() + 2];
    int[] atTargets = new int[instructions.size() + 1];
    for (int pc = 0; pc < instructions.size(); pc++) {
      Instruction in = instructions.get(pc);
      if (pc > 0 && instructions.get(pc - 1).opcode().endsBlock()) {
        height = atTargets[pc];
      }
      step(pc, in);
      if (in.opcode().jumps()) {
        atTargets[in.a()] = height;
      }
    }
  }

  /** What takes the topmost value that an instruction pushes. */
  Optional<Taker> taker(int pc) {
    return Optional.ofNullable(takers[pc]);
  }

  /**
   * Whether, when an instruction reads a variable, a value lies on the stack that was read from the
   * same variable, or is a part of such a value and not marked as shared.
   */
  boolean isRepeated(int pc) {
    return repeated.get(pc);
  }

  /**
   * Whether, when a value that an instruction has read from a variable is taken, there is no other
   * such value on the stack.
   */
  boolean isAlone(int pc) {
    return alone.get(pc);
  }

  private boolean isThere(int variable, int from, int to) {
    for (int i = from; i < to; i++) {
      if (origins[i] == variable) {
        return true;
      }
    }
    return false;
  }

  private void step(int pc, Instruction in) {
    int pops = StackEffect.pops(in);
    int before = height;
    height -= pops;
    for (int i = height; i < before; i++) {
      if (producers[i] != NONE) {
        takers[producers[i]] = new Taker(pc, i - height);
        int origin = origins[i];
        boolean single = !isThere(origin, 0, i) && !isThere(origin, i + 1, before);
        alone.set(producers[i], origin != NONE && single);
      }
    }
    int origin = origin(pc, in);
    int pushes = StackEffect.pushes(in);
    for (int i = 0; i < pushes; i++) {
      boolean top = i == pushes - 1;
      producers[height + i] = top ? pc : NONE;
      origins[height + i] = top || in.opcode() == Opcode.DUP ? origin : NONE;
    }
    height += pushes;
  }

  // The variable that the value stems from that is on top after an instruction, whose operands are
  // still there.
  private int origin(int pc, Instruction in) {
    int variable = variables.applyAsInt(pc);
    if (variable != NONE) {
      repeated.set(pc, isThere(variable, 0, height));
      return variable;
    }
    return switch (in.opcode()) {
      case GET_INDEX, EXTRACT_OPTION_VALUE, EXTRACT_RESULT_VALUE ->
          in.use() == Use.SHARE ? NONE : origins[height];
      case GET_PATH -> in.use() == Use.SHARE ? NONE : origins[height + in.a()];
      case DUP, SET_LOCAL, SET_GLOBAL, SET_UPVALUE -> origins[height];
      default -> NONE;
    };
  }
}
