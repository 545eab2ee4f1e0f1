package atlas.vm.runtime;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Numbers as text (language §16.1): whole numbers exactly, others in the fewest digits that read
 * back as the same number, never with an exponent.
 *
 * <p>Without {@code BigDecimal} but for numbers that hardly anybody prints: to load that class
 * takes longer than a small program (it computes powers of five with up to 152,000 bits).
 */
public final class Formatting {
  /** Below this, whole numbers are exact as longs, and their text is that of the long. */
  private static final double EXACT = 1L << 53;

  private static final int SIGNIFICAND_BITS = Double.PRECISION - 1;
  private static final long SIGNIFICAND = (1L << SIGNIFICAND_BITS) - 1;

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
      return large(value);
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

  /** A whole number above 2^53: its significand, and zeros in binary. */
  private static String large(double value) {
    int zeros = Math.getExponent(value) - SIGNIFICAND_BITS;
    long significand = Double.doubleToRawLongBits(value) & SIGNIFICAND | 1L << SIGNIFICAND_BITS;
    String digits = BigInteger.valueOf(significand).shiftLeft(zeros).toString();
    return value < 0 ? "-" + digits : digits;
  }

  /** The same number without an exponent: {@code -1.25E-7} is -0.000000125. */
  private static String expanded(String text) {
    int e = text.indexOf('E');
    String sign = text.startsWith("-") ? "-" : "";
    String whole = text.substring(sign.length(), text.indexOf('.'));
    String decimals = text.substring(text.indexOf('.') + 1, e);
    String digits = decimals.equals("0") ? whole : whole + decimals;
    int point = whole.length() + Integer.parseInt(text.substring(e + 1));
    if (point <= 0) {
      return sign + "0." + "0".repeat(-point) + digits;
    }
    if (point >= digits.length()) {
      return sign + digits + "0".repeat(point - digits.length());
    }
    return sign + digits.substring(0, point) + "." + digits.substring(point);
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
