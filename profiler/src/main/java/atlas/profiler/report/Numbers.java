package atlas.profiler.report;

import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Share;
import atlas.profiler.model.Branch;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Timing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Numbers as people read them: the same in every locale, ASCII only. */
final class Numbers {
  /** What stands for a number that nobody measured. */
  static final String UNKNOWN = "-";

  private Numbers() {}

  static String count(long count) {
    return grouped(Long.toString(count));
  }

  /** How often. */
  static String times(long count) {
    return count == 1 ? "once" : count(count) + " times";
  }

  /** A count that need not be known. */
  static String known(OptionalLong count) {
    return count.isPresent() ? count(count.getAsLong()) : UNKNOWN;
  }

  static String percent(long count, long total) {
    return Share.percent(count, total);
  }

  /** How often a branch was taken. */
  static String taken(Branch branch) {
    return Share.ofChoices(branch.yes(), branch.count());
  }

  static String perCall(long instructions, long calls) {
    OptionalDouble value = Share.perCall(instructions, calls);
    return value.isPresent() ? fixed(value.getAsDouble(), 1) : UNKNOWN;
  }

  /** A duration with three or four digits. */
  static String nanos(long nanos) {
    if (nanos >= 10_000_000_000L) {
      return fixed(nanos / 1e9, 1) + " s";
    }
    if (nanos >= 1_000_000_000L) {
      return fixed(nanos / 1e9, 3) + " s";
    }
    return nanos >= 100_000 ? fixed(nanos / 1e6, 1) + " ms" : fixed(nanos / 1e3, 1) + " us";
  }

  /** A duration of which whole milliseconds are known. */
  static String millis(long nanos) {
    return fixed(nanos / 1e6, 0) + " ms";
  }

  /** Instructions per second, without the unit. */
  static String rate(Profile profile) {
    Timing timing = profile.timing();
    OptionalDouble value = timing.perSecond(profile.totals().instructions());
    if (value.isEmpty()) {
      return UNKNOWN;
    }
    return rate(value.getAsDouble());
  }

  /** So many of something in a second, without the unit. */
  static String rate(double rate) {
    return rate >= 1e6 ? fixed(rate / 1e6, 1) + " M" : fixed(rate, 0);
  }

  /** A percentage that may be negative, with one decimal. */
  static String change(double percent) {
    String size = fixed(Math.abs(percent), 1);
    return (percent < 0 && !size.equals("0.0") ? "-" : "") + size + " %";
  }

  /** A threshold as the user wrote it: {@code 1}, {@code 0.5}. */
  static String threshold(double percent) {
    if (percent == Math.rint(percent)) {
      return Long.toString((long) percent);
    }
    return BigDecimal.valueOf(percent).stripTrailingZeros().toPlainString();
  }

  /** What a ranking leaves out, as a label of its count. */
  static String others(Ranking<?> ranking, String what) {
    return others(ranking.rest(), what);
  }

  /** The same of what is left out. */
  static String others(Ranking.Rest rest, String what) {
    int items = rest.items();
    return "(" + items + " other " + what + (items == 1 ? ")" : "s)");
  }

  // One, three or no decimals.
  private static String fixed(double value, int decimals) {
    long unit = decimals == 0 ? 1 : decimals == 1 ? 10 : 1000;
    if (value * unit > Long.MAX_VALUE / 2) {
      return grouped(
          BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString());
    }
    long rounded = Math.round(value * unit);
    String rest = Long.toString(unit + rounded % unit).substring(1);
    return grouped(rounded / unit + (decimals == 0 ? "" : "." + rest));
  }

  /** Sets separators between the thousands of a number that is not negative. */
  private static String grouped(String digits) {
    int point = digits.indexOf('.');
    StringBuilder text = new StringBuilder(digits);
    for (int at = (point < 0 ? digits.length() : point) - 3; at > 0; at -= 3) {
      text.insert(at, ',');
    }
    return text.toString();
  }
}
