package atlas.profiler.report;

import atlas.profiler.analysis.Comparison;
import atlas.profiler.analysis.Comparison.Row;
import atlas.profiler.analysis.Comparison.Rows;
import atlas.profiler.analysis.Comparison.Status;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;
import java.util.List;

/** A {@link Comparison} for people at a terminal. */
public final class TextComparison {
  private static final int USUAL_ROWS = 20;

  private TextComparison() {}

  /** The report; the options say how many rows there are at most. */
  public static String render(Comparison comparison, ReportOptions options) {
    TextPage page = new TextPage(options);
    long before = comparison.before().totals().instructions();
    long after = comparison.after().totals().instructions();
    page.heading(
        "Difference of "
            + page.clean(comparison.before().name())
            + " and "
            + page.clean(comparison.after().name()));
    page.line(
        " instructions "
            + Numbers.count(before)
            + " -> "
            + Numbers.count(after)
            + ": "
            + delta(after - before)
            + " ("
            + percent(before, after)
            + ")");
    if (options.summary() || comparison.isEmpty()) {
      page.aside(comparison.isEmpty() ? " no count differs" : "");
      return page.toString();
    }
    int rows = options.top().orElse(USUAL_ROWS);
    table("Functions", comparison.functions(), false, rows, page);
    table("Lines", comparison.lines(), true, rows, page);
    return page.toString();
  }

  /**
   * Behind a report, what has changed since the same code was run the last time: a line, or nothing
   * if one of the runs did not come to its end, or the report is a line itself.
   */
  public static String sinceLastRun(Comparison comparison, ReportOptions options) {
    if (!isWorthALine(comparison, options)) {
      return "";
    }
    String more = comparison.isEmpty() ? "" : "; 'profile diff' shows more";
    return "\nSince the last run: " + change(comparison) + more + ".\n";
  }

  static boolean isWorthALine(Comparison comparison, ReportOptions options) {
    return !options.summary()
        && comparison.before().stopped().isEmpty()
        && comparison.after().stopped().isEmpty();
  }

  /** By how much the instructions grew. */
  static String change(Comparison comparison) {
    long before = comparison.before().totals().instructions();
    long after = comparison.after().totals().instructions();
    return comparison.isEmpty()
        ? "no count differs"
        : delta(after - before) + " instructions (" + percent(before, after) + ")";
  }

  private static void table(String title, Rows rows, boolean source, int limit, TextPage page) {
    List<Row> shown = rows.changed().subList(0, Math.min(limit, rows.changed().size()));
    page.blank();
    page.heading(
        "%s: %d changed, %d unchanged".formatted(title, rows.changed().size(), rows.unchanged()));
    if (shown.isEmpty()) {
      return;
    }
    TextTable table =
        page.table(
            Column.number("before", 0),
            Column.number("after", 0),
            Column.number("delta", 0),
            Column.number("delta %", 2),
            new Column(source ? "where" : "function", Kind.NAME, 8, 0),
            new Column(source ? "source" : "", Kind.TEXT, 14, 4));
    for (Row row : shown) {
      table.row(
          row.status() == Status.NEW ? Numbers.UNKNOWN : Numbers.count(row.before()),
          row.status() == Status.GONE ? Numbers.UNKNOWN : Numbers.count(row.after()),
          delta(row.delta()),
          change(row),
          page.clean(row.where()),
          page.clean(row.source()));
    }
    int left = rows.changed().size() - shown.size();
    if (left > 0) {
      long rest = rows.changed().stream().skip(shown.size()).mapToLong(Row::delta).sum();
      table.rest("", "", delta(rest), "", "(" + left + " others)", "");
    }
    page.table(table);
  }

  /** A difference with its sign. */
  static String delta(long delta) {
    return delta > 0 ? "+" + Numbers.count(delta) : delta < 0 ? "-" + Numbers.count(-delta) : "0";
  }

  /** What became of a row: a percentage of what was, or that it is new or gone. */
  static String change(Row row) {
    return switch (row.status()) {
      case NEW -> "new";
      case GONE -> "gone";
      case BOTH -> percent(row.before(), row.after());
    };
  }

  /** By how much a count grew, in per cent of what it was. */
  static String percent(long before, long after) {
    if (before == 0) {
      return after == 0 ? "0.00 %" : Numbers.UNKNOWN;
    }
    long delta = after - before;
    String share = Numbers.percent(Math.abs(delta), before);
    return (delta > 0 ? "+" : delta < 0 ? "-" : "") + share + " %";
  }
}
