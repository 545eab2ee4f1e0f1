package atlas.vm.codegen;

import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.StackEffect;
import atlas.vm.ranges.LibraryRanges;
import atlas.vm.ranges.NumberRanges;
import atlas.vm.ranges.Range;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * How the numbers of a code are held: as ints or longs where they are provably whole and that helps
 * what is done with them, otherwise as doubles. Also how single characters are that are taken from
 * texts only to be compared: as code points.
 *
 * <p>Every operand is pushed as its consumer wants it, so a conversion is always one of the value
 * on top. Operands that outlive their basic block are doubles, and an operation with one of them is
 * one of doubles: at a join all ways agree.
 */
final class Representation {
  private static final int UNKNOWN = -1;
  private static final Constant CHAR_AT = new Constant.LibraryConstant("charAt");

  private final Code code;
  private final NumberRanges ranges;
  private final FastCallees callees;
  private final Held[] wanted;
  private final Held[] kinds;
  private final BitSet pinned = new BitSet();
  private final BitSet fastCalls = new BitSet();
  private final Held[] variables;

  /** Which functions have a method of their own for counts as arguments. */
  interface FastCallees {
    /** The parameters that are counts in that method; none if there is no such method. */
    BitSet counts(Constant callee);
  }

  Representation(NumberRanges ranges, FastCallees callees) {
    this.code = ranges.code();
    this.ranges = ranges;
    this.callees = callees;
    this.wanted = new Held[code.size()];
    this.kinds = new Held[code.size()];
    Arrays.fill(wanted, Held.NUMBER);
    Arrays.fill(kinds, Held.NUMBER);
    this.variables = new Held[code.locals().size()];
    for (int i = 0; i < variables.length; i++) {
      variables[i] = kind(ranges.stored(i));
    }
    int[][] operands = new int[code.size()][];
    code.graph().blocks().forEach(block -> walk(block, operands));
    for (int pc = 0; pc < code.size(); pc++) {
      consume(pc, code.instruction(pc), operands[pc]);
    }
  }

  /** How the number or character that an instruction pushes is to be held. */
  Held wanted(int pc) {
    return wanted[pc];
  }

  /** What an operation, comparison or library call works on, if it is numbers or characters. */
  Held kind(int pc) {
    return kinds[pc];
  }

  /** Whether the results of an operation on longs may have to be rounded to doubles. */
  boolean rounds(int pc) {
    return !ranges.pushed(pc).isExact();
  }

  /** Whether a call goes to the method for counts. */
  boolean isFast(int pc) {
    return fastCalls.get(pc);
  }

  /** How a local is held. */
  Held local(int index) {
    Code.Local local = code.locals().get(index);
    boolean followed = local.type() == Type.NUMBER && !local.cell();
    return followed ? variables[index] : Held.of(local.type());
  }

  /** How the numbers are held in a code in which all of them are doubles. */
  static Representation doubles(Code code) {
    return new Representation(NumberRanges.unknown(code), _ -> new BitSet());
  }

  private static Held kind(Range range) {
    if (!range.isWhole()) {
      return Held.NUMBER;
    }
    return range.isInt() ? Held.INT : Held.LONG;
  }

  // The producers of the operands within a block; those from before it are unknown. What is left
  // at its end outlives it.
  private void walk(BasicBlock block, int[][] operands) {
    List<Integer> producers = new ArrayList<>();
    for (int pc = block.start(); pc < block.end(); pc++) {
      Instruction in = code.instruction(pc);
      int[] taken = new int[StackEffect.pops(in)];
      for (int i = taken.length - 1; i >= 0; i--) {
        taken[i] = producers.isEmpty() ? UNKNOWN : producers.removeLast();
      }
      operands[pc] = taken;
      if (in.opcode() == Opcode.GET_PATH) {
        for (int i = 0; i < in.a(); i++) {
          producers.add(taken[i]);
        }
        producers.add(pc);
      } else {
        boolean several = in.opcode() == Opcode.SPLIT || in.opcode() == Opcode.DUP;
        for (int i = StackEffect.pushes(in); i > 0; i--) {
          producers.add(several ? UNKNOWN : pc);
        }
      }
    }
    for (int pc : producers) {
      if (pc != UNKNOWN) {
        pinned.set(pc);
      }
    }
  }

