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
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

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
    return BigDecimal.valueOf(count)
            .multiply(HUNDRED)
            .compareTo(BigDecimal.valueOf(percent).multiply(BigDecimal.valueOf(total)))
        >= 0;
  }
}
