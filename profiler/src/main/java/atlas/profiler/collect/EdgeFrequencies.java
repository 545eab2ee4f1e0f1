package atlas.profiler.collect;

import atlas.vm.builtins.Library;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.TightLoops;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * A guess, before anything runs, at how often control takes each edge, for one execution of the
 * function. Only the place of the counters depends on it, never a count.
 *
 * <p>Idea (after Ball &amp; Larus 1994): flow starts as 1 at the entry and is handed on along the
 * edges in reverse postorder; a loop turns ten times, so the block it goes back to has ten times
 * what comes in; of two ways the one that stays in a loop gets nine parts of ten, one into a
 * failing match next to nothing, otherwise each gets half. But one way in which a function calls
 * itself k times is taken by one activation of k: the others are those that it calls.
 */
final class EdgeFrequencies {
  private static final double TURNS = 10;
  private static final double STAYS = 0.9;
  private static final double FAILS = 0.001;
  private static final double LARGEST = 1e30;
  private static final double TURN = 0.2;

  /** Makes a way that calls twice less frequent than one that does not, as a root has no caller. */
  private static final double ROOT = 0.1;

  private final ControlFlowGraph graph;
  private final int[] order;
  private final int[] position;
  private final double[] frequency;
  private final int[] ownCalls;
  private final Set<Integer> tight;

  /**
   * @param ownCalls the instructions by which the function calls itself
   */
  EdgeFrequencies(ControlFlowGraph graph, List<Integer> ownCalls) {
    this.graph = graph;
    this.ownCalls = new int[graph.blocks().size()];
    ownCalls.forEach(pc -> this.ownCalls[graph.blockAt(pc).index()]++);
    int size = graph.blocks().size();
    this.tight = TightLoops.of(graph, Library::isCheap).keySet();
    this.position = new int[size];
    this.order = reversePostorder();
    this.frequency = new double[size];
    for (int block : order) {
      frequency[block] = incoming(block);
    }
  }

  /** Whether an edge goes back, which every cycle does somewhere. */
  boolean goesBack(Edge edge) {
    return position[edge.to()] <= position[edge.from()];
  }

  /**
   * What it costs to count an edge, in executions. Rounded, so that sums of equal parts are equal.
   */
  float cost(Edge edge) {
    double executions = frequency[edge.from()] * probability(edge);
    return (float) (isTurn(edge) ? executions * TURN : executions);
  }

  /**
   * Whether an edge leads from the condition of a tight loop into its body: the JIT compiler makes
   * the number of its turns out of the loop's own variable, if it has one.
   */
  private boolean isTurn(Edge edge) {
    int header = edge.from();
    return graph.loop(header) == header
        && graph.loop(edge.to()) == header
        && graph.successors(header).stream().anyMatch(this::leaves)
        && tight.contains(header);
  }

  private double incoming(int block) {
    double sum = block == 0 ? 1 : 0;
    boolean loops = false;
    for (Edge edge : graph.predecessors(block)) {
      if (goesBack(edge)) {
        loops = true;
      } else {
        sum += frequency[edge.from()] * probability(edge);
      }
    }
    return Math.min(loops ? sum * TURNS : sum, LARGEST);
  }

  private double probability(Edge edge) {
    List<Edge> ways = graph.successors(edge.from());
    if (ways.size() == 1) {
      return 1;
    }
    Edge other = ways.getFirst().equals(edge) ? ways.getLast() : ways.getFirst();
    if (fails(edge) != fails(other)) {
      return fails(edge) ? FAILS : 1 - FAILS;
    }
    if (leaves(edge) != leaves(other)) {
      return leaves(edge) ? 1 - STAYS : STAYS;
    }
    int calls = ownCalls[edge.to()];
    int otherCalls = ownCalls[other.to()];
    if (calls > 1 && otherCalls == 0) {
      return 1 / (calls + ROOT);
    }
    return otherCalls > 1 && calls == 0 ? 1 - 1 / (otherCalls + ROOT) : 0.5;
  }

  private boolean fails(Edge edge) {
    return graph.last(edge.to()).opcode() == Opcode.MATCH_FAIL;
  }

  private boolean leaves(Edge edge) {
    return graph.block(edge.to()).loopDepth() < graph.block(edge.from()).loopDepth();
  }

  /** The reachable blocks, each before those it leads to, edges that go back apart. */
  private int[] reversePostorder() {
    int size = graph.blocks().size();
    Arrays.fill(position, -1);
    int[] found = new int[size];
    int first = size;
    int[] stack = new int[size];
    int[] tried = new int[size];
    BitSet seen = new BitSet(size);
    int depth = 1;
    seen.set(0);
    while (depth > 0) {
      int block = stack[depth - 1];
      List<Edge> ways = graph.successors(block);
      if (tried[block] == ways.size()) {
        found[--first] = block;
        depth--;
        continue;
      }
      int next = ways.get(tried[block]++).to();
      if (!seen.get(next)) {
        seen.set(next);
        stack[depth++] = next;
      }
    }
    int[] order = Arrays.copyOfRange(found, first, size);
    for (int i = 0; i < order.length; i++) {
      position[order[i]] = i;
    }
    return order;
  }
}
