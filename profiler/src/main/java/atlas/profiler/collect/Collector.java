package atlas.profiler.collect;

import atlas.profiler.model.Profile;
import atlas.profiler.model.Stop;
import atlas.profiler.model.Timing;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.instrument.Instrumentation;
import atlas.vm.runtime.Unwinding.Activation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * The counters of a session: of all units that profiled runs have reached, kept from run to run
 * because code that was generated with counters stays in use.
 *
 * <p>Protocol: {@link #reset}, run, then {@link #profile}. Units are held on to in between, so that
 * nothing counted gets lost; otherwise only as long as the engine does. Not thread-safe; the run
 * may be in another thread if it happens between the two.
 */
public final class Collector implements Instrumentation {
  private final Map<CodeUnit, UnitPlan> plans = new WeakHashMap<>();
  private final List<CodeUnit> held = new ArrayList<>();
  private int reached;

  @Override
  public UnitPlan plan(CodeUnit unit) {
    return plans.computeIfAbsent(
        unit,
        key -> {
          held.add(key);
          return new UnitPlan(key, reached++);
        });
  }

  @Override
  public InterpreterCounters interpreterCounters(CodeUnit unit, Code code) {
    return plan(unit).interpreterCounters(code);
  }

  /** Forgets all counts: what follows is counted from 0. */
  public void reset() {
    held.clear();
    held.addAll(plans.keySet());
    plans.values().forEach(UnitPlan::reset);
  }

  /** The exact counts since the last {@link #reset}. */
  Snapshot snapshot(List<Activation> ended) {
    Endings endings = new Endings(ended);
    Snapshot.Builder snapshot = new Snapshot.Builder();
    plans.values().stream()
        .sorted(Comparator.comparingInt(UnitPlan::number))
        .forEach(plan -> plan.addTo(snapshot, endings));
    return snapshot.build();
  }

  /**
   * The profile of what was run since the last {@link #reset}.
   *
   * @param ended all activations that did not end by returning
   */
  public Profile profile(
      String name, Timing timing, List<Activation> ended, Optional<Stop> stopped) {
    Profile profile = Assembly.profile(snapshot(ended), name, timing, stopped);
    held.clear();
    return profile;
  }
}
