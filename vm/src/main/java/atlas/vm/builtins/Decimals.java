package atlas.vm.builtins;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Text;
import java.util.Locale;
import java.util.regex.Pattern;

/** Numbers out of text (stdlib §9.3). */
final class Decimals {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:[0-9]++\\.?+[0-9]*+|\\.[0-9]++)(?:[eE][+-]?[0-9]++)?");

  private Decimals() {}

  /** A decimal number, blanks around it being allowed; else AT0001. */
  static double parse(Context context, String function, Text text) {
    String trimmed = StringFunctions.trim(context, 0, text).toString();
    if (DECIMAL.matcher(trimmed).matches()) {
      return Double.parseDouble(trimmed);
    }
    boolean signed = trimmed.startsWith("-") || trimmed.startsWith("+");
    double sign = trimmed.startsWith("-") ? -1 : 1;
    return switch (trimmed.substring(signed ? 1 : 0).toLowerCase(Locale.ROOT)) {
      case "inf", "infinity" -> sign * Double.POSITIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> throw invalid(function, "a number", text);
    };
  }

  /** A whole number below 2 to the 63rd in magnitude. */
  static double parseInt(Context context, Text text, int radix) {
    String trimmed = StringFunctions.trim(context, 0, text).toString();
    boolean negative = trimmed.startsWith("-");
    int start = negative || trimmed.startsWith("+") ? 1 : 0;
    long value = 0;
    boolean tooLarge = false;
    for (int i = start; i < trimmed.length(); i++) {
      char c = trimmed.charAt(i);
      int digit = c < 128 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        throw invalid("parseInt", "a whole number in radix " + radix, text);
      }
      tooLarge |= value > (Long.MAX_VALUE - digit) / radix;
      value = value * radix + digit;
    }
    if (start == trimmed.length()) {
      throw invalid("parseInt", "a whole number in radix " + radix, text);
    }
    if (tooLarge) {
      throw invalid("parseInt", "below 2^63 in magnitude", text);
    }
    return negative ? -value : value;
  }

  private static AtlasError invalid(String function, String expected, Text text) {
    return new AtlasError(
        DiagnosticCode.AT0001, function + "(): not " + expected + ": " + Display.literal(text, 60));
  }
}
