package atlas.vm.codegen;

import atlas.vm.builtins.MathFunctions;
import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.StackEffect;
import atlas.vm.bytecode.StackHeights;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where arithmetic on doubles need not be checked step by step.
 *
 * <p>Every operator must give a finite number, or the program stops at that operator (AT0007). But
 * what is not finite stays so in a sum, difference, product or dividend: so in a chain of operators
 * it is enough to look at the last result. To find out afterwards which operator is to blame, the
 * chain is computed again, step by step. That is possible in a <em>region</em>: a run of
 * instructions of a basic block that starts with an empty operand stack and changes nothing but
 * local variables that it does not read before. Whatever fails in a region, it is done again from
 * its start with all checks, and fails there in the order of the language.
 */
final class DeferredChecks {
  /**
   * A region.
   *
   * @param end behind the last instruction
   */
  record Region(int start, int end) {}

  /** No regions at all. */
  static final DeferredChecks NONE = new DeferredChecks();

  private final Code code;
  private final Representation numbers;
  private final StackHeights heights;
  private final Map<Integer, Region> regions = new HashMap<>();
  private final BitSet unchecked = new BitSet();

  private DeferredChecks() {
    this.code = null;
    this.numbers = null;
    this.heights = null;
  }

  private DeferredChecks(Code code, Representation numbers) {
    ControlFlowGraph graph = code.graph();
    this.code = code;
    this.numbers = numbers;
    this.heights = StackHeights.of(code);
    for (BasicBlock block : graph.blocks()) {
      int pc = block.start();
      while (graph.isReachable(block.index()) && pc < block.end()) {
        pc = find(pc, block.end());
      }
    }
  }

  /** The regions of a code. */
  static DeferredChecks of(Code code, Representation numbers) {
    boolean computes = code.instructions().stream().anyMatch(DeferredChecks::isArithmetic);
    return computes ? new DeferredChecks(code, numbers) : NONE;
  }

  /** The region that starts at an instruction. */
  Optional<Region> startingAt(int pc) {
    return Optional.ofNullable(regions.get(pc));
  }

  /** Whether the result of an operator in a region is not checked at once. */
  boolean isUnchecked(int pc) {
    return unchecked.get(pc);
  }

  // Looks for a region; gives the place from where to look for the next.
  private int find(int start, int limit) {
    if (heights.before(start) != 0) {
      return start + 1;
    }
    int end = end(start, limit);
    BitSet covered = covered(start, end);
    if (!covered.isEmpty()) {
      regions.put(start, new Region(start, end));
      unchecked.or(covered);
    }
    return Math.max(end, start + 1);
  }

  private int end(int start, int limit) {
    Set<Integer> read = new HashSet<>();
    int pc = start;
    while (pc < limit) {
      Instruction in = code.instruction(pc);
      if (in.opcode() == Opcode.SET_LOCAL) {
        boolean popped = pc + 1 < limit && code.instruction(pc + 1).opcode() == Opcode.POP;
        if (!popped || read.contains(in.a()) || code.locals().get(in.a()).cell()) {
          return pc;
        }
        pc++;
      } else if (!isRepeatable(in)) {
        return pc;
      } else if (in.opcode() == Opcode.GET_LOCAL) {
        read.add(in.a());
      }
      pc++;
    }
    return pc;
  }

  private boolean isRepeatable(Instruction in) {
    return switch (in.opcode()) {
      case CONSTANT, TRUE, FALSE, NULL, GET_LOCAL, GET_UPVALUE, GET_GLOBAL -> true;
      case ADD, SUB, MUL, DIV, MOD, NEGATE -> isArithmetic(in);
      case GET_INDEX, GET_ARRAY_LEN -> true;
      case CALL -> in.b() >= 0 && isRepeatable(code.constant(in.b()));
      default -> false;
    };
  }

  private static boolean isRepeatable(Constant callee) {
    return callee instanceof Constant.LibraryConstant(String name)
        && MathFunctions.isRepeatable(name);
  }

  private static boolean isArithmetic(Instruction in) {
    return switch (in.opcode()) {
      case ADD, SUB, MUL, DIV, MOD, NEGATE -> in.type() == Type.NUMBER && !in.checked();
      default -> false;
    };
  }

  /**
   * The operators whose results make another operator fail if they are not finite. A change of sign
   * is none, because it never fails itself; nor is a remainder's result ever unchecked.
   */
  private BitSet covered(int start, int end) {
    BitSet covered = new BitSet();
    List<Integer> stack = new ArrayList<>();
    Map<Integer, Integer> locals = new HashMap<>();
    for (int pc = start; pc < end; pc++) {
      Instruction in = code.instruction(pc);
      int pops = StackEffect.pops(in);
      List<Integer> operands = List.copyOf(stack.subList(stack.size() - pops, stack.size()));
      stack.subList(stack.size() - pops, stack.size()).clear();
      boolean negates = in.opcode() == Opcode.NEGATE;
      boolean operator = isArithmetic(in) && !negates && numbers.kind(pc) == Held.NUMBER;
      if (operator) {
        boolean divides = in.opcode() == Opcode.DIV || in.opcode() == Opcode.MOD;
        operands.subList(0, divides ? 1 : pops).stream()
            .filter(producer -> producer >= 0)
            .forEach(covered::set);
      }
      switch (in.opcode()) {
        case GET_LOCAL -> stack.add(locals.getOrDefault(in.a(), -1));
        case SET_LOCAL -> {
          locals.put(in.a(), operands.getFirst());
          stack.add(operands.getFirst());
        }
        default -> {
          for (int i = StackEffect.pushes(in); i > 0; i--) {
            stack.add(operator && in.opcode() != Opcode.MOD ? pc : -1);
          }
        }
      }
    }
    return covered;
  }
}
