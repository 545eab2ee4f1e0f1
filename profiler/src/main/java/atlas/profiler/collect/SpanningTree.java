package atlas.profiler.collect;

import atlas.profiler.collect.FlowGraph.Flow;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import java.util.BitSet;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Which flows need no counter: a maximum spanning tree of the flow graph, directions disregarded
 * (Knuth &amp; Stevenson 1973: the flows off any spanning tree determine all others, and fewer do
 * not; Ball &amp; Larus 1994: the tree that takes the hottest ones leaves the coldest to be
 * counted). By Kruskal's method.
 *
 * <p>Returns come first, because they cannot be counted: a star around the outside, hence never a
 * cycle. Then the others by frequency; of equal ones those that go back, where a loop ends its
 * turn; then the entry; then by place.
 */
final class SpanningTree {
  private SpanningTree() {}

  /** The flows on the tree. */
  static BitSet of(FlowGraph graph) {
    EdgeFrequencies frequencies = new EdgeFrequencies(graph.graph());
    BitSet tree = new BitSet();
    int[] parent = IntStream.range(0, graph.nodes()).toArray();
    IntStream.range(0, graph.flows().size())
        .boxed()
        .sorted(hottestFirst(graph, frequencies))
        .forEach(index -> {
          Flow flow = graph.flows().get(index);
          int from = root(parent, flow.from());
          int to = root(parent, flow.to());
          if (from != to) {
            parent[from] = to;
            tree.set(index);
          }
        });
    return tree;
  }

  private static Comparator<Integer> hottestFirst(FlowGraph graph, EdgeFrequencies frequencies) {
    return Comparator.<Integer, Boolean>comparing(graph::isReturn)
        .thenComparing(flow -> weight(graph, frequencies, flow))
        .thenComparing(flow -> goesBack(graph, frequencies, flow))
        .reversed()
        .thenComparing(Comparator.naturalOrder());
  }

  private static float weight(FlowGraph graph, EdgeFrequencies frequencies, int flow) {
    return flow == FlowGraph.ENTRY || graph.isReturn(flow) ? 1 : frequencies.of(graph.edge(flow));
  }

  private static boolean goesBack(FlowGraph graph, EdgeFrequencies frequencies, int flow) {
    if (flow == FlowGraph.ENTRY || graph.isReturn(flow)) {
      return false;
    }
    Edge edge = graph.edge(flow);
    return frequencies.goesBack(edge);
  }

  private static int root(int[] parent, int node) {
    int at = node;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
