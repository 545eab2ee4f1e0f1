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
  private static final List<OptionDoc> DOCS =
      List.of(
          OptionDoc.of(
              "--threshold",
              "PCT",
              "Show lines with at least PCT % of all",
              "instructions (default: 1): --threshold 0.5."),
          OptionDoc.of("--top", "N", "Show at most N rows of a table: --top 5."),
          new OptionDoc(
              "--sort",
              "KEY",
              Sort.ids(),
              List.of("Order of rows, as --sort calls:", String.join(", ", Sort.ids()) + ".")),
          OptionDoc.of(
              "--focus",
              "TEXT",
              "Show only functions whose name or file has",
              "TEXT, or matches it: --focus /^sort/."),
          OptionDoc.of("--ignore", "TEXT", "Show none of those: --ignore main.atl."),
          OptionDoc.of(
              "--where",
              "CONDITION",
              "Show only functions for which it holds:",
              "--where 'fn ~ /sort/'."),
          OptionDoc.flag("--annotate", "Show the source with counts, too."),
          OptionDoc.of(
              "--peek",
              "TEXT",
              "Show callers and callees of functions whose",
              "name contains TEXT: --peek fib."),
          OptionDoc.flag("--opcodes", "Show opcodes by function, and pairs of them."),
          OptionDoc.flag("--legend", "Say what the figures mean."),
          OptionDoc.flag("--summary", "Say it all in one line."),
          OptionDoc.of(
              "--query",
              "LINE",
              "Answer a question: --query 'peek f',",
              "--query 'top 5 where fn ~ /sort/ by allocs'."));

  private OptionReader() {}

  /** All of them. */
  public static List<OptionDoc> docs() {
    return DOCS;
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
      case "--where" -> {
        String condition = condition(name, value.get());
        yield options.withQuery(named(name, () -> QueryLine.where(condition, query)));
      }
      case "--annotate" -> options.with(Extra.SOURCE);
      case "--peek" -> options.withPeek(text(name, value.get()));
      case "--opcodes" -> options.with(Extra.OPCODES);
      case "--legend" -> options.with(Extra.LEGEND);
      case "--summary" -> options.withForm(Form.SUMMARY);
      case "--query" -> {
        String line = value.get();
        yield named(name, () -> QueryLine.read(line, options));
      }
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
    String text = text(name, value);
    return named(name, () -> TextMatch.of(text));
  }

  /** What a value stands for; says which option it was given to, if it is not one of that. */
  private static <T> T named(String name, Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  private static String condition(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " needs a condition, such as 'fn ~ /sort/'");
    }
    return value;
  }

  private static String text(String name, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(name + " needs a part of the name of a function or file");
    }
    return value;
  }
}
