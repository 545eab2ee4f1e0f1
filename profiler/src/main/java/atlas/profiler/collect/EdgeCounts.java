package atlas.profiler.collect;

import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * How often each edge of a function was taken, from how often each instruction was executed: an
 * edge that leaves a block alone was taken as often as the block was left, and of those that enter
 * a block the last unknown one follows from the others. That decides all edges of lowered code but
 * for odd cases, which stay unknown rather than guessed.
 */
final class EdgeCounts {
  private static final long UNKNOWN = -1;

  private final ControlFlowGraph graph;
  private final Counts counts;
  private final Map<Edge, Integer> index = new HashMap<>();
  private final long[] taken;
  private final Deque<Edge> news = new ArrayDeque<>();

  EdgeCounts(ControlFlowGraph graph, Counts counts) {
    this.graph = graph;
    this.counts = counts;
    this.taken = new long[graph.edges().size()];
    Arrays.fill(taken, UNKNOWN);
    for (Edge edge : graph.edges()) {
      index.put(edge, index.size());
    }
    for (BasicBlock block : graph.blocks()) {
      List<Edge> out = graph.successors(block.index());
      if (out.size() == 1) {
        know(out.getFirst(), left(block));
      }
    }
    graph.blocks().forEach(block -> solve(block.index()));
    while (!news.isEmpty()) {
      solve(news.remove().to());
    }
  }

  /** How often control got beyond the last instruction of a block. */
  long left(BasicBlock block) {
    int last = block.end() - 1;
    return counts.instructions()[last] - counts.ended()[last];
  }

  /** How often an edge was taken; empty if the counts do not tell. */
  OptionalLong of(Edge edge) {
    long count = taken[index.get(edge)];
    return count == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(count);
  }

  private void know(Edge edge, long count) {
    int at = index.get(edge);
    if (taken[at] == UNKNOWN && count >= 0) {
      taken[at] = count;
      news.add(edge);
    }
  }

  /** Finds the one unknown edge into a block, and with it the other one from where it starts. */
  private void solve(int block) {
    long rest = counts.reached(graph.block(block).start());
    rest -= block == 0 ? counts.calls() : 0;
    Edge missing = null;
    for (Edge edge : graph.predecessors(block)) {
      long count = taken[index.get(edge)];
      if (count != UNKNOWN) {
        rest -= count;
      } else if (missing == null) {
        missing = edge;
      } else {
        return;
      }
    }
    if (missing != null) {
      know(missing, rest);
      long left = left(graph.block(missing.from()));
      for (Edge sibling : graph.successors(missing.from())) {
        if (!sibling.equals(missing)) {
          know(sibling, left - rest);
        }
      }
    }
  }
}
