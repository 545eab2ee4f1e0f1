package atlas.profiler.collect;

import atlas.profiler.model.CallTree;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Glimpse;
import atlas.profiler.model.Profile;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.instrument.ContextInstrumentation;
import atlas.vm.instrument.LoopTurns;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The counters of one run by calling context. What a function did in total is the sum over its
 * contexts, so that a profile with contexts says the same as one without.
 *
 * <p>There may be a great many paths to a function. Beyond {@link #LIMIT} contexts new ones hang
 * below one node that stands for all that was not followed: nothing counted is lost.
 */
public final class ContextCollector implements Counting {
  /** So many contexts are followed. */
  static final int LIMIT = 4000;

  private final ContextNode outside = new ContextNode(this);
  private final ContextNode elsewhere = new ContextNode(this);
  private final List<ContextNode> nodes = new ArrayList<>();
  private final Map<Code, CounterPlan> plans = new IdentityHashMap<>();
  private final int[] maxDepth = new int[1];
  private final long[] budget;
  private final Optional<Map<Code, LoopTurns>> turns;

  /**
   * @param limit how many instructions may be begun
   * @param turns whether to count the turns of every entry of a loop apart
   */
  public ContextCollector(OptionalLong limit, boolean turns) {
    this.turns = turns ? Optional.of(new IdentityHashMap<>()) : Optional.empty();
    this.budget = limit.isPresent() ? new long[] {limit.getAsLong()} : null;
  }

  /** Whether the run was stopped because more instructions would have been begun. */
  public boolean isExhausted() {
    return budget != null && budget[0] < 0;
  }

  /** How many more instructions may be begun, at index 0; null if there is no limit. */
  long[] budget() {
    return budget;
  }

  /** The turns of the loops of a function, in all contexts. */
  Optional<LoopTurns> turns(Code code) {
    return turns.map(known -> known.computeIfAbsent(code, LoopTurns::new));
  }

  /** The context from which top-level code is called. */
  @Override
  public ContextInstrumentation instruments() {
    return outside;
  }

  int size() {
    return nodes.size();
  }

  int[] maxDepth() {
    return maxDepth;
  }

  void add(ContextNode node) {
    synchronized (nodes) {
      nodes.add(node);
    }
  }

  @Override
  public Glimpse glimpse() {
    List<ContextNode> all;
    synchronized (nodes) {
      all = List.copyOf(nodes);
    }
    Glance glance = new Glance();
    all.forEach(node -> node.addTo(glance));
    return glance.glimpse();
  }

  @Override
  public OptionalLong increments() {
    long increments = nodes.stream().mapToLong(ContextNode::increments).sum();
    long interpreted = nodes.stream().mapToLong(node -> node.interpreted().total()).sum();
    return budget != null || interpreted > increments
        ? OptionalLong.empty()
        : OptionalLong.of(increments);
  }

  CounterPlan plan(Code code) {
    return plans.computeIfAbsent(code, key -> new CounterPlan(key, 0));
  }

  /** Where a new context goes that is reached from a node. */
  ContextNode placeFor(ContextNode caller) {
    return nodes.size() >= LIMIT || caller.parent() == elsewhere ? elsewhere : caller;
  }

  /** The profile of the run, with its contexts. */
  @Override
  public Profile profile(Ran run) {
    Endings endings = new Endings(run.ended(), isExhausted());
    Map<ContextNode, Counts> counted = new LinkedHashMap<>();
    nodes.forEach(node -> counted.put(node, node.counts(endings)));
    return Assembly.profile(snapshot(counted, endings), run, ids -> tree(counted, ids));
  }

  private Snapshot snapshot(Map<ContextNode, Counts> counted, Endings endings) {
    Map<Code, Counts> sums = new IdentityHashMap<>();
    Map<CodeUnit, Boolean> units = new LinkedHashMap<>();
    Snapshot.Builder snapshot = new Snapshot.Builder().depth(maxDepth[0]);
    counted.forEach((node, counts) -> {
      sums.merge(node.code(), counts, (a, b) -> a.plus(b.calls(), b.instructions()));
      snapshot.depth(node.interpreted().maxDepth).stack(node.interpreted().maxStack);
      units.merge(node.unit(), node.code().isMain(), Boolean::logicalOr);
    });
    units.forEach((unit, began) -> {
      for (Code code : unit.codes()) {
        Counts counts = sums.getOrDefault(code, new Counts(code, 0, new long[code.size()]));
        if (counts.isExecuted()) {
          snapshot.stack(StackUse.of(counts, plan(code).heights()));
        }
        if (counts.isExecuted() || began) {
          snapshot.add(counts.within(unit.codes(), endings));
        }
      }
    });
    turns.ifPresent(snapshot::turns);
    return snapshot.build();
  }

  private CallTree tree(Map<ContextNode, Counts> counted, Assembly.Ids ids) {
    CallTree.Builder tree = new CallTree.Builder();
    counted.forEach((node, counts) -> {
      if (counts.isExecuted()) {
        tree.add(path(node, ids), counts.calls(), sum(counts.instructions()));
      }
    });
    return tree.build();
  }

  private List<FunctionId> path(ContextNode node, Assembly.Ids ids) {
    List<FunctionId> path = new ArrayList<>();
    for (ContextNode at = node; at.code() != null; at = at.parent()) {
      path.add(ids.of(at.code()));
      if (at.parent() == elsewhere) {
        path.add(CallTree.ELSEWHERE);
      }
    }
    return path.reversed();
  }

  private static long sum(long[] counts) {
    long sum = 0;
    for (long count : counts) {
      sum = Math.addExact(sum, count);
    }
    return sum;
  }
}
