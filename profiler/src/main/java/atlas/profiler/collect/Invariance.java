package atlas.profiler.collect;

import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.StackEffect;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the loops of a function leave as it is. An expression gives the same in each turn of a loop
 * if it is pure and no variable in it is assigned to in the loop, nor, if it is a global one, by
 * any function.
 */
final class Invariance {
  private static final String PUSH = "arrayPush";

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
  private final Map<Integer, Changes> loopsButForPushes = new HashMap<>();

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
        collect(block, loops.computeIfAbsent(loop, _ -> new Changes()), true);
        collect(block, loopsButForPushes.computeIfAbsent(loop, _ -> new Changes()), false);
      }
    }
  }

  private void collect(BasicBlock block, Changes changes, boolean withPushes) {
    for (int pc = block.start(); pc < block.end(); pc++) {
      Instruction in = code.instruction(pc);
      if (!withPushes && pushed(pc).isPresent()) {
        continue;
      }
      switch (in.opcode()) {
        case SET_LOCAL, NEW_CELL -> changes.locals.set(in.a());
        case SET_GLOBAL -> addSlot(code, in, changes.globals);
        default -> {}
      }
    }
  }

  /** The read of the array that an instruction assigns to its variable, an element longer. */
  private Optional<Instruction> pushed(int pc) {
    if (pc == graph.blockAt(pc).start()) {
      return Optional.empty();
    }
    boolean isPush =
        Makers.library(code, code.instruction(pc - 1)).filter(PUSH::equals).isPresent();
    int callee = isPush ? start(pc - 1, 3) : -1;
    return Optional.of(callee + 1)
        .filter(array -> array > 0)
        .map(code::instruction)
        .filter(array -> isOfOneVariable(array, code.instruction(pc)));
  }

  private boolean isOfOneVariable(Instruction read, Instruction write) {
    return switch (read.opcode()) {
      case GET_LOCAL -> write.opcode() == Opcode.SET_LOCAL && read.a() == write.a();
      case GET_GLOBAL ->
          write.opcode() == Opcode.SET_GLOBAL
              && code.constant(read.a()).equals(code.constant(write.a()));
      default -> false;
    };
  }

  /**
   * How often an array was pushed to in a loop.
   *
   * @param header that of the loop
   * @param read the instruction that reads the variable
   */
  long pushes(int header, Instruction read, long[] executed) {
    long pushes = 0;
    for (BasicBlock block : graph.blocks()) {
      if (isIn(block, header)) {
        for (int pc = block.start(); pc < block.end(); pc++) {
          boolean isOfIt = pushed(pc).isPresent() && isOfOneVariable(read, code.instruction(pc));
          pushes += isOfIt ? executed[pc] : 0;
        }
      }
    }
    return pushes;
  }

  private boolean isIn(BasicBlock block, int header) {
    int loop = graph.loop(block.index());
    while (loop >= 0 && loop != header) {
      loop = graph.loopAround(loop);
    }
    return loop == header;
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
    return outermost(loops, from, to);
  }

  /** The same, where the arrays in it may grow by {@code push} in the loop. */
  int outermostButForPushes(int from, int to) {
    return outermost(loopsButForPushes, from, to);
  }

  private int outermost(Map<Integer, Changes> all, int from, int to) {
    int found = -1;
    int loop = graph.loop(graph.blockAt(from).index());
    while (loop >= 0 && isKept(all.get(loop), from, to)) {
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
