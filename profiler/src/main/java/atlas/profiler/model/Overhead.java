package atlas.profiler.model;

import java.util.List;

/**
 * What profiling costs a program, measured: it was run with counters and without in turns.
 *
 * @param pairs of runs; none if nobody measured
 */
public record Overhead(List<Pair> pairs) {
  /** CPU time of a run without counters and of one with them. */
  public record Pair(long plainNanos, long countedNanos) {
    public Pair {
      if (plainNanos <= 0 || countedNanos <= 0) {
        throw new IllegalArgumentException("a run takes time");
      }
    }

    double percent() {
      return 100.0 * countedNanos / plainNanos - 100;
    }
  }

  /** Nobody measured. */
  public static final Overhead NONE = new Overhead(List.of());

  public Overhead {
    pairs = List.copyOf(pairs);
  }

  public boolean isMeasured() {
    return !pairs.isEmpty();
  }

  /** By how many per cent counting lengthens the run: the median of the pairs. */
  public double percent() {
    List<Double> all = ascending();
    int half = all.size() / 2;
    return all.size() % 2 == 1 ? all.get(half) : (all.get(half - 1) + all.get(half)) / 2;
  }

  /** The same of the pair with the least. */
  public double least() {
    return ascending().getFirst();
  }

  /** The same of the pair with the most. */
  public double most() {
    return ascending().getLast();
  }

  private List<Double> ascending() {
    return pairs.stream().map(Pair::percent).sorted().toList();
  }
}
