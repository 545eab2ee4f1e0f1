package atlas.vm.codegen;

import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.ControlFlowGraph;
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
import java.util.Collections;
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
    ControlFlowGraph graph = code.graph();
    graph.blocks().forEach(block -> walk(block, true));
    graph.blocks().forEach(block -> walk(block, false));
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

  // The producers of the operands within a block; those from before it are unknown. First it is
  // found out which operands outlive their block, then what the consumers want.
  private void walk(BasicBlock block, boolean pin) {
    List<Integer> producers = new ArrayList<>();
    for (int pc = block.start(); pc < block.end(); pc++) {
      Instruction in = code.instruction(pc);
      int pops = StackEffect.pops(in);
      List<Integer> top = producers.subList(Math.max(0, producers.size() - pops), producers.size());
      List<Integer> operands = new ArrayList<>(Collections.nCopies(pops - top.size(), UNKNOWN));
      operands.addAll(top);
      top.clear();
      if (!pin) {
        consume(pc, in, operands);
      }
      if (in.opcode() == Opcode.GET_PATH) {
        producers.addAll(operands.subList(0, in.a()));
        producers.add(pc);
      } else {
        for (int i = StackEffect.pushes(in); i > 0; i--) {
          boolean several = in.opcode() == Opcode.SPLIT || in.opcode() == Opcode.DUP;
          producers.add(several ? UNKNOWN : pc);
        }
      }
    }
    if (pin) {
      producers.stream().filter(pc -> pc != UNKNOWN).forEach(pinned::set);
    }
  }

  private void consume(int pc, Instruction in, List<Integer> operands) {
    boolean equality = in.opcode() == Opcode.EQUAL || in.opcode() == Opcode.NOT_EQUAL;
    if (equality && isFree(operands) && operands.stream().allMatch(this::isCharacter)) {
      kinds[pc] = Held.CHARACTER;
      want(operands, List.of(Held.CHARACTER, Held.CHARACTER));
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
        if (known.stream().allMatch(Range::isWhole)) {
          operate(pc, known.getFirst(), known, operands);
        }
      }
      case GET_INDEX -> index(known.subList(1, 2), operands.subList(1, 2));
      case SET_INDEX -> index(known.subList(0, 1), operands.subList(0, 1));
      case GET_PATH, SET_PATH -> index(known.subList(0, in.a()), operands.subList(0, in.a()));
      case SET_LOCAL -> {
        int variable = ranges.variable(in);
        if (variable >= 0) {
          want(operands, List.of(variables[variable]));
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
  private void operate(int pc, Range result, List<Range> known, List<Integer> operands) {
    if (isFree(operands)) {
      boolean ints = result.isInt() && known.stream().allMatch(Range::isInt);
      kinds[pc] = ints ? Held.INT : Held.LONG;
      want(operands, operands.stream().map(_ -> kinds[pc]).toList());
    }
  }

  private void index(List<Range> known, List<Integer> operands) {
    if (isFree(operands) && known.stream().allMatch(range -> range.isWhole() && range.isInt())) {
      want(operands, operands.stream().map(_ -> Held.INT).toList());
    }
  }

  private void call(int pc, Instruction in, List<Range> known, List<Integer> operands) {
    if (in.b() < 0) {
      return;
    }
    Constant callee = code.constant(in.b());
    List<Range> arguments = known.subList(1, known.size());
    List<Integer> producers = operands.subList(1, operands.size());
    if (callee instanceof Constant.LibraryConstant(String name)) {
      if (in.type() == Type.NUMBER && LibraryRanges.isWhole(name, arguments)) {
        operate(pc, ranges.pushed(pc), arguments, producers);
      }
      return;
    }
    BitSet counts = callees.counts(callee);
    boolean fast = !counts.isEmpty() && counts.length() <= arguments.size();
    for (int i = counts.nextSetBit(0); fast && i >= 0; i = counts.nextSetBit(i + 1)) {
      fast = FastMethods.accepts(arguments.get(i)) && isFree(producers.subList(i, i + 1));
    }
    if (fast) {
      fastCalls.set(pc);
      counts.stream().forEach(i -> wanted[producers.get(i)] = Held.INT);
    }
  }

  private boolean isFree(List<Integer> operands) {
    return operands.stream().allMatch(pc -> pc != UNKNOWN && !pinned.get(pc));
  }

  private void want(List<Integer> operands, List<Held> held) {
    for (int i = 0; i < operands.size(); i++) {
      int pc = operands.get(i);
      if (pc != UNKNOWN && !pinned.get(pc)) {
        wanted[pc] = held.get(i);
      }
    }
  }
}
