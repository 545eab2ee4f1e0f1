package atlas.vm.builtins;

import atlas.vm.runtime.Display;
import atlas.vm.runtime.Text;
import java.time.DateTimeException;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What java.time refuses, in words of the language. */
final class TimeFaults {
  private static final int LONGEST = 60;
  private static final Pattern VALUE =
      Pattern.compile("Invalid value for (\\w+?)(?:Of\\w+)? \\(valid values (.+)\\): (-?\\d+)");
  private static final Pattern DATE =
      Pattern.compile("Invalid date '(\\w)(\\w+) (\\d+)'(?: as '(-?\\d+)' is not a leap year)?");

  /** Fields that no program names: their values are made of others. */
  private static final Set<String> MADE = Set.of("EpochDay", "InstantSeconds");

  private TimeFaults() {}

  /** Why there is no such time, or none can be read. */
  static String reason(RuntimeException fault) {
    return switch (fault) {
      case DateTimeParseException e when e.getCause() instanceof DateTimeException cause ->
          reason(cause) + ": " + literal(e);
      case DateTimeParseException e ->
          "not a time of that form, from character %d on: %s"
              .formatted(e.getErrorIndex() + 1, literal(e));
      case DateTimeException e -> reason(e);
      default -> "out of range";
    };
  }

  private static String reason(DateTimeException fault) {
    String message = String.valueOf(fault.getMessage());
    Matcher value = VALUE.matcher(message);
    if (value.matches()) {
      return MADE.contains(value.group(1)) ? "out of range" : outside(value);
    }
    Matcher date = DATE.matcher(message);
    if (date.matches()) {
      return "there is no %s%s %s%s"
          .formatted(
              date.group(1),
              date.group(2).toLowerCase(Locale.ROOT),
              date.group(3),
              date.group(4) == null ? "" : " in " + date.group(4));
    }
    return message;
  }

  private static String outside(MatchResult value) {
    return "%s %s is not within %s"
        .formatted(value.group(1).toLowerCase(Locale.ROOT), value.group(3), value.group(2));
  }

  private static String literal(DateTimeParseException fault) {
    return Display.literal(Text.of(fault.getParsedString()), LONGEST);
  }
}
