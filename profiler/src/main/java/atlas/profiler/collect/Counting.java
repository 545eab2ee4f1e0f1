package atlas.profiler.collect;

import atlas.profiler.model.Glimpse;
import atlas.profiler.model.Profile;
import atlas.vm.instrument.Instrumentation;
import java.util.OptionalLong;

/** The counters of a run: given to an engine, then read. */
public sealed interface Counting permits Collector, ContextCollector {
  /** What to run under. */
  Instrumentation instruments();

  /** The profile of the run, which has ended. */
  Profile profile(Ran run);

  /** What the run has done so far; from any thread, at any time, at no cost to the run. */
  Glimpse glimpse();

  /**
   * How often a counter was increased; empty if most was counted in another way, of which nobody
   * knows what it costs.
   */
  OptionalLong increments();
}
