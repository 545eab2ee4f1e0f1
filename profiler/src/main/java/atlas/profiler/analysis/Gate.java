package atlas.profiler.analysis;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many more instructions than before are acceptable: {@code +2%} or {@code +1000}. Exact in
 * decimal arithmetic; what reaches the limit passes.
 */
public record Gate(BigDecimal limit, boolean percent) {
  private static final Pattern FORM = Pattern.compile("\\+?([0-9]{1,18}(?:\\.[0-9]{1,6})?)(%?)");

  /** Reads a limit; empty if it is none. */
  public static Optional<Gate> parse(String text) {
    Matcher matcher = FORM.matcher(text.strip());
    return matcher.matches()
        ? Optional.of(new Gate(new BigDecimal(matcher.group(1)), !matcher.group(2).isEmpty()))
        : Optional.empty();
  }

  /** Whether the instructions grew by more than that. */
  public boolean isExceeded(long before, long after) {
    BigDecimal growth = BigDecimal.valueOf(after).subtract(BigDecimal.valueOf(before));
    return percent
        ? growth.movePointRight(2).compareTo(limit.multiply(BigDecimal.valueOf(before))) > 0
        : growth.compareTo(limit) > 0;
  }

  /** The limit as users write it. */
  @Override
  public String toString() {
    return "+" + limit.toPlainString() + (percent ? "%" : "");
  }
}
