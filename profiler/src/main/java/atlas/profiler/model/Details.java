package atlas.profiler.model;

import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.ToLongFunction;

/**
 * What the counts of instructions say beyond their sums: calls from where to where, values made,
 * turns of loops, decisions; and, if they were told apart, calling contexts. All exact. Only what
 * was executed is listed, in the order of functions and listing.
 *
 * @param times the one part that is not exact; {@link Times#NONE} unless it was asked for
 * @param pairs operations executed one after the other; none if it is not known of all
 * @param advice what was done more often than it need be
 */
public record Details(
    List<CallSite> calls,
    List<Allocation> allocations,
    List<Loop> loops,
    List<Branch> branches,
    List<SourceText> sources,
    CallTree contexts,
    Times times,
    List<LibraryUse> library,
    List<OpcodePair> pairs,
    List<Advice> advice) {
  /** Nothing known. */
  public static final Details NONE =
      new Details(List.of(), List.of(), List.of(), List.of(), List.of());

  /** Without calling contexts. */
  public Details(
      List<CallSite> calls,
      List<Allocation> allocations,
      List<Loop> loops,
      List<Branch> branches,
      List<SourceText> sources) {
    this(
        calls,
        allocations,
        loops,
        branches,
        sources,
        CallTree.NONE,
        Times.NONE,
        List.of(),
        List.of(),
        List.of());
  }

  public Details {
    calls = List.copyOf(calls);
    allocations = List.copyOf(allocations);
    loops = List.copyOf(loops);
    branches = List.copyOf(branches);
    sources = List.copyOf(sources);
    library = List.copyOf(library);
    pairs = List.copyOf(pairs);
    advice = List.copyOf(advice);
    // What is added up or made a share of must have a sum.
    sum(calls, CallSite::count);
    sum(allocations, Allocation::count);
    sum(loops, loop -> Math.addExact(loop.turns(), loop.entries()));
    sum(branches, branch -> Math.addExact(branch.yes(), branch.no()));
    sum(library, LibraryUse::calls);
    sum(contexts.nodes(), CallTree.Node::calls);
    sum(pairs, OpcodePair::count);
  }

  private static <T> long sum(List<T> parts, ToLongFunction<T> counted) {
    return parts.stream().mapToLong(counted).reduce(0, Math::addExact);
  }

  /** How many values were made. */
  public long allocated() {
    return sum(allocations, Allocation::count);
  }

  Details withoutContexts() {
    return new Details(
        calls, allocations, loops, branches, sources, CallTree.NONE, times, library, pairs, advice);
  }

  /** Without the pairs of operations if they are not known of all activations. */
  Details withPairsThatAddUpTo(long sum) {
    return pairs.isEmpty() || paired() == sum
        ? this
        : new Details(
            calls,
            allocations,
            loops,
            branches,
            sources,
            contexts,
            times,
            library,
            List.of(),
            advice);
  }

  /** How many operations were executed after another one in the same activation. */
  long paired() {
    return sum(pairs, OpcodePair::count);
  }

  /** Both together: what is in both is added up. */
  public Details plus(Details other) {
    return new Details(
        merged(CallSite.ORDER, CallSite::plus, calls, other.calls),
        merged(Allocation.ORDER, Allocation::plus, allocations, other.allocations),
        merged(Loop.ORDER, Loop::plus, loops, other.loops),
        merged(Branch.ORDER, Branch::plus, branches, other.branches),
        merged(Order.by(SourceText::file), (a, b) -> a, sources, other.sources),
        contexts.plus(other.contexts),
        times.plus(other.times),
        merged(LibraryUse.ORDER, LibraryUse::plus, library, other.library),
        merged(OpcodePair.ORDER, OpcodePair::plus, pairs, other.pairs),
        merged(Advice.ORDER, Advice::plus, advice, other.advice));
  }

  /** Whether a list is sorted and has nothing twice. */
  static <T> boolean isAscending(List<T> list, Comparator<? super T> order) {
    for (int i = 1; i < list.size(); i++) {
      if (order.compare(list.get(i - 1), list.get(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  static <T> List<T> merged(
      Comparator<T> order, BinaryOperator<T> plus, List<T> some, List<T> more) {
    if (more.isEmpty()) {
      return some;
    }
    if (some.isEmpty() && isAscending(more, order)) {
      return more;
    }
    SortedMap<T, T> sums = new TreeMap<>(order);
    some.forEach(each -> sums.merge(each, each, plus));
    more.forEach(each -> sums.merge(each, each, plus));
    return List.copyOf(sums.values());
  }
}
