package atlas.vm.bytecode;

import atlas.vm.bytecode.BytecodeVerifier.Finding;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Runs a code abstractly, knowing of each value only how it is held: every block once, in an order
 * in which control comes to it, and compares at the joins.
 *
 * <p>A stack is a chain of values, shared between the places that have its lower part in common. So
 * a join costs as much as what was pushed since the ways parted, not as much as the stack is high.
 */
final class StackFlow {
  /** A value on the stack, what lies below it, and how many there are up to it. */
  private record Slot(Held held, Slot below, int height) {}

  private static final Slot EMPTY = new Slot(null, null, 0);

  private final ControlFlowGraph graph;
  private final Code code;
  private final List<Code> functions;
  private final int[] before;
  private final Slot[] entry;
  private final Deque<Integer> todo = new ArrayDeque<>();
  private final List<Finding> findings = new ArrayList<>();
  private boolean broken;
  private Slot stack;
  private int pc;

  /**
   * @param functions the codes of the unit, to compare what closures capture; none to leave that
   *     out
   */
  StackFlow(ControlFlowGraph graph, List<Code> functions) {
    this.graph = graph;
    this.code = graph.code();
    this.functions = functions;
    this.before = new int[code.size()];
    this.entry = new Slot[graph.blocks().size()];
    Arrays.fill(before, StackHeights.UNREACHABLE);
    flowTo(0, EMPTY);
    while (!todo.isEmpty()) {
      run(graph.block(todo.pop()));
    }
  }

  List<Finding> findings() {
    return findings;
  }

  /** Whether heights are missing or contradictory. */
  boolean isBroken() {
    return broken;
  }

  StackHeights heights() {
    return new StackHeights(before);
  }

  private void run(BasicBlock block) {
    stack = entry[block.index()];
    for (pc = block.start(); pc < block.end(); pc++) {
      before[pc] = stack.height();
      if (StackEffect.pops(code.instruction(pc)) > stack.height()) {
        broken = true;
        find("stack underflow, height " + stack.height());
        return;
      }
      step(code.instruction(pc));
    }
    pc = block.end() - 1;
    for (Edge edge : graph.successors(block.index())) {
      flowTo(edge.to(), stack);
    }
  }

  private void flowTo(int block, Slot incoming) {
    if (entry[block] == null) {
      entry[block] = incoming;
      todo.push(block);
      return;
    }
    Slot known = entry[block];
    int start = graph.block(block).start();
    if (known.height() != incoming.height()) {
      broken = true;
      find("height " + incoming.height() + " at " + start + ", elsewhere " + known.height());
      return;
    }
    for (Slot a = known, b = incoming; a != b; a = a.below(), b = b.below()) {
      if (a.held() != b.held()) {
        String slot = "slot " + (a.height() - 1) + " at " + start;
        find(slot + " held as " + b.held() + ", elsewhere as " + a.held());
        return;
      }
    }
  }

  private void step(Instruction instruction) {
    switch (instruction.opcode()) {
      case GET_PATH -> {
        pop(1);
        push(Held.of(instruction.type()));
      }
      case SET_LOCAL, SET_GLOBAL, SET_UPVALUE -> keep(instruction);
      case DUP -> {
        keep(instruction);
        push(stack.held());
      }
      case SPLIT -> {
        pop(1);
        push(Held.of(instruction.type()));
        push(Held.REFERENCE);
      }
      case MAKE_CLOSURE -> {
        capture(instruction);
        push(Held.REFERENCE);
      }
      case GET_CELL, GET_UPVALUE_CELL -> push(Held.CELL);
      case HALT -> {
        if (stack.height() > 0) {
          find("height " + stack.height() + " at the end of the program");
        }
      }
      default -> {
        pop(StackEffect.pops(instruction));
        if (StackEffect.pushes(instruction) > 0) {
          push(Held.of(instruction.type()));
        }
      }
    }
  }

  private void capture(Instruction instruction) {
    int count = instruction.b();
    List<Code.Local> wanted = List.of();
    if (code.constant(instruction.a()) instanceof Constant.CodeConstant function
        && function.index() < functions.size()) {
      wanted = functions.get(function.index()).captures();
    }
    for (int i = count - 1; i >= 0; i--) {
      if (i < wanted.size() && (stack.held() == Held.CELL) != wanted.get(i).cell()) {
        find("captured value " + i + (wanted.get(i).cell() ? " is not a cell" : " is a cell"));
      }
      stack = stack.below();
    }
  }

  private void keep(Instruction instruction) {
    if (stack.held() == Held.CELL) {
      find(instruction.opcode().title() + " of a cell");
    }
  }

  private void pop(int count) {
    for (int i = 0; i < count; i++) {
      if (stack.held() == Held.CELL) {
        find(code.instruction(pc).opcode().title() + " of a cell");
      }
      stack = stack.below();
    }
  }

  private void push(Held held) {
    stack = new Slot(held, stack, stack.height() + 1);
  }

  private void find(String message) {
    findings.add(new Finding(code, pc, message));
  }
}
