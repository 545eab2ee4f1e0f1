package atlas.profiler.analysis;

import java.math.BigDecimal;
import java.util.OptionalInt;

/**
 * How much of a ranking is shown.
 *
 * @param percent the smallest share of the total, inclusive; 0 shows all that was executed
 * @param top the most rows
 */
public record Cut(double percent, OptionalInt top) {
  private static final long MILLION = 1_000_000;

  /** Without a limit. */
  public static final Cut NONE = new Cut(0, OptionalInt.empty());

  public Cut {
    if (!(percent >= 0 && percent <= 100)) {
      throw new IllegalArgumentException("a threshold is from 0 to 100, not " + percent);
    }
    if (top.isPresent() && top.getAsInt() < 0) {
      throw new IllegalArgumentException("a number of rows is not negative");
    }
  }

  /** The first {@code rows}. */
  public static Cut top(int rows) {
    return new Cut(0, OptionalInt.of(rows));
  }

  /**
   * Whether a share reaches the threshold: in decimal arithmetic, so that 1 of 1,000 is at 0.1 %
   * although no double is.
   */
  boolean admits(long count, long total) {
    long millionths = Math.round(percent * MILLION);
    if ((double) millionths / MILLION != percent) {
      return BigDecimal.valueOf(count)
              .movePointRight(2)
              .compareTo(BigDecimal.valueOf(percent).multiply(BigDecimal.valueOf(total)))
          >= 0;
    }
    // The same without that class, which takes longer to load than a report to write.
    long high = Math.multiplyHigh(count, 100 * MILLION);
    long leastHigh = Math.multiplyHigh(millionths, total);
    return high != leastHigh
        ? high > leastHigh
        : Long.compareUnsigned(count * 100 * MILLION, millionths * total) >= 0;
  }
}
