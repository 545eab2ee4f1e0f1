package atlas.vm.codegen;

import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import atlas.vm.instrument.Probes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The loops whose turns are counted in JVM locals: with a loop around it at most one more, since
 * what was counted shows to the outside only when the nest is left.
 */
final class LoopNests {
  private static final int HEIGHT = 2;
  private static final int COUNTERS = 12;

  /**
   * A loop with all that is in it.
   *
   * @param blocks its basic blocks, by index
   * @param counters those of edges within it, the innermost first; at most {@value #COUNTERS}
   */
  record Nest(BitSet blocks, List<Integer> counters) {}

  private final ControlFlowGraph graph;
  private final Map<Integer, Integer> heights = new HashMap<>();
  private final Nest[] nests;

  private LoopNests(ControlFlowGraph graph, Probes probes) {
    this.graph = graph;
    this.nests = new Nest[graph.blocks().size()];
    for (BasicBlock block : graph.blocks()) {
      measure(graph.loop(block.index()));
    }
    Map<Integer, BitSet> members = new HashMap<>();
    for (BasicBlock block : graph.blocks()) {
      int header = outermost(block.index());
      if (header >= 0) {
        members.computeIfAbsent(header, _ -> new BitSet()).set(block.index());
      }
    }
    for (BitSet blocks : members.values()) {
      List<Integer> counters = counters(blocks, probes);
      if (!counters.isEmpty()) {
        Nest nest = new Nest(blocks, counters);
        blocks.stream().forEach(block -> nests[block] = nest);
      }
    }
  }

  /** The nests of a code that are counted somewhere. */
  static LoopNests of(ControlFlowGraph graph, Probes probes) {
    return new LoopNests(graph, probes);
  }

  ControlFlowGraph graph() {
    return graph;
  }

  /** The nest in which an instruction lies. */
  Optional<Nest> at(int pc) {
    return Optional.ofNullable(nests[graph.blockAt(pc).index()]);
  }

  // A loop is one higher than the highest in it.
  private void measure(int innermost) {
    int height = 1;
    for (int header = innermost; header >= 0; header = graph.loopAround(header)) {
      heights.merge(header, height++, Math::max);
    }
  }

  private int outermost(int block) {
    int found = -1;
    for (int header = graph.loop(block);
        header >= 0 && heights.get(header) <= HEIGHT;
        header = graph.loopAround(header)) {
      found = header;
    }
    return found;
  }

  private List<Integer> counters(BitSet blocks, Probes probes) {
    List<Edge> within = new ArrayList<>();
    blocks.stream()
        .forEach(block ->
            graph.successors(block).stream()
                .filter(edge -> blocks.get(edge.to()))
                .forEach(within::add));
    within.sort(Comparator.comparing((Edge edge) -> -graph.block(edge.to()).loopDepth()));
    Set<Integer> seen = new HashSet<>();
    return within.stream()
        .map(edge -> counter(edge, probes))
        .filter(counter -> counter != Probes.NONE && seen.add(counter))
        .limit(COUNTERS)
        .toList();
  }

  private int counter(Edge edge, Probes probes) {
    int last = graph.block(edge.from()).end() - 1;
    return probes.edge(last, graph.block(edge.to()).start(), edge.taken());
  }
}
