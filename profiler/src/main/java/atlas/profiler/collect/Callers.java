package atlas.profiler.collect;

import atlas.vm.bytecode.CallSites;
import atlas.vm.bytecode.CallSites.Site;
import atlas.vm.bytecode.CodeUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Of which functions of a unit the activations need not be counted, because they are as many as
 * their {@linkplain CallSites calls}, which are counted where they are. A function that calls
 * itself can be one of them. Of several that call one another in a circle one is counted by itself,
 * and with it the others are known.
 */
final class Callers {
  private final List<Optional<List<Site>>> sites = new ArrayList<>();
  private final List<Integer> order = new ArrayList<>();

  private Callers(CodeUnit unit) {
    CallSites calls = CallSites.of(unit);
    for (int function = 0; function < unit.codes().size(); function++) {
      sites.add(calls.of(function));
    }
    BitSet seen = new BitSet();
    for (int function = 0; function < sites.size(); function++) {
      visit(function, seen);
    }
  }

  static Callers of(CodeUnit unit) {
    return new Callers(unit);
  }

  /** All functions, each after those by which its activations are known. */
  List<Integer> order() {
    return order;
  }

  /** The calls by which the activations of a function are known; empty if they are counted. */
  Optional<List<Site>> of(int function) {
    return sites.get(function);
  }

  /** Where a function calls itself. */
  List<Integer> ownCalls(int function) {
    return sites.get(function).orElse(List.of()).stream()
        .filter(site -> site.caller() == function)
        .map(Site::pc)
        .toList();
  }

  /** Comes to all callers of a function before it. */
  private void visit(int start, BitSet seen) {
    Deque<Visit> stack = new ArrayDeque<>();
    BitSet open = new BitSet();
    stack.push(new Visit(start));
    while (!stack.isEmpty()) {
      Visit visit = stack.peek();
      List<Site> calls = sites.get(visit.function).orElse(List.of());
      open.set(visit.function);
      if (seen.get(visit.function) || visit.next == calls.size()) {
        if (!seen.get(visit.function)) {
          seen.set(visit.function);
          order.add(visit.function);
        }
        open.clear(visit.function);
        stack.pop();
        continue;
      }
      int caller = calls.get(visit.next++).caller();
      if (open.get(caller) && caller != visit.function) {
        sites.set(visit.function, Optional.empty());
        visit.next = 0;
      } else if (caller != visit.function) {
        stack.push(new Visit(caller));
      }
    }
  }

  /** A function that waits for its callers, and the next of its calls to look at. */
  private static final class Visit {
    final int function;
    int next;

    Visit(int function) {
      this.function = function;
    }
  }
}
