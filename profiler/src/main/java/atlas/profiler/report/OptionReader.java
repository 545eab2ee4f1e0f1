package atlas.profiler.report;

import atlas.profiler.analysis.Query;
import atlas.profiler.analysis.Query.Sort;
import atlas.profiler.report.ReportOptions.Extra;
import java.util.List;
import java.util.function.Supplier;

/**
 * The options of reports by the names that users give them, one reading for command line, terminal
 * and notebook.
 */
public final class OptionReader {
  private static final List<String> NAMES =
      List.of(
          "--threshold",
          "--top",
          "--sort",
          "--focus",
          "--ignore",
          "--annotate",
          "--peek",
          "--opcodes",
          "--legend",
          "--summary");

  private OptionReader() {}

  /** All names. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Options with one more of them set.
   *
   * @param value the value of the option, taken only if it has one
   * @throws IllegalArgumentException in one line, if the value is not one of the option, or if
   *     there is no such option
   */
  public static ReportOptions apply(ReportOptions options, String name, Supplier<String> value) {
    Query query = options.query();
    return switch (name) {
      case "--threshold" -> options.withThreshold(percent(value.get()));
      case "--top" -> options.withTop(rows(value.get()));
      case "--sort" ->
          options.withQuery(new Query(sort(value.get()), query.focus(), query.ignore()));
      case "--focus" ->
          options.withQuery(new Query(query.sort(), text(name, value.get()), query.ignore()));
      case "--ignore" ->
          options.withQuery(new Query(query.sort(), query.focus(), text(name, value.get())));
      case "--annotate" -> options.with(Extra.SOURCE);
      case "--peek" -> options.withPeek(text(name, value.get()));
      case "--opcodes" -> options.with(Extra.OPCODES);
      case "--legend" -> options.with(Extra.LEGEND);
      case "--summary" -> options.withSummary(true);
      default -> throw new IllegalArgumentException("unknown option '" + name + "'");
    };
  }

  private static double percent(String value) {
    try {
      double percent = Double.parseDouble(value.endsWith("%") ? cut(value) : value);
      if (percent >= 0 && percent <= 100) {
        return percent;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("--threshold needs a percentage from 0 to 100");
  }

  private static String cut(String value) {
    return value.substring(0, value.length() - 1);
  }

  private static int rows(String value) {
    try {
      int rows = Integer.parseInt(value);
      if (rows >= 1) {
        return rows;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException("--top needs a number of rows, at least 1");
  }

  private static Sort sort(String value) {
    return Sort.byId(value)
        .orElseThrow(() ->
            new IllegalArgumentException("--sort needs one of " + String.join(", ", Sort.ids())));
  }

  private static String text(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " needs a part of the name of a function or file");
    }
    return value;
  }
}
