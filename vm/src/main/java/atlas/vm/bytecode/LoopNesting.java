package atlas.vm.bytecode;

import atlas.vm.bytecode.ControlFlowGraph.Edge;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * In how many loops each block lies. A loop is a header with everything from which one of the edges
 * back to it can be reached without passing it; edges back to the same header make one loop.
 *
 * <p>Tarjan's way: number the blocks by a depth-first walk; an edge to an ancestor is a back edge;
 * take the headers innermost first, collect each one's loop backwards from its back edges, and
 * contract it to its header (a union-find), so that an outer loop steps over it at once. Lowered
 * code is reducible, for which this finds the natural loops; for other graphs, blocks that the
 * header does not lead to are left out.
 */
final class LoopNesting {
  private static final int NONE = -1;

  private final List<List<Edge>> successors;
  private final List<List<Edge>> predecessors;

  /**
   * The reachable blocks in the order in which the walk came to them, and each one's place therein.
   */
  private final int[] order;

  private final int[] number;

  /** The greatest number among the descendants of a block in the tree of the walk. */
  private final int[] lastNumber;

  private int reached;

  /** The header of the innermost loop around a block other than the one it heads. */
  private final int[] outer;

  private final boolean[] header;
  private final int[] depth;

  /** Union-find: towards the header into which a block was contracted. */
  private final int[] contracted;

  private LoopNesting(List<List<Edge>> successors, List<List<Edge>> predecessors) {
    int size = successors.size();
    this.successors = successors;
    this.predecessors = predecessors;
    this.order = new int[size];
    this.number = filled(size);
    this.lastNumber = filled(size);
    this.outer = filled(size);
    this.header = new boolean[size];
    this.depth = new int[size];
    this.contracted = new int[size];
    Arrays.setAll(contracted, i -> i);
  }

  private static int[] filled(int size) {
    int[] array = new int[size];
    Arrays.fill(array, NONE);
    return array;
  }

  /** The loops of a graph; unreachable blocks lie in none. */
  static LoopNesting of(List<List<Edge>> successors, List<List<Edge>> predecessors) {
    LoopNesting loops = new LoopNesting(successors, predecessors);
    loops.find();
    return loops;
  }

  private void find() {
    walk();
    for (int i = reached - 1; i >= 0; i--) {
      header[order[i]] = collect(order[i]);
    }
    for (int i = 0; i < reached; i++) {
      int block = order[i];
      int around = outer[block] == NONE ? 0 : depth[outer[block]];
      depth[block] = around + (header[block] ? 1 : 0);
    }
  }

  /** In how many loops a block lies. */
  int depth(int block) {
    return depth[block];
  }

  /** The header of the innermost loop in which a block lies; -1 if it lies in none. */
  int innermost(int block) {
    return header[block] ? block : outer[block];
  }

  /** The header of the innermost loop around the one with a header; -1 if there is none. */
  int around(int header) {
    return outer[header];
  }

  private void walk() {
    int[] path = new int[successors.size()];
    int[] next = new int[successors.size()];
    int length = 0;
    path[length++] = 0;
    visit(0);
    while (length > 0) {
      int block = path[length - 1];
      if (next[block] < successors.get(block).size()) {
        int to = successors.get(block).get(next[block]++).to();
        if (number[to] == NONE) {
          visit(to);
          path[length++] = to;
        }
      } else {
        lastNumber[block] = reached - 1;
        length--;
      }
    }
  }

  private void visit(int block) {
    number[block] = reached;
    order[reached++] = block;
  }

  private boolean descends(int block, int from) {
    return number[from] <= number[block] && number[block] <= lastNumber[from];
  }

  /** Collects and contracts the loop that a block heads; false if it heads none. */
  private boolean collect(int header) {
    boolean found = false;
    List<Integer> body = new ArrayList<>();
    for (Edge edge : predecessors.get(header)) {
      if (descends(edge.from(), header)) {
        found = true;
        add(edge.from(), header, body);
      }
    }
    for (int i = 0; i < body.size(); i++) {
      for (Edge edge : predecessors.get(body.get(i))) {
        if (descends(edge.from(), header)) {
          add(edge.from(), header, body);
        }
      }
    }
    for (int block : body) {
      contracted[block] = header;
    }
    return found;
  }

  private void add(int block, int header, List<Integer> body) {
    int representative = find(block);
    if (representative != header && outer[representative] == NONE) {
      outer[representative] = header;
      body.add(representative);
    }
  }

  private int find(int block) {
    int root = block;
    while (contracted[root] != root) {
      root = contracted[root];
    }
    int at = block;
    while (contracted[at] != root) {
      int above = contracted[at];
      contracted[at] = root;
      at = above;
    }
    return root;
  }
}
