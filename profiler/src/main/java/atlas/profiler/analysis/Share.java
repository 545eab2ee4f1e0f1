package atlas.profiler.analysis;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;

/** Parts of a whole as people read them. Exact for all counts: no floating point on the way. */
public final class Share {
  private Share() {}

  /** A percentage with two decimals, rounded half up; that of nothing is 0. */
  public static BigDecimal percent(long count, long total) {
    if (total == 0) {
      return BigDecimal.ZERO.setScale(2);
    }
    return BigDecimal.valueOf(count)
        .multiply(BigDecimal.valueOf(100))
        .divide(BigDecimal.valueOf(total), 2, RoundingMode.HALF_UP);
  }

  /** Instructions of a function for each of its calls; empty if there were none. */
  public static OptionalDouble perCall(long instructions, long calls) {
    return calls == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) instructions / calls);
  }
}
