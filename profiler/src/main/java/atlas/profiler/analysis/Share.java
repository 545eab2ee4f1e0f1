package atlas.profiler.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** Parts of a whole as people read them. Exact for all counts: no floating point on the way. */
public final class Share {
  private static final long LARGEST = Long.MAX_VALUE / 20_001;

  private Share() {}

  /** A percentage with two decimals, rounded half up; that of nothing is 0. */
  public static String percent(long count, long total) {
    if (total == 0) {
      return "0.00";
    }
    if (total > LARGEST || count > LARGEST) {
      return BigDecimal.valueOf(count)
          .movePointRight(2)
          .divide(BigDecimal.valueOf(total), 2, RoundingMode.HALF_UP)
          .toPlainString();
    }
    // The same without that class, which takes longer to load than a report to write.
    long hundredths = (20_000 * count + total) / (2 * total);
    long rest = hundredths % 100;
    return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
  }

  /**
   * The same of something that may happen or not: 0.00 means never, 100.00 always, and nothing else
   * is rounded to them.
   */
  public static String ofChoices(long count, long total) {
    String share = percent(count, total);
    if (count == 0 || count == total) {
      return share;
    }
    return share.equals("0.00") ? "0.01" : share.equals("100.00") ? "99.99" : share;
  }

  /** Instructions of a function for each of its calls; empty if there were none. */
  public static OptionalDouble perCall(long instructions, long calls) {
    return calls == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) instructions / calls);
  }
}
