package atlas.profiler.collect;

import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.StackEffect;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the loops of a function leave as it is. An expression gives the same in each turn of a loop
 * if it is pure and no variable in it is assigned to in the loop, nor, if it is a global one, by
 * any function.
 */
final class Invariance {
  /** The variables that a loop assigns to. */
  private static final class Changes {
    final BitSet locals = new BitSet();
    final Set<Integer> globals = new HashSet<>();
  }

  private final ControlFlowGraph graph;
  private final Code code;
  private final Purity purity;
  private final Set<Integer> assigned;
  private final Map<Integer, Changes> loops = new HashMap<>();

  /**
   * @param assigned the global variables that functions assign to, by slot
   */
  Invariance(ControlFlowGraph graph, Purity purity, Set<Integer> assigned) {
    this.graph = graph;
    this.code = graph.code();
    this.purity = purity;
    this.assigned = assigned;
    for (BasicBlock block : graph.blocks()) {
      for (int loop = graph.loop(block.index()); loop >= 0; loop = graph.loopAround(loop)) {
        collect(block, loops.computeIfAbsent(loop, _ -> new Changes()));
      }
    }
  }

  private void collect(BasicBlock block, Changes changes) {
    for (int pc = block.start(); pc < block.end(); pc++) {
      Instruction in = code.instruction(pc);
      switch (in.opcode()) {
        case SET_LOCAL, NEW_CELL -> changes.locals.set(in.a());
        case SET_GLOBAL -> addSlot(code, in, changes.globals);
        default -> {}
      }
    }
  }

  /** Adds the slot of the variable that an instruction assigns to. */
  static void addSlot(Code code, Instruction in, Set<Integer> slots) {
    if (code.constant(in.a()) instanceof Constant.VariableConstant variable) {
      slots.add(variable.slot());
    }
  }

  /**
   * Where the instructions begin that make the values on top of the stack before an instruction; -1
   * if they are not all in its block.
   */
  int start(int pc, int values) {
    int first = graph.blockAt(pc).start();
    int missing = values;
    int at = pc;
    while (missing > 0) {
      if (--at < first) {
        return -1;
      }
      Instruction in = code.instruction(at);
      missing += StackEffect.pops(in) - StackEffect.pushes(in);
    }
    return missing == 0 ? at : -1;
  }

  /** The header of the outermost loop that leaves an expression as it is; -1 if none does. */
  int outermost(int from, int to) {
    int found = -1;
    int loop = graph.loop(graph.blockAt(from).index());
    while (loop >= 0 && isKept(loops.get(loop), from, to)) {
      found = loop;
      loop = graph.loopAround(loop);
    }
    return found;
  }

  private boolean isKept(Changes changes, int from, int to) {
    for (int pc = from; pc < to; pc++) {
      if (!isKept(changes, code.instruction(pc))) {
        return false;
      }
    }
    return true;
  }

  private boolean isKept(Changes changes, Instruction in) {
    return switch (in.opcode()) {
      case GET_LOCAL -> !code.locals().get(in.a()).cell() && !changes.locals.get(in.a());
      case GET_GLOBAL ->
          !(code.constant(in.a()) instanceof Constant.VariableConstant variable)
              || !changes.globals.contains(variable.slot()) && !assigned.contains(variable.slot());
      case CONSTANT, NULL, TRUE, FALSE, ADD, SUB, MUL, DIV, MOD, NEGATE, NOT, GET_INDEX -> true;
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, ARRAY -> true;
      case CALL -> purity.isPureCall(code, in);
      default -> false;
    };
  }
}
