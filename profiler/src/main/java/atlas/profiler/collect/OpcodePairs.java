package atlas.profiler.collect;

import atlas.profiler.model.OpcodePair;
import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Which operation was executed after which in the same activation. Within a block that is the count
 * of the later one, between blocks that of the edge. An edge that the counts do not tell is left
 * out; a profile has the pairs only if they add up.
 */
final class OpcodePairs {
  private final TreeMap<String, TreeMap<String, Long>> sums = new TreeMap<>();

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
      sums.computeIfAbsent(title(code, first), _ -> new TreeMap<>())
          .merge(title(code, second), count, Math::addExact);
    }
  }

  private static String title(Code code, int pc) {
    return code.instruction(pc).opcode().title();
  }

  /** The pairs, in the order of their names. */
  List<OpcodePair> pairs() {
    List<OpcodePair> pairs = new ArrayList<>();
    sums.forEach((first, seconds) ->
        seconds.forEach((second, count) -> pairs.add(new OpcodePair(first, second, count))));
    return pairs;
  }
}
