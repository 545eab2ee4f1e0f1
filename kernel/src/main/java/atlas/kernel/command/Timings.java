package atlas.kernel.command;

import java.util.List;

/**
 * Repeated runs of the same code, in a JVM that compiles while it runs. The first ones are slow and
 * say little about the others: they are the warm-up, which is over at the first run from which on
 * the typical run is nearly as fast as in the second half of the measurement.
 *
 * @param warmup how many runs that was
 * @param steady the times of the others, in nanoseconds, the fastest first; never empty
 */
record Timings(int runs, int warmup, long warmupNanos, long firstNanos, List<Long> steady) {
  private static final int WINDOW = 5;
  private static final double NEARLY = 1.2;

  Timings {
    steady = List.copyOf(steady);
  }

  /**
   * What the times of runs say.
   *
   * @param nanos in the order of the runs; at least one
   */
  static Timings of(List<Long> nanos) {
    long usual = median(nanos.subList(nanos.size() / 2, nanos.size()));
    int warmup = 0;
    while (warmup < nanos.size() / 2 && !isUsual(nanos, warmup, usual)) {
      warmup++;
    }
    List<Long> steady = nanos.subList(warmup, nanos.size()).stream().sorted().toList();
    long spent = nanos.subList(0, warmup).stream().mapToLong(Long::longValue).sum();
    return new Timings(nanos.size(), warmup, spent, nanos.getFirst(), steady);
  }

  private static boolean isUsual(List<Long> nanos, int from, long usual) {
    double most = usual * NEARLY;
    List<Long> window = nanos.subList(from, Math.min(from + WINDOW, nanos.size()));
    return nanos.get(from) <= most && median(window) <= most;
  }

  /** The time in the middle. */
  long median() {
    return median(steady);
  }

  /** The time that so many fourths of the runs do not exceed. */
  long quartile(int fourths) {
    return steady.get((steady.size() - 1) * fourths / 4);
  }

  private static long median(List<Long> nanos) {
    return nanos.stream().sorted().toList().get((nanos.size() - 1) / 2);
  }
}
