package atlas.profiler.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Calling contexts: which functions were active when an instruction was executed, the outermost
 * first. Of a function that is active more than once only the outer activation counts, so no
 * function is listed twice on a path. Exact, and every call from one function to the next on a path
 * did happen.
 *
 * @param nodes callers before what they call, in the order of functions
 */
public record CallTree(List<Node> nodes) {
  /** No contexts known. */
  public static final CallTree NONE = new CallTree(List.of());

  /** Stands for the callers of functions in contexts too many to be told apart. */
  public static final FunctionId ELSEWHERE = new FunctionId("<elsewhere>", "", 0);

  private static final Comparator<List<FunctionId>> ORDER =
      (a, b) -> {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
          int order = a.get(i).compareTo(b.get(i));
          if (order != 0) {
            return order;
          }
        }
        return Integer.compare(a.size(), b.size());
      };

  /**
   * A context.
   *
   * @param parent the index of the caller's node; -1 for top-level code
   * @param calls activations begun, recursive ones included
   * @param instructions of the function itself
   */
  public record Node(int parent, FunctionId function, long calls, long instructions) {}

  public CallTree {
    nodes = List.copyOf(nodes);
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i).parent() >= i || nodes.get(i).parent() < -1) {
        throw new IllegalArgumentException("a context comes before its caller");
      }
    }
  }

  public boolean isEmpty() {
    return nodes.isEmpty();
  }

  /** For every node the instructions of it and all below it. */
  public long[] totals() {
    long[] totals = new long[nodes.size()];
    for (int i = totals.length - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      totals[i] += node.instructions();
      if (node.parent() >= 0) {
        totals[node.parent()] = Math.addExact(totals[node.parent()], totals[i]);
      }
    }
    return totals;
  }

  /** The functions of a context, the outermost first. */
  public List<FunctionId> path(int node) {
    List<FunctionId> path = new ArrayList<>();
    for (int at = node; at >= 0; at = nodes.get(at).parent()) {
      path.addFirst(nodes.get(at).function());
    }
    return path;
  }

  /** Both together. */
  CallTree plus(CallTree other) {
    if (isEmpty() || other.isEmpty()) {
      return isEmpty() ? other : this;
    }
    Builder both = new Builder();
    both.add(this);
    both.add(other);
    return both.build();
  }

  /** Adds contexts up, by path. */
  public static final class Builder {
    private final SortedMap<List<FunctionId>, long[]> sums = new TreeMap<>(ORDER);

    /** Adds what a context did. */
    public void add(List<FunctionId> path, long calls, long instructions) {
      for (int length = 1; length <= path.size(); length++) {
        sums.computeIfAbsent(List.copyOf(path.subList(0, length)), key -> new long[2]);
      }
      long[] sum = sums.get(path);
      sum[0] = Math.addExact(sum[0], calls);
      sum[1] = Math.addExact(sum[1], instructions);
    }

    private void add(CallTree tree) {
      for (int i = 0; i < tree.nodes().size(); i++) {
        Node node = tree.nodes().get(i);
        add(tree.path(i), node.calls(), node.instructions());
      }
    }

    public CallTree build() {
      Map<List<FunctionId>, Integer> places = new HashMap<>();
      List<Node> nodes = new ArrayList<>(sums.size());
      sums.forEach((path, sum) -> {
        int parent = path.size() == 1 ? -1 : places.get(path.subList(0, path.size() - 1));
        places.put(path, nodes.size());
        nodes.add(new Node(parent, path.getLast(), sum[0], sum[1]));
      });
      return new CallTree(nodes);
    }
  }
}
