package atlas.vm.codegen;

import atlas.vm.builtins.Library;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import atlas.vm.bytecode.TightLoops;
import atlas.vm.instrument.Probes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@linkplain TightLoops tight} loops, whose turns are counted in JVM locals. What was counted
 * shows to the outside only when the loop is left.
 *
 * <p>Beside the work of a call an increment in memory does not matter. What it takes to bring the
 * locals home does: it is code at every way out and a handler of what each call may throw, for all
 * of which the JIT compilers take their time.
 */
final class InnerLoops {
  private static final int COUNTERS = 12;

  /**
   * A loop.
   *
   * @param blocks its basic blocks, by index
   * @param counters those of edges within it; at most {@value #COUNTERS}
   */
  record InnerLoop(BitSet blocks, List<Integer> counters) {}

  private final ControlFlowGraph graph;
  private final List<InnerLoop> all = new ArrayList<>();
  private final InnerLoop[] byBlock;

  /** The loops of a code in which something is counted. */
  InnerLoops(ControlFlowGraph graph, Probes probes) {
    this.graph = graph;
    this.byBlock = new InnerLoop[graph.blocks().size()];
    for (BitSet blocks : TightLoops.of(graph, Library::isCheap).values()) {
      List<Integer> counters = counters(blocks, probes);
      if (!counters.isEmpty()) {
        InnerLoop loop = new InnerLoop(blocks, counters);
        all.add(loop);
        blocks.stream().forEach(block -> byBlock[block] = loop);
      }
    }
  }

  /** All of them; no two have a counter in common. */
  List<InnerLoop> all() {
    return all;
  }

  /** The loop in which an instruction lies. */
  Optional<InnerLoop> at(int pc) {
    return Optional.ofNullable(byBlock[graph.blockAt(pc).index()]);
  }

  private List<Integer> counters(BitSet blocks, Probes probes) {
    Set<Integer> counters = new LinkedHashSet<>();
    for (int block = blocks.nextSetBit(0); block >= 0; block = blocks.nextSetBit(block + 1)) {
      for (Edge edge : graph.successors(block)) {
        int counter = blocks.get(edge.to()) ? counter(edge, probes) : Probes.NONE;
        if (counter != Probes.NONE && counters.size() < COUNTERS) {
          counters.add(counter);
        }
      }
    }
    return List.copyOf(counters);
  }

  private int counter(Edge edge, Probes probes) {
    int last = graph.block(edge.from()).end() - 1;
    return probes.edge(last, graph.block(edge.to()).start(), edge.taken());
  }
}
