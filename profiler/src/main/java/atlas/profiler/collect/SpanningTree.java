package atlas.profiler.collect;

import atlas.profiler.collect.FlowGraph.Flow;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Which flows need no counter: a maximum spanning tree of the flow graph, directions disregarded
 * (Knuth &amp; Stevenson 1973: the flows off any spanning tree determine all others, and fewer do
 * not; Ball &amp; Larus 1994: the tree that takes the hottest ones leaves the coldest to be
 * counted). By Kruskal's method.
 *
 * <p>Returns come first, because they cannot be counted: a star around the outside, hence never a
 * cycle. Then the others by what it costs to count them; of equal ones those that go back, where a
 * loop ends its turn; then the entry; then by place.
 */
final class SpanningTree {
  private static final int PLACE_BITS = 31;
  private static final long PLACE = (1L << PLACE_BITS) - 1;

  private SpanningTree() {}

  /**
   * The flows on the tree.
   *
   * @param entryKnown whether the entry need not be on it, since it is known from elsewhere
   */
  static BitSet of(FlowGraph graph, EdgeFrequencies frequencies, boolean entryKnown) {
    BitSet tree = new BitSet();
    int[] parent = IntStream.range(0, graph.nodes()).toArray();
    for (int index : hottestFirst(graph, frequencies)) {
      if (entryKnown && index == FlowGraph.ENTRY) {
        continue;
      }
      Flow flow = graph.flows().get(index);
      int from = root(parent, flow.from());
      int to = root(parent, flow.to());
      if (from != to) {
        parent[from] = to;
        tree.set(index);
      }
    }
    return tree;
  }

  private static int[] hottestFirst(FlowGraph graph, EdgeFrequencies frequencies) {
    long[] ranked = new long[graph.flows().size()];
    for (int flow = 0; flow < ranked.length; flow++) {
      ranked[flow] = rank(graph, frequencies, flow) | flow;
    }
    Arrays.sort(ranked);
    return Arrays.stream(ranked).mapToInt(each -> (int) (each & PLACE)).toArray();
  }

  /** Where a flow comes in, the lower the earlier; leaves the bits of {@link #PLACE} free. */
  private static long rank(FlowGraph graph, EdgeFrequencies frequencies, int flow) {
    if (graph.isReturn(flow)) {
      return 0;
    }
    boolean entry = flow == FlowGraph.ENTRY;
    float weight = entry ? 1 : frequencies.cost(graph.edge(flow));
    // Bits of floats that are not negative are in the order of the floats.
    long coldness = Integer.MAX_VALUE - Float.floatToIntBits(weight);
    boolean goesBack = !entry && frequencies.goesBack(graph.edge(flow));
    return (coldness << 1 | (goesBack ? 0 : 1)) << PLACE_BITS;
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
