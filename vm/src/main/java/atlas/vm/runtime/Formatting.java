package atlas.vm.runtime;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text (language §16.1): whole numbers exactly, others in the fewest digits that read
 * back as the same number, never with an exponent.
 */
public final class Formatting {
  /** Below this, whole numbers are exact as longs, and their text is that of the long. */
  private static final double EXACT = 1L << 53;

  private Formatting() {}

  /** The display text of a number. */
  public static String number(double value) {
    long whole = (long) value;
    if (whole == value && Math.abs(value) <= EXACT) {
      return whole == 0 && 1 / value < 0 ? "-0" : Long.toString(whole);
    }
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (Math.abs(value) > EXACT) {
      return new BigDecimal(value).toPlainString();
    }
    return fraction(value);
  }

  /**
   * A finite number in the fewest digits that read back as the same number, without an exponent:
   * unlike {@link #number} also for large whole numbers.
   */
  public static String shortest(double value) {
    return Math.abs(value) < 1e15 ? number(value) : expanded(Double.toString(value));
  }

  private static String expanded(String text) {
    return new BigDecimal(text).stripTrailingZeros().toPlainString();
  }

  /** A number that is not whole; {@code Double.toString} knows the shortest digits. */
  private static String fraction(double value) {
    String text = Double.toString(value);
    int e = text.indexOf('E');
    if (e < 0) {
      return text;
    }
    if (Math.abs(value) < Double.MIN_NORMAL) {
      return tiny(value, text);
    }
    return expanded(text);
  }

  /** {@code Double.toString} gives at least two digits; for subnormals one may be enough. */
  private static String tiny(double value, String text) {
    BigDecimal one = new BigDecimal(value).round(new MathContext(1, RoundingMode.HALF_EVEN));
    BigDecimal shortest = one.doubleValue() == value ? one : new BigDecimal(text);
    return shortest.stripTrailingZeros().toPlainString();
  }
}
