package atlas.profiler.collect;

import atlas.profiler.model.Stop;
import atlas.profiler.model.Timing;
import atlas.vm.runtime.Unwinding.Activation;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a run besides its counters.
 *
 * @param name what was run
 * @param ended all activations that did not end by returning
 * @param stopped where it ended, if it failed or was interrupted
 * @param samples where it was found, if somebody looked
 */
public record Ran(
    String name,
    Timing timing,
    List<Activation> ended,
    Optional<Stop> stopped,
    Optional<Samples> samples) {
  /** A run at which nobody looked. */
  public Ran(String name, Timing timing, List<Activation> ended, Optional<Stop> stopped) {
    this(name, timing, ended, stopped, Optional.empty());
  }
}
