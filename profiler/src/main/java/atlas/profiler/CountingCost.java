package atlas.profiler;

import java.util.OptionalLong;

/**
 * How much of a run counting has taken, as an estimate: what an increment costs, times how many
 * there were.
 *
 * <p>The cost of one is taken from a few runs of the programs of {@code bench/} with and without
 * counters. It lies between nothing, where it hides behind other work, and some nanoseconds, where
 * the next one waits for it; so the estimate gives no more than the size.
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
