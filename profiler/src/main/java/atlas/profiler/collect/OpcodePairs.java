package atlas.profiler.collect;

import atlas.profiler.model.OpcodePair;
import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import atlas.vm.bytecode.Opcode;
import java.util.ArrayList;
import java.util.List;

/**
 * Which operation was executed after which in the same activation. Within a block that is the count
 * of the later one, between blocks that of the edge. An edge that the counts do not tell is left
 * out; a profile has the pairs only if they add up.
 */
final class OpcodePairs {
  private static final Opcode[] OPCODES = Opcode.values();

  // By the ordinals of the earlier and the later one.
  private final long[][] sums = new long[OPCODES.length][OPCODES.length];

  void add(Counts counts, ControlFlowGraph graph, EdgeCounts edges) {
    Code code = counts.code();
    for (BasicBlock block : graph.blocks()) {
      for (int pc = block.start() + 1; pc < block.end(); pc++) {
        add(code, pc - 1, pc, counts.instructions()[pc]);
      }
    }
    for (Edge edge : graph.edges()) {
      int last = graph.block(edge.from()).end() - 1;
      add(code, last, graph.block(edge.to()).start(), edges.of(edge).orElse(0));
    }
  }

  private void add(Code code, int first, int second, long count) {
    if (count > 0) {
      long[] after = sums[opcode(code, first)];
      after[opcode(code, second)] = Math.addExact(after[opcode(code, second)], count);
    }
  }

  private static int opcode(Code code, int pc) {
    return code.instruction(pc).opcode().ordinal();
  }

  /** The pairs that occurred. */
  List<OpcodePair> pairs() {
    List<OpcodePair> pairs = new ArrayList<>();
    for (Opcode first : OPCODES) {
      for (Opcode second : OPCODES) {
        long count = sums[first.ordinal()][second.ordinal()];
        if (count > 0) {
          pairs.add(new OpcodePair(first.title(), second.title(), count));
        }
      }
    }
    return pairs;
  }
}
