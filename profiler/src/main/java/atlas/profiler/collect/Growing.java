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
 * Variables to which a loop does nothing but append, while it reads them as a whole. Of a text, to
 * append only notes the parts; to read joins them, so each read that follows an append copies the
 * text. An array that grows is the longer to search.
 */
final class Growing {
  private static final String PUSH = "arrayPush";

  static final Set<String> READERS =
      Set.of(
          ("includes indexOf lastIndexOf startsWith endsWith split replace trim trimStart trimEnd"
                  + " toUpperCase toLowerCase")
              .split(" "));

  /**
   * A loop in which a variable grows.
   *
   * @param header the index of its first block
   * @param appends how often it did
   */
  record Growth(int header, Variable variable, long appends) {}

  record Variable(boolean isGlobal, int number) {}

  private final ControlFlowGraph graph;
  private final Code code;
  private final Invariance invariance;
  private final long[] counts;
  private final Set<Integer> assigned;

  /**
   * @param assigned the global variables that functions assign to, by slot
   */
  Growing(ControlFlowGraph graph, Invariance invariance, Counts counts, Set<Integer> assigned) {
    this.graph = graph;
    this.code = graph.code();
    this.invariance = invariance;
    this.counts = counts.instructions();
    this.assigned = assigned;
  }

  /**
   * The innermost loop in which the text grows that a call reads.
   *
   * @param from where the instructions of the call begin: callee, arguments
   */
  Optional<Growth> text(int from, int call) {
    return Makers.library(code, code.instruction(call)).filter(READERS::contains).isPresent()
        ? argument(from + 1)
        : Optional.empty();
  }

  /** The innermost loop in which the variable grows that an instruction reads. */
  Optional<Growth> argument(int read) {
    Optional<Variable> variable = variable(code.instruction(read), Opcode.GET_LOCAL);
    int loop = graph.loop(graph.blockAt(read).index());
    while (variable.isPresent() && loop >= 0) {
      List<Integer> assignments = assignments(variable.get(), loop);
      if (!assignments.isEmpty()) {
        return growth(variable.get(), assignments, loop);
      }
      loop = graph.loopAround(loop);
    }
    return Optional.empty();
  }

  private Optional<Growth> growth(Variable variable, List<Integer> assignments, int loop) {
    long appends = 0;
    for (int pc : assignments) {
      if (!isAppend(variable, pc) && !isPush(variable, pc)) {
        return Optional.empty();
      }
      appends += counts[pc];
    }
    return Optional.of(new Growth(loop, variable, appends));
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

  /** Whether what is assigned there is the variable with one element more. */
  private boolean isPush(Variable array, int assignment) {
    int call = assignment - 1;
    boolean isCall =
        call > 0 && Makers.library(code, code.instruction(call)).filter(PUSH::equals).isPresent();
    int pushed = isCall ? invariance.start(call, 2) : -1;
    return pushed >= 0
        && invariance.start(call, 1) == pushed + 1
        && variable(code.instruction(pushed), Opcode.GET_LOCAL).filter(array::equals).isPresent();
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
