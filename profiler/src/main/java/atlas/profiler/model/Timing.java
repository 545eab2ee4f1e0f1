package atlas.profiler.model;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a clock said; the only part of a profile that differs from run to run.
 *
 * @param elapsedNanos wall time of the run, without compiling
 * @param compileNanos wall time of compiling it; empty if nobody measured
 * @param gcNanos time spent collecting garbage meanwhile; empty if nobody measured
 */
public record Timing(long elapsedNanos, OptionalLong compileNanos, OptionalLong gcNanos) {
  public Timing {
    if (elapsedNanos < 0 || compileNanos.orElse(0) < 0 || gcNanos.orElse(0) < 0) {
      throw new IllegalArgumentException("negative time");
    }
  }

  /** Of a run of which only the wall time is known. */
  public static Timing elapsed(long nanos) {
    return new Timing(nanos, OptionalLong.empty(), OptionalLong.empty());
  }

  /** How many of {@code count} went by in a second; empty if no time did. */
  public OptionalDouble perSecond(long count) {
    return elapsedNanos == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(count * 1e9 / elapsedNanos);
  }

  /** Of a run after another one. */
  Timing plus(Timing later) {
    return new Timing(
        elapsedNanos + later.elapsedNanos,
        sum(compileNanos, later.compileNanos),
        sum(gcNanos, later.gcNanos));
  }

  /** What one of them did not measure is unknown for both. */
  private static OptionalLong sum(OptionalLong a, OptionalLong b) {
    return a.isPresent() && b.isPresent()
        ? OptionalLong.of(a.getAsLong() + b.getAsLong())
        : OptionalLong.empty();
  }
}
