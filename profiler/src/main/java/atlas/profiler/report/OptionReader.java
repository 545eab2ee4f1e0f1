package atlas.profiler.report;

import atlas.profiler.analysis.Filter;
import atlas.profiler.analysis.Query;
import atlas.profiler.analysis.Query.Sort;
import atlas.profiler.analysis.TextMatch;
import atlas.profiler.report.ReportOptions.Extra;
import atlas.profiler.report.ReportOptions.Form;
import atlas.vm.diagnostics.Suggestions;
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
          "--where",
          "--annotate",
          "--peek",
          "--opcodes",
          "--legend",
          "--summary",
          "--query");

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
      case "--top" -> top(options, name, value.get());
      case "--sort" -> sort(options, name, value.get());
      case "--focus" -> options.withQuery(query.where(Filter.focus(match(name, value.get()))));
      case "--ignore" -> options.withQuery(query.where(Filter.ignore(match(name, value.get()))));
      case "--where" -> options.withQuery(QueryLine.where(text(name, value.get()), query));
      case "--annotate" -> options.with(Extra.SOURCE);
      case "--peek" -> options.withPeek(text(name, value.get()));
      case "--opcodes" -> options.with(Extra.OPCODES);
      case "--legend" -> options.with(Extra.LEGEND);
      case "--summary" -> options.withForm(Form.SUMMARY);
      case "--query" -> QueryLine.read(value.get(), options);
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

  /** Options with so many rows; {@code name} is what the user calls that. */
  static ReportOptions top(ReportOptions options, String name, String value) {
    try {
      int rows = Integer.parseInt(value);
      if (rows >= 1) {
        return options.withTop(rows);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(name + " needs a number of rows, at least 1");
  }

  /** Options with an order of rows; {@code name} is what the user calls that. */
  static ReportOptions sort(ReportOptions options, String name, String value) {
    Sort sort =
        Sort.byId(value)
            .orElseThrow(() ->
                new IllegalArgumentException(
                    name + " cannot be " + Suggestions.unknown(value, Sort.ids())));
    return options.withQuery(options.query().by(sort));
  }

  private static TextMatch match(String name, String value) {
    return TextMatch.of(text(name, value));
  }

  private static String text(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " needs a part of the name of a function or file");
    }
    return value;
  }
}
