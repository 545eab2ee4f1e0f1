package atlas.profiler.collect;

import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import atlas.vm.bytecode.Opcode;
import java.util.ArrayList;
import java.util.List;

/**
 * A control-flow graph closed into a circulation: one more node stands for everything outside of
 * the function, from which calls come and to which returns go. At every node as much flows in as
 * out; this is what the rest of the counts follows from.
 *
 * <p>Flow 0 is the entry, then come the edges of the graph in its order, then the returns. A block
 * that always fails (MatchFail) has no flow out of it: activations that end by an error are
 * accounted for when counts are recovered. Unreachable blocks have no flows.
 */
final class FlowGraph {
  /** The flow that stands for calls. */
  static final int ENTRY = 0;

  /**
   * Something that is executed a number of times.
   *
   * @param from a node
   * @param to a node
   */
  record Flow(int from, int to) {}

  private final ControlFlowGraph graph;
  private final List<Flow> flows = new ArrayList<>();
  private final int[] firstOf;
  private final int returns;

  FlowGraph(ControlFlowGraph graph) {
    this.graph = graph;
    flows.add(new Flow(outside(), 0));
    this.firstOf = new int[graph.blocks().size()];
    for (int block = 0; block < firstOf.length; block++) {
      firstOf[block] = flows.size();
      graph.successors(block).forEach(edge -> flows.add(new Flow(edge.from(), edge.to())));
    }
    this.returns = flows.size();
    for (BasicBlock exit : graph.exits()) {
      if (graph.last(exit.index()).opcode() != Opcode.MATCH_FAIL) {
        flows.add(new Flow(exit.index(), outside()));
      }
    }
  }

  ControlFlowGraph graph() {
    return graph;
  }

  /** The number of nodes: the blocks by their index, and the outside. */
  int nodes() {
    return graph.blocks().size() + 1;
  }

  /** The node that stands for everything else. */
  int outside() {
    return graph.blocks().size();
  }

  List<Flow> flows() {
    return flows;
  }

  /** Whether a flow is a return, for which there is no place to count it. */
  boolean isReturn(int flow) {
    return flow >= returns;
  }

  /** The flow that is an edge of the graph. */
  int flow(Edge edge) {
    return firstOf[edge.from()] + graph.successors(edge.from()).indexOf(edge);
  }

  /** The edge of the graph that a flow, neither entry nor return, is. */
  Edge edge(int flow) {
    return graph.edges().get(flow - 1);
  }
}
