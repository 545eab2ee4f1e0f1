package atlas.profiler.collect;

import atlas.profiler.model.CallTree;
import atlas.profiler.model.Glimpse;
import atlas.profiler.model.Order;
import atlas.profiler.model.Profile;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.instrument.Instrumentation;
import atlas.vm.runtime.Unwinding.Activation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.WeakHashMap;

/**
 * The counters of a session: of all units that profiled runs have reached, kept from run to run
 * because code that was generated with counters stays in use.
 *
 * <p>Protocol: {@link #reset}, run, then {@link #profile}. Counters are held on to in between, so
 * that nothing counted gets lost, but never units: those that the engine drops, as it does most
 * inputs of a session when they have run, can be reclaimed during a run as well. Not thread-safe
 * but for {@link #glimpse}; the run may be in another thread if it happens between the two.
 */
public final class Collector implements Instrumentation, Counting {
  private final Map<CodeUnit, UnitPlan> plans = new WeakHashMap<>();
  private final List<UnitPlan> counting = new ArrayList<>();
  private int reached;

  @Override
  public Instrumentation instruments() {
    return this;
  }

  @Override
  public synchronized UnitPlan plan(CodeUnit unit) {
    return plans.computeIfAbsent(
        unit,
        key -> {
          UnitPlan plan = new UnitPlan(key, reached++);
          counting.add(plan);
          return plan;
        });
  }

  @Override
  public InterpreterCounters interpreterCounters(CodeUnit unit, Code code) {
    return plan(unit).interpreterCounters(code);
  }

  @Override
  public Glimpse glimpse() {
    List<UnitPlan> all;
    synchronized (this) {
      all = List.copyOf(counting);
    }
    Glance glance = new Glance();
    all.forEach(plan -> plan.addTo(glance));
    return glance.glimpse();
  }

  @Override
  public synchronized OptionalLong increments() {
    long increments = 0;
    long interpreted = 0;
    for (UnitPlan plan : counting) {
      increments += plan.increments();
      interpreted += plan.interpreted();
    }
    return interpreted > increments ? OptionalLong.empty() : OptionalLong.of(increments);
  }

  /** Forgets all counts: what follows is counted from 0. */
  public synchronized void reset() {
    counting.clear();
    counting.addAll(plans.values());
    counting.forEach(UnitPlan::reset);
  }

  /** The exact counts since the last {@link #reset}. */
  Snapshot snapshot(List<Activation> ended) {
    Endings endings = new Endings(ended);
    Snapshot.Builder snapshot = new Snapshot.Builder();
    counting.stream()
        .filter(plan -> plan.isReached(endings))
        .sorted(Order.byInt(UnitPlan::number))
        .forEach(plan -> plan.addTo(snapshot, endings));
    return snapshot.build();
  }

  @Override
  public synchronized Profile profile(Ran run) {
    return Assembly.profile(snapshot(run.ended()), run, _ -> CallTree.NONE);
  }
}