  // Finds out what an instruction wants its operands to be.
  private void consume(int pc, Instruction in, int[] operands) {
    boolean equality = in.opcode() == Opcode.EQUAL || in.opcode() == Opcode.NOT_EQUAL;
    if (equality && isFree(operands) && isCharacter(operands[0]) && isCharacter(operands[1])) {
      kinds[pc] = Held.CHARACTER;
      want(operands, Held.CHARACTER);
      return;
    }
    List<Range> known = ranges.operands(pc);
    if (known.isEmpty()) {
      return;
    }
    switch (in.opcode()) {
      case ADD, SUB, MUL, DIV, MOD, NEGATE -> {
        if (in.type() == Type.NUMBER && ranges.pushed(pc).isWhole()) {
          operate(pc, ranges.pushed(pc), known, operands);
        }
      }
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
        if (known.getFirst().isWhole() && known.getLast().isWhole()) {
          operate(pc, known.getFirst(), known, operands);
        }
      }
      case GET_INDEX -> index(known, operands, 1, 2);
      case SET_INDEX -> index(known, operands, 0, 1);
      case GET_PATH, SET_PATH -> index(known, operands, 0, in.a());
      case SET_LOCAL -> {
        int variable = ranges.variable(in);
        if (variable >= 0) {
          want(operands, variables[variable]);
        }
      }
      case CALL -> call(pc, in, known, operands);
      default -> {}
    }
  }

  private boolean isCharacter(int pc) {
    Instruction in = code.instruction(pc);
    return switch (in.opcode()) {
      case CALL -> in.a() == 2 && in.b() >= 0 && code.constant(in.b()).equals(CHAR_AT);
      case CONSTANT ->
          code.constant(in.a()) instanceof Constant.StringConstant(String text)
              && text.codePointCount(0, text.length()) == 1;
      default -> false;
    };
  }

  // An operation on ints if all of it fits, else on longs.
  private void operate(int pc, Range result, List<Range> known, int[] operands) {
    if (isFree(operands)) {
      kinds[pc] = result.isInt() && areInts(known) ? Held.INT : Held.LONG;
      want(operands, kinds[pc]);
    }
  }

  private void index(List<Range> known, int[] operands, int from, int to) {
    int[] indices = Arrays.copyOfRange(operands, from, to);
    if (isFree(indices) && areInts(known.subList(from, to))) {
      want(indices, Held.INT);
    }
  }

  private static boolean areInts(List<Range> ranges) {
    for (Range range : ranges) {
      if (!range.isWhole() || !range.isInt()) {
        return false;
      }
    }
    return true;
  }

  private void call(int pc, Instruction in, List<Range> known, int[] operands) {
    if (in.b() < 0) {
      return;
    }
    Constant callee = code.constant(in.b());
    List<Range> arguments = known.subList(1, known.size());
    int[] producers = Arrays.copyOfRange(operands, 1, operands.length);
    if (callee instanceof Constant.LibraryConstant(String name)) {
      if (in.type() == Type.NUMBER && LibraryRanges.isWhole(name, arguments)) {
        operate(pc, ranges.pushed(pc), arguments, producers);
      }
      return;
    }
    BitSet counts = callees.counts(callee);
    boolean fast = !counts.isEmpty() && counts.length() <= arguments.size();
    for (int i = counts.nextSetBit(0); fast && i >= 0; i = counts.nextSetBit(i + 1)) {
      fast = FastMethods.accepts(arguments.get(i)) && isFree(producers[i]);
    }
    if (fast) {
      fastCalls.set(pc);
      counts.stream().forEach(i -> wanted[producers[i]] = Held.INT);
    }
  }

  private boolean isFree(int[] operands) {
    for (int pc : operands) {
      if (!isFree(pc)) {
        return false;
      }
    }
    return true;
  }

  private boolean isFree(int pc) {
    return pc != UNKNOWN && !pinned.get(pc);
  }

  private void want(int[] operands, Held held) {
    for (int pc : operands) {
      if (isFree(pc)) {
        wanted[pc] = held;
      }
    }
  }
}
