package atlas.profiler.collect;

import atlas.vm.bytecode.CallSites.Site;
import atlas.vm.bytecode.Code;
import atlas.vm.instrument.Instrumentation.InterpreterCounters;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * From the counters of a unit to the counts of all its functions: each after those that call it,
 * where its activations are known from these calls. A call has one activation, but for one that was
 * {@linkplain Endings#refused refused}.
 *
 * <p>Of a function that calls itself, its own calls are a linear function of its activations: with
 * {@code a} of them from elsewhere, and {@code b + c·e} by itself where {@code e} is the number of
 * all, {@code e = a + b + c·e}. Where {@code c} is 1, that says nothing; then they are counted.
 */
final class UnitRecovery {
  private final List<CounterPlan> plans;
  private final Callers callers;
  private final long[] counters;
  private final Map<Code, InterpreterCounters> interpreted;
  private final Endings endings;
  private final boolean settled;
  private final Counts[] counts;

  /**
   * @param interpreted what the interpreter counted, by function
   * @param settled whether the run is over; otherwise the counts are rough
   */
  UnitRecovery(
      List<CounterPlan> plans,
      Callers callers,
      long[] counters,
      Map<Code, InterpreterCounters> interpreted,
      Endings endings,
      boolean settled) {
    this.plans = plans;
    this.callers = callers;
    this.counters = counters;
    this.interpreted = interpreted;
    this.endings = endings;
    this.settled = settled;
    this.counts = new Counts[plans.size()];
    callers.order().forEach(function -> counts[function] = recover(function));
  }

  /** The counts of all functions, in the order of the unit. */
  List<Counts> counts() {
    return Arrays.asList(counts);
  }

  private Counts recover(int function) {
    CounterPlan plan = plans.get(function);
    InterpreterCounters counted = interpreted.get(plan.code());
    boolean byInterpreter = counted != null && counted.calls > 0;
    long[] ended = byInterpreter ? new long[plan.code().size()] : endings.of(plan.code());
    long entries = counted == null && plan.isEntryKnown() ? entries(function, ended) : 0;
    Recovery recovery = Recovery.of(plan, counters, ended, entries);
    Counts compiled = settled ? recovery.counts() : recovery.soFar();
    return byInterpreter ? compiled.plus(counted.calls, counted.instructions) : compiled;
  }

  private long entries(int function, long[] ended) {
    long calls = 0;
    for (Site site : callers.of(function).orElseThrow()) {
      Code caller = plans.get(site.caller()).code();
      calls -= endings.refused(caller, site.pc());
      if (site.caller() != function) {
        calls += counts[site.caller()].instructions()[site.pc()];
      }
    }
    List<Integer> own = callers.ownCalls(function);
    if (own.isEmpty()) {
      return calls;
    }
    CounterPlan plan = plans.get(function);
    calls += Recovery.of(plan, counters, ended, 0).executions(own);
    long share = 1 - Recovery.growth(plan, own);
    if (settled && calls % share != 0) {
      throw new IllegalStateException("calls contradict counters in " + plan.code());
    }
    return calls / share;
  }
}
