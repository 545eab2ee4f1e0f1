package atlas.vm.plot;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * An axis: from a round number to a round number, in steps of 1, 2 or 5 times a power of ten.
 *
 * @param low the first tick
 * @param high the last tick
 * @param step the distance of the ticks, more than 0
 */
public record Scale(double low, double high, double step) {
  private static final double MOST_IN_FULL = 1e7;
  private static final double LEAST_IN_FULL = 1e-5;
  private static final double TOLERANCE = 1e-6;

  /** Whole numbers up to here are exact, and powers of ten up to that of so many decimals. */
  private static final double EXACT = 0x1p53;

  private static final int EXACT_DECIMALS = 22;

  /** The digits of a number in scientific notation: so many are no burden, and so many fit. */
  private static final int FEW_DIGITS = 4;

  private static final int MOST_DIGITS = 11;
  private static final int LONGEST_IN_FULL = 18;

  /**
   * The scale that covers a range.
   *
   * @param ticks how many there are about; never more than twice as many
   */
  public static Scale of(double least, double most, int ticks) {
    if (!(least <= most)) {
      return of(0, 1, ticks);
    }
    if (most - least < Double.MIN_NORMAL) {
      double around = Math.abs(least) < Double.MIN_NORMAL ? 1 : Math.abs(least) / 2;
      return of(
          Math.max(least - around, -Double.MAX_VALUE),
          Math.min(most + around, Double.MAX_VALUE),
          ticks);
    }
    boolean isHuge = Double.isInfinite(most - least);
    double raw = isHuge ? most / ticks - least / ticks : (most - least) / ticks;
    double magnitude = Math.pow(10, Math.floor(Math.log10(raw)));
    if (magnitude == 0) {
      return new Scale(least, most, raw);
    }
    double first = raw / magnitude;
    double step =
        magnitude * (first <= 1 + TOLERANCE ? 1 : first <= 2 + TOLERANCE ? 2 : first <= 5 ? 5 : 10);
    double low = Math.min(Math.floor(least / step) * step, least);
    double high = Math.max(Math.ceil(most / step) * step, most);
    if (low == high || !Double.isFinite(high - low)) {
      return new Scale(least, most, raw);
    }
    return new Scale(low, high, step);
  }

  /** The range that all series cover, with {@code base} in it if that is a number. */
  static double[] range(Iterable<double[]> values, double base) {
    double least = Double.isNaN(base) ? Double.POSITIVE_INFINITY : base;
    double most = Double.isNaN(base) ? Double.NEGATIVE_INFINITY : base;
    for (double[] row : values) {
      for (double value : row) {
        if (Double.isFinite(value)) {
          least = Math.min(least, value);
          most = Math.max(most, value);
        }
      }
    }
    return new double[] {least, most};
  }

  /** The scale that covers all finite values. */
  public static Scale covering(Iterable<double[]> values, int ticks) {
    double[] range = range(values, Double.NaN);
    return of(range[0], range[1], ticks).asFineAs(values);
  }

  /** The scale that covers all finite values and zero. */
  public static Scale coveringFromZero(Iterable<double[]> values, int ticks) {
    double[] range = range(values, 0);
    return range[0] == range[1] ? of(0, 1, ticks) : of(range[0], range[1], ticks).asFineAs(values);
  }

  /** Between whole numbers there is nothing to see, so they have no ticks in between. */
  private Scale asFineAs(Iterable<double[]> values) {
    if (step >= 1) {
      return this;
    }
    for (double[] row : values) {
      for (double value : row) {
        if (Double.isFinite(value) && value != Math.rint(value)) {
          return this;
        }
      }
    }
    return new Scale(Math.floor(low), Math.max(Math.ceil(high), Math.floor(low) + 1), 1);
  }

  /** Where a value lies between {@code low}, which is 0, and {@code high}, which is 1. */
  public double position(double value) {
    return (value / 2 - low / 2) / (high / 2 - low / 2);
  }

  /** All ticks, ascending. */
  public double[] ticks() {
    int count = (int) Math.round((high / 2 - low / 2) / (step / 2)) + 1;
    double[] ticks = new double[count];
    for (int i = 0; i < count; i++) {
      // Products of whole numbers and a step such as 0.1 would end in 0.30000000000000004.
      ticks[i] = Math.rint(low / step) * step == low ? (Math.rint(low / step) + i) * step : at(i);
      ticks[i] = rounded(ticks[i]);
    }
    return ticks;
  }

  /** Where so many steps lead; of a range that no number can express, half is taken at a time. */
  private double at(int steps) {
    double tick = low + steps * step;
    return Double.isFinite(tick) ? tick : Math.min(2 * (low / 2 + steps * (step / 2)), high);
  }

  private double rounded(double tick) {
    if (tick == 0 || !Double.isFinite(tick)) {
      return tick == 0 ? 0 : tick;
    }
    int decimals = Math.max(0, 3 - (int) Math.floor(Math.log10(step)));
    if (decimals <= EXACT_DECIMALS) {
      // Without BigDecimal, which takes longer to load than a chart to draw.
      double unit = Double.parseDouble("1e" + decimals);
      return Math.abs(tick * unit) < EXACT ? Math.rint(tick * unit) / unit : tick;
    }
    return decimals > 300
        ? tick
        : new BigDecimal(tick).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
  }

  /** A tick as text, with as many digits as tell it from the next one. */
  public String label(double tick) {
    if (tick == 0) {
      return "0";
    }
    double largest = Math.max(Math.abs(low), Math.abs(high));
    if (largest < MOST_IN_FULL && step >= LEAST_IN_FULL) {
      return inFull(tick);
    }
    int digits = exponent(largest) - exponent(step) + 1;
    if (digits > FEW_DIGITS
        && inFull(low).length() <= LONGEST_IN_FULL
        && inFull(high).length() <= LONGEST_IN_FULL) {
      return inFull(tick);
    }
    return scientific(tick, Math.clamp(digits, FEW_DIGITS, MOST_DIGITS));
  }

  /** A tick with as many decimals as the step has. */
  private String inFull(double tick) {
    return String.format(Locale.ROOT, "%,." + Math.max(0, -exponent(step)) + "f", tick);
  }

  private static int exponent(double number) {
    return (int) Math.floor(Math.log10(number) + TOLERANCE);
  }

  /** A number in a few characters, such as {@code 2.5e8}. */
  private static String scientific(double number, int digits) {
    BigDecimal rounded = rounded(number, digits);
    int exponent = rounded.precision() - rounded.scale() - 1;
    return rounded.movePointLeft(exponent).stripTrailingZeros().toPlainString() + "e" + exponent;
  }

  private static BigDecimal rounded(double number, int digits) {
    return new BigDecimal(number)
        .round(new MathContext(digits, RoundingMode.HALF_EVEN))
        .stripTrailingZeros();
  }

  /** Any value as text: four digits. */
  public static String shortText(double value) {
    if (value == Math.rint(value) && Math.abs(value) < MOST_IN_FULL) {
      return String.format(Locale.ROOT, "%,d", (long) value);
    }
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    double size = Math.abs(value);
    return size >= MOST_IN_FULL || size < LEAST_IN_FULL
        ? scientific(value, FEW_DIGITS)
        : rounded(value, FEW_DIGITS).toPlainString();
  }
}
