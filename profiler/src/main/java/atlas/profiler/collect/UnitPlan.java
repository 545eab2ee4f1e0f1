package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.instrument.Instrumentation.InterpreterCounters;
import atlas.vm.instrument.ProbePlan;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The counters of one unit: those of generated code, in one array for all functions, and those of
 * functions that the interpreter runs, which it counts one by one. The arrays stay the same for the
 * life of the unit, since generated code holds on to them. They do not refer to the unit itself, so
 * that it can be dropped when the engine has no use for it any more.
 */
final class UnitPlan implements ProbePlan {
  private final List<CounterPlan> plans = new ArrayList<>();
  private final Map<Code, CounterPlan> planOf = new IdentityHashMap<>();
  private final Map<Code, InterpreterCounters> interpreted = new IdentityHashMap<>();
  private final int number;
  private final Callers callers;
  private final long[] counters;
  private final int[] maxDepth = new int[1];

  /**
   * @param number its place among the units that were reached
   */
  UnitPlan(CodeUnit unit, int number) {
    this.number = number;
    this.callers = Callers.of(unit);
    int next = 0;
    for (int function = 0; function < unit.codes().size(); function++) {
      Code code = unit.codes().get(function);
      CounterPlan plan = plan(code, function, next);
      next += plan.counterCount();
      plans.add(plan);
      planOf.put(code, plan);
    }
    this.counters = new long[next];
  }

  private CounterPlan plan(Code code, int function, int firstCounter) {
    if (callers.of(function).isPresent()) {
      List<Integer> own = callers.ownCalls(function);
      CounterPlan plan = CounterPlan.withEntryKnown(code, firstCounter, own);
      if (Recovery.growth(plan, own) != 1) {
        return plan;
      }
    }
    return new CounterPlan(code, firstCounter);
  }

  @Override
  public CounterPlan probes(Code code) {
    CounterPlan plan = planOf.get(code);
    if (plan == null) {
      throw new IllegalArgumentException("not of this unit: " + code);
    }
    return plan;
  }

  @Override
  public long[] counters() {
    return counters;
  }

  @Override
  public int[] maxDepth() {
    return maxDepth;
  }

  int number() {
    return number;
  }

  /** The counters of a function in the interpreter, made when first asked for. */
  InterpreterCounters interpreterCounters(Code code) {
    synchronized (interpreted) {
      return interpreted.computeIfAbsent(code, key -> new InterpreterCounters(key.size()));
    }
  }

  /** Forgets all counts. */
  void reset() {
    Arrays.fill(counters, 0);
    maxDepth[0] = 0;
    if (interpreted.isEmpty()) {
      return;
    }
    for (InterpreterCounters each : interpreted.values()) {
      Arrays.fill(each.instructions, 0);
      each.calls = 0;
      each.maxDepth = 0;
      each.maxStack = 0;
    }
  }

  /** Adds roughly what happened so far. From any thread. */
  void addTo(Glance glance) {
    Map<Code, InterpreterCounters> slow;
    synchronized (interpreted) {
      slow = new IdentityHashMap<>(interpreted);
    }
    Endings none = new Endings(List.of());
    new UnitRecovery(plans, callers, counters.clone(), slow, none, false)
        .counts()
        .forEach(counts -> glance.add(counts.code(), counts.instructions()));
  }

  /** Whether anything happened in the unit since the last {@link #reset}. */
  boolean isReached(Endings endings) {
    // A session has a unit for each input, most of which do not run again: no streams here.
    return increments() > 0
        || !interpreted.isEmpty() && interpreted.values().stream().anyMatch(each -> each.calls > 0)
        || !endings.isEmpty() && plans.stream().anyMatch(plan -> endings.isAbout(plan.code()));
  }

  /** How often a counter was increased. */
  long increments() {
    long increments = 0;
    for (long counter : counters) {
      increments += counter;
    }
    return increments;
  }

  /** The instructions that the interpreter counted. */
  long interpreted() {
    return interpreted.isEmpty()
        ? 0
        : interpreted.values().stream().mapToLong(InterpreterCounters::total).sum();
  }

  /**
   * Adds what happened since the last {@link #reset} to a snapshot.
   *
   * @param endings of activations, by function; those of functions that the interpreter ran are
   *     disregarded, because it counts an instruction only when it comes to it
   */
  void addTo(Snapshot.Builder snapshot, Endings endings) {
    snapshot.depth(maxDepth[0]);
    List<Code> codes = plans.stream().map(CounterPlan::code).toList();
    boolean began = false;
    for (Counts counts :
        new UnitRecovery(plans, callers, counters, interpreted, endings, true).counts()) {
      InterpreterCounters counted = interpreted.get(counts.code());
      if (counted != null && counted.calls > 0) {
        snapshot.depth(counted.maxDepth).stack(counted.maxStack);
      } else if (counts.isExecuted()) {
        snapshot.stack(StackUse.of(counts, probes(counts.code()).heights()));
      }
      began |= counts.code().isMain() && counts.isExecuted();
      if (counts.isExecuted() || began) {
        snapshot.add(counts.within(codes, endings));
      }
    }
  }
}
