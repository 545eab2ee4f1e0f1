package atlas.profiler;

import java.util.OptionalLong;

/**
 * How much of a run counting has taken, as an estimate: what an increment costs on average, times
 * how many there were.
 *
 * <p>The average is that over the programs of {@code bench/}, of runs with and without counters;
 * what a single increment costs lies between nothing, where it hides behind other work, and some
 * nanoseconds, where the next one waits for it.
 */
final class CountingCost {
  /** Nanoseconds for an increment. */
  private static final double INCREMENT = 0.2;

  private CountingCost() {}

  /** The estimate for a run; never more than half of it. */
  static OptionalLong nanos(OptionalLong increments, long elapsedNanos) {
    return increments.isPresent()
        ? OptionalLong.of(
            Math.min(Math.round(increments.getAsLong() * INCREMENT), elapsedNanos / 2))
        : OptionalLong.empty();
  }
}
