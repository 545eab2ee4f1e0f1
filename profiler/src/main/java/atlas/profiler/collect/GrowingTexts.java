package atlas.profiler.collect;

import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant.VariableConstant;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Texts that a loop does nothing to but append, and that it reads as a whole. To append only notes
 * the parts; to read joins them, so each read that follows an append copies the text.
 */
final class GrowingTexts {
  static final Set<String> READERS =
      Set.of(
          ("includes indexOf lastIndexOf startsWith endsWith split replace trim trimStart trimEnd"
                  + " toUpperCase toLowerCase")
              .split(" "));

  /**
   * A loop in which a text grows.
   *
   * @param header the index of its first block
   * @param appends how often it did
   */
  record Growth(int header, long appends) {}

  private record Variable(boolean isGlobal, int number) {}

  private final ControlFlowGraph graph;
  private final Code code;
  private final Invariance invariance;
  private final long[] counts;
  private final Set<Integer> assigned;

  /**
   * @param assigned the global variables that functions assign to, by slot
   */
  GrowingTexts(
      ControlFlowGraph graph, Invariance invariance, Counts counts, Set<Integer> assigned) {
    this.graph = graph;
    this.code = graph.code();
    this.invariance = invariance;
    this.counts = counts.instructions();
    this.assigned = assigned;
  }

  /**
   * The innermost loop in which the variable grows that a call reads.
   *
   * @param from where the instructions of the call begin: callee, arguments
   */
  Optional<Growth> of(int from, int call) {
    if (Makers.library(code, code.instruction(call)).filter(READERS::contains).isEmpty()) {
      return Optional.empty();
    }
    Optional<Variable> text = variable(code.instruction(from + 1), Opcode.GET_LOCAL);
    int loop = graph.loop(graph.blockAt(call).index());
    while (text.isPresent() && loop >= 0) {
      List<Integer> assignments = assignments(text.get(), loop);
      if (!assignments.isEmpty()) {
        return growth(text.get(), assignments, loop);
      }
      loop = graph.loopAround(loop);
    }
    return Optional.empty();
  }

  private Optional<Growth> growth(Variable text, List<Integer> assignments, int loop) {
    long appends = 0;
    for (int pc : assignments) {
      if (!isAppend(text, pc)) {
        return Optional.empty();
      }
      appends += counts[pc];
    }
    return Optional.of(new Growth(loop, appends));
  }

  private List<Integer> assignments(Variable variable, int loop) {
    List<Integer> found = new ArrayList<>();
    for (BasicBlock block : graph.blocks()) {
      for (int pc = block.start(); isIn(block, loop) && pc < block.end(); pc++) {
        if (variable(code.instruction(pc), Opcode.SET_LOCAL).filter(variable::equals).isPresent()) {
          found.add(pc);
        }
      }
    }
    return found;
  }

  private boolean isIn(BasicBlock block, int loop) {
    int around = graph.loop(block.index());
    while (around >= 0 && around != loop) {
      around = graph.loopAround(around);
    }
    return around == loop;
  }

  /** Whether what is assigned there is the variable and something behind it. */
  private boolean isAppend(Variable text, int assignment) {
    int add = assignment - 1;
    while (add > 0 && isConcatenation(code.instruction(add))) {
      int right = invariance.start(add, 1);
      int left = invariance.start(add, 2);
      if (left < 0 || right <= left) {
        return false;
      }
      if (left == right - 1) {
        return variable(code.instruction(left), Opcode.GET_LOCAL).filter(text::equals).isPresent();
      }
      add = right - 1;
    }
    return false;
  }

  private static boolean isConcatenation(Instruction in) {
    return in.opcode() == Opcode.ADD && in.type() == Type.STRING;
  }

  /**
   * The variable that an instruction reads or assigns to, if nobody but this code does.
   *
   * @param local how a local one is
   */
  private Optional<Variable> variable(Instruction in, Opcode local) {
    Opcode global = local == Opcode.GET_LOCAL ? Opcode.GET_GLOBAL : Opcode.SET_GLOBAL;
    if (in.opcode() == local) {
      return code.locals().get(in.a()).cell()
          ? Optional.empty()
          : Optional.of(new Variable(false, in.a()));
    }
    return in.opcode() == global
            && code.constant(in.a()) instanceof VariableConstant found
            && !assigned.contains(found.slot())
        ? Optional.of(new Variable(true, found.slot()))
        : Optional.empty();
  }
}
