package atlas.profiler.collect;

import atlas.profiler.model.Glimpse;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Stop;
import atlas.profiler.model.Timing;
import atlas.vm.instrument.Instrumentation;
import atlas.vm.runtime.Unwinding.Activation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The counters of a run: given to an engine, then read. */
public sealed interface Counting permits Collector, ContextCollector {
  /** What to run under. */
  Instrumentation instruments();

  /**
   * The profile of the run, which has ended.
   *
   * @param ended all activations that did not end by returning
   */
  Profile profile(String name, Timing timing, List<Activation> ended, Optional<Stop> stopped);

  /** What the run has done so far; from any thread, at any time, at no cost to the run. */
  Glimpse glimpse();

  /**
   * How often a counter was increased; empty if something else was counted with, of which nobody
   * knows what it costs.
   */
  OptionalLong increments();
}
