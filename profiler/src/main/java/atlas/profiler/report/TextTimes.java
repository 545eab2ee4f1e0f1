package atlas.profiler.report;

import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.FunctionTime;
import atlas.profiler.model.LibraryTime;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Times;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;

/** The sampled times in the text report, which says that they are estimates. */
final class TextTimes {
  private static final int USUAL_ROWS = 10;

  private TextTimes() {}

  static void write(Profile profile, ReportOptions options, TextPage page) {
    Times times = profile.details().times();
    if (times.isEmpty()) {
      return;
    }
    Ranking<FunctionTime> ranking =
        Rankings.times(profile, options.query(), options.rows(USUAL_ROWS, Integer.MAX_VALUE));
    boolean oneFile = profile.isOneFile();
    TextTable table =
        page.table(
            new Column("function", Kind.NAME, 20, 0),
            new Column("declared", Kind.NAME, 12, oneFile ? 3 : 1),
            Column.number("~self", 0),
            Column.number("~self %", 0),
            Column.number("~total", 2),
            Column.number("~total %", 2));
    for (var row : ranking.rows()) {
      FunctionTime time = row.item();
      table.row(
          page.clean(time.function().name()),
          page.clean(Places.declared(time.function(), oneFile)),
          Numbers.nanos(time.selfNanos()),
          Numbers.percent(time.selfNanos(), ranking.total()),
          Numbers.nanos(time.totalNanos()),
          Numbers.percent(Math.min(time.totalNanos(), ranking.total()), ranking.total()));
    }
    if (ranking.rest().items() > 0) {
      table.rest(
          Numbers.others(ranking, "function"),
          "",
          Numbers.nanos(ranking.rest().count()),
          Numbers.percent(ranking.rest().count(), ranking.total()),
          "",
          "");
    }
    for (LibraryTime time : Rankings.libraryTimes(profile)) {
      table.row(
          "in " + time.name(),
          "",
          Numbers.nanos(time.nanos()),
          Numbers.percent(time.nanos(), ranking.total()),
          "",
          "");
    }
    page.blank();
    page.heading(title(times));
    page.table(table);
  }

  /** What it is, and what it is not. */
  static String title(Times times) {
    return "Time, estimated from " + Numbers.count(times.samples()) + " samples (not exact)";
  }
}
