package atlas.profiler;

/**
 * How much of a run counting has taken, as an estimate: what an increment costs, times how many
 * there were, and likewise for comparisons: of the depth of a call with the deepest one so far, in
 * memory, and of the turns of a loop with the least and most so far.
 *
 * <p>Both costs are taken from runs of the programs of {@code bench/} with and without counters:
 * that of a comparison from fib without it, that of an increment from the others. An increment
 * costs between nothing, where it hides behind other work, and some nanoseconds, where the next one
 * waits for it. {@code bench/profile_cost.py} sets estimates beside measurements.
 */
final class CountingCost {
  /** Nanoseconds for an increment. */
  private static final double INCREMENT = 0.2;

  /** Nanoseconds for a comparison. */
  private static final double COMPARISON = 0.05;

  private CountingCost() {}

  /** The estimate for a run; never more than half of it. */
  static long nanos(long increments, long comparisons, long elapsedNanos) {
    return Math.min(
        Math.round(increments * INCREMENT + comparisons * COMPARISON), elapsedNanos / 2);
  }
}
