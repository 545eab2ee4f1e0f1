package atlas.profiler.model;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a clock said; the only part of a profile that differs from run to run.
 *
 * @param elapsedNanos wall time of the run, without compiling and without making JVM classes
 * @param compileNanos wall time of compiling it and of making its classes; empty if nobody measured
 * @param gcNanos time spent collecting garbage meanwhile; empty if nobody measured
 * @param countingNanos an estimate of how much of the run was spent on counting; empty if there is
 *     no basis for one
 * @param overhead what counting costs, measured
 */
public record Timing(
    long elapsedNanos,
    OptionalLong compileNanos,
    OptionalLong gcNanos,
    OptionalLong countingNanos,
    Overhead overhead) {
  public Timing {
    boolean negative =
        elapsedNanos < 0
            || compileNanos.orElse(0) < 0
            || gcNanos.orElse(0) < 0
            || countingNanos.orElse(0) < 0;
    if (negative) {
      throw new IllegalArgumentException("negative time");
    }
  }

  /** Of a run of which nobody knows what counting took. */
  public Timing(long elapsedNanos, OptionalLong compileNanos, OptionalLong gcNanos) {
    this(elapsedNanos, compileNanos, gcNanos, OptionalLong.empty(), Overhead.NONE);
  }

  /** Of a run of which only the wall time is known. */
  public static Timing elapsed(long nanos) {
    return new Timing(nanos, OptionalLong.empty(), OptionalLong.empty());
  }

  /** With further time that compiling took. */
  Timing plusCompileNanos(long nanos) {
    long all = Math.addExact(compileNanos.orElse(0), nanos);
    return new Timing(elapsedNanos, OptionalLong.of(all), gcNanos, countingNanos, overhead);
  }

  /** With an estimate of what counting took. */
  Timing withCountingNanos(long nanos) {
    return new Timing(elapsedNanos, compileNanos, gcNanos, OptionalLong.of(nanos), overhead);
  }

  /** With a measurement of it. */
  Timing withOverhead(Overhead measured) {
    return new Timing(elapsedNanos, compileNanos, gcNanos, countingNanos, measured);
  }

  /** How many of {@code count} went by in a second; empty if no time did. */
  public OptionalDouble perSecond(long count) {
    return elapsedNanos == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(count * 1e9 / elapsedNanos);
  }

  /**
   * By how many per cent counting is estimated to have lengthened the run; empty if nobody knows.
   */
  public OptionalDouble countingPercent() {
    long counting = countingNanos.orElse(0);
    return countingNanos.isEmpty() || elapsedNanos <= counting
        ? OptionalDouble.empty()
        : OptionalDouble.of(100.0 * counting / (elapsedNanos - counting));
  }

  /** Of a run after another one. What counting costs was measured for one of them alone. */
  Timing plus(Timing later) {
    return new Timing(
        Math.addExact(elapsedNanos, later.elapsedNanos),
        sum(compileNanos, later.compileNanos),
        sum(gcNanos, later.gcNanos),
        sum(countingNanos, later.countingNanos),
        Overhead.NONE);
  }

  /** What one of them did not measure is unknown for both. */
  private static OptionalLong sum(OptionalLong a, OptionalLong b) {
    return a.isPresent() && b.isPresent()
        ? OptionalLong.of(Math.addExact(a.getAsLong(), b.getAsLong()))
        : OptionalLong.empty();
  }
}
