package atlas.profiler.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
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

  /** Whether all contexts were told apart: then what is below a node is all that it led to. */
  public boolean isComplete() {
    return nodes.stream().noneMatch(node -> node.function().equals(ELSEWHERE));
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
      path.add(nodes.get(at).function());
    }
    return path.reversed();
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

  /** A context as its callees are found. */
  private static final class Context {
    final FunctionId function;
    final SortedMap<FunctionId, Context> callees = new TreeMap<>();
    long calls;
    long instructions;

    Context(FunctionId function) {
      this.function = function;
    }

    Context callee(FunctionId called) {
      return callees.computeIfAbsent(called, Context::new);
    }

    void add(long moreCalls, long more) {
      calls = Math.addExact(calls, moreCalls);
      instructions = Math.addExact(instructions, more);
    }
  }

  /** Adds contexts up. They may be thousands deep: no work is done for all pairs of them. */
  public static final class Builder {
    private final Context outside = new Context(ELSEWHERE);

    /** Adds what a context did. */
    public void add(List<FunctionId> path, long calls, long instructions) {
      Context at = outside;
      for (FunctionId function : path) {
        at = at.callee(function);
      }
      at.add(calls, instructions);
    }

    private void add(CallTree tree) {
      List<Context> places = new ArrayList<>(tree.nodes().size());
      for (Node node : tree.nodes()) {
        Context parent = node.parent() < 0 ? outside : places.get(node.parent());
        Context place = parent.callee(node.function());
        place.add(node.calls(), node.instructions());
        places.add(place);
      }
    }

    private record Open(int parent, Iterator<Context> callees) {}

    public CallTree build() {
      List<Node> nodes = new ArrayList<>();
      Deque<Open> open = new ArrayDeque<>();
      open.push(new Open(-1, outside.callees.values().iterator()));
      while (!open.isEmpty()) {
        Open innermost = open.element();
        if (!innermost.callees().hasNext()) {
          open.pop();
          continue;
        }
        Context next = innermost.callees().next();
        open.push(new Open(nodes.size(), next.callees.values().iterator()));
        nodes.add(new Node(innermost.parent(), next.function, next.calls, next.instructions));
      }
      return new CallTree(nodes);
    }
  }
}
