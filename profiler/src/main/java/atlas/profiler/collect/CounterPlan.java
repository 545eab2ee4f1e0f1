package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import atlas.vm.bytecode.StackHeights;
import atlas.vm.instrument.Probes;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Where the counters of one function go: on the flows off a maximum {@linkplain SpanningTree
 * spanning tree}, which are the fewest, and by a static guess the coldest, from which {@link
 * Recovery} can tell all others. Immutable; a function of the code alone, so equal codes are
 * counted at equal places.
 *
 * <p>Sources: D. E. Knuth and F. R. Stevenson, Optimal measurement points for program frequency
 * counts, BIT 13 (1973); T. Ball and J. R. Larus, Optimally profiling and tracing programs, TOPLAS
 * 16 (1994).
 */
final class CounterPlan implements Probes {
  private final Code code;
  private final FlowGraph flows;
  private final int[] counters;
  private final int firstCounter;
  private final int counterCount;
  private final boolean entryKnown;

  /**
   * A plan by which the counters of a function alone tell all.
   *
   * @param firstCounter the number of this function's first counter; the others follow it
   */
  CounterPlan(Code code, int firstCounter) {
    this(code, firstCounter, false, List.of());
  }

  /**
   * A plan for a function whose activations are known from where it is called.
   *
   * @param ownCalls where it calls itself
   */
  static CounterPlan withEntryKnown(Code code, int firstCounter, List<Integer> ownCalls) {
    return new CounterPlan(code, firstCounter, true, ownCalls);
  }

  private CounterPlan(Code code, int firstCounter, boolean entryKnown, List<Integer> ownCalls) {
    this.code = code;
    this.entryKnown = entryKnown;
    this.flows = new FlowGraph(code.graph());
    this.firstCounter = firstCounter;
    this.counters = new int[flows.flows().size()];
    Arrays.fill(counters, NONE);
    EdgeFrequencies frequencies = new EdgeFrequencies(flows.graph(), ownCalls);
    BitSet tree = SpanningTree.of(flows, frequencies, entryKnown);
    int next = firstCounter;
    for (int flow = tree.nextClearBit(entryKnown ? FlowGraph.ENTRY + 1 : FlowGraph.ENTRY);
        flow < counters.length;
        flow = tree.nextClearBit(flow + 1)) {
      counters[flow] = next++;
    }
    this.counterCount = next - firstCounter;
  }

  Code code() {
    return code;
  }

  FlowGraph flows() {
    return flows;
  }

  int firstCounter() {
    return firstCounter;
  }

  /** The heights of the operand stack. */
  StackHeights heights() {
    return StackHeights.of(code);
  }

  /** How many counters this function has. */
  int counterCount() {
    return counterCount;
  }

  /** Whether the activations are known from elsewhere, and not counted. */
  boolean isEntryKnown() {
    return entryKnown;
  }

  /** The counter of a flow, or {@link #NONE}. */
  int counter(int flow) {
    return counters[flow];
  }

  @Override
  public int entry() {
    return counters[FlowGraph.ENTRY];
  }

  @Override
  public int edge(int from, int to, boolean taken) {
    ControlFlowGraph graph = flows.graph();
    int source = graph.blockAt(from).index();
    int target = graph.blockAt(to).index();
    if (graph.block(source).end() != from + 1 || graph.block(target).start() != to) {
      return NONE;
    }
    List<Edge> ways = graph.successors(source);
    for (Edge edge : ways) {
      if (edge.to() == target && (edge.taken() == taken || isOnly(ways, target))) {
        return counters[flows.flow(edge)];
      }
    }
    return NONE;
  }

  private static boolean isOnly(List<Edge> ways, int target) {
    return ways.stream().filter(edge -> edge.to() == target).count() == 1;
  }
}
