package atlas.vm.runtime;

import atlas.vm.diagnostics.DiagnosticCode;

/**
 * The operators on numbers (language §16) and on values of unknown type. What always happens is
 * short enough to be inlined into generated code; errors are made elsewhere.
 */
public final class Arithmetic {
  /** Whole numbers below this are exact, and so is their remainder as longs. */
  private static final long EXACT = 1L << 53;

  private Arithmetic() {}

  public static double add(double a, double b) {
    double result = a + b;
    if (Math.abs(result) <= Double.MAX_VALUE) {
      return result;
    }
    throw invalid(a, "+", b, result);
  }

  public static double sub(double a, double b) {
    double result = a - b;
    if (Math.abs(result) <= Double.MAX_VALUE) {
      return result;
    }
    throw invalid(a, "-", b, result);
  }

  public static double mul(double a, double b) {
    double result = a * b;
    if (Math.abs(result) <= Double.MAX_VALUE) {
      return result;
    }
    throw invalid(a, "*", b, result);
  }

  public static double div(double a, double b) {
    double result = a / b;
    if (b != 0 && Math.abs(result) <= Double.MAX_VALUE) {
      return result;
    }
    throw badQuotient(a, "/", b, result);
  }

  /** The truncated remainder. Whole numbers are by far the most frequent operands. */
  public static double mod(double a, double b) {
    long x = (long) a;
    long y = (long) b;
    if (x == a && y == b && x > 0 && x < EXACT && y != 0) {
      return (x | y) >>> 31 == 0 ? (int) x % (int) y : x % y;
    }
    return modGeneral(a, b);
  }

  private static double modGeneral(double a, double b) {
    double result = a % b;
    if (b != 0 && Math.abs(result) <= Double.MAX_VALUE) {
      return result;
    }
    throw badQuotient(a, "%", b, result);
  }

  /**
   * The number, if it is finite.
   *
   * @throws AtlasError if not; whoever computed it finds out which operator was to blame
   */
  public static double finite(double number) {
    if (Math.abs(number) <= Double.MAX_VALUE) {
      return number;
    }
    throw new AtlasError(DiagnosticCode.AT0007, "not a finite number");
  }

  /** A whole number beyond what every double can hold, as the double nearest to it. */
  public static long rounded(long whole) {
    return (whole + EXACT) >>> 54 == 0 ? whole : (long) (double) whole;
  }

  /** Whether a number is whole, not negative, not -0, and with its double still an int. */
  public static boolean isCount(double number) {
    int count = (int) number;
    return count == number
        && (count & 0xC000_0000) == 0
        && (count != 0 || Double.doubleToRawLongBits(number) == 0);
  }

  /** {@code +} on operands of unknown type: numbers are added, strings concatenated. */
  public static Value add(Value a, Value b) {
    if (a instanceof NumberValue x && b instanceof NumberValue y) {
      return NumberValue.of(add(x.value(), y.value()));
    }
    if (a instanceof Text x && b instanceof Text y) {
      return x.concat(y);
    }
    throw operands("+", a, b);
  }

  public static double sub(Value a, Value b) {
    if (a instanceof NumberValue x && b instanceof NumberValue y) {
      return sub(x.value(), y.value());
    }
    throw operands("-", a, b);
  }

  public static double mul(Value a, Value b) {
    if (a instanceof NumberValue x && b instanceof NumberValue y) {
      return mul(x.value(), y.value());
    }
    throw operands("*", a, b);
  }

  public static double div(Value a, Value b) {
    if (a instanceof NumberValue x && b instanceof NumberValue y) {
      return div(x.value(), y.value());
    }
    throw operands("/", a, b);
  }

  public static double mod(Value a, Value b) {
    if (a instanceof NumberValue x && b instanceof NumberValue y) {
      return mod(x.value(), y.value());
    }
    throw operands("%", a, b);
  }

  public static double negate(Value a) {
    return -Checks.number(a);
  }

  public static boolean less(Value a, Value b) {
    if (a instanceof NumberValue x && b instanceof NumberValue y) {
      return x.value() < y.value();
    }
    throw operands("<", a, b);
  }

  public static boolean lessEqual(Value a, Value b) {
    if (a instanceof NumberValue x && b instanceof NumberValue y) {
      return x.value() <= y.value();
    }
    throw operands("<=", a, b);
  }

  public static boolean greater(Value a, Value b) {
    if (a instanceof NumberValue x && b instanceof NumberValue y) {
      return x.value() > y.value();
    }
    throw operands(">", a, b);
  }

  public static boolean greaterEqual(Value a, Value b) {
    if (a instanceof NumberValue x && b instanceof NumberValue y) {
      return x.value() >= y.value();
    }
    throw operands(">=", a, b);
  }

  private static AtlasError badQuotient(double a, String operator, double b, double result) {
    return b == 0
        ? new AtlasError(
            DiagnosticCode.AT0005,
            "division by zero: "
                + Formatting.number(a)
                + " "
                + operator
                + " "
                + Formatting.number(b))
        : invalid(a, operator, b, result);
  }

  private static AtlasError invalid(double a, String operator, double b, double result) {
    String right = Formatting.number(b);
    return new AtlasError(
        DiagnosticCode.AT0007,
        Formatting.number(a)
            + " "
            + operator
            + " "
            + (right.startsWith("-") ? "(" + right + ")" : right)
            + (result != result ? " is not a number" : " is too large for a number"));
  }

  private static AtlasError operands(String operator, Value a, Value b) {
    return new AtlasError(
        DiagnosticCode.AT0001,
        "operator "
            + operator
            + " does not apply to "
            + a.kind().inMessages()
            + " and "
            + b.kind().inMessages());
  }
}
