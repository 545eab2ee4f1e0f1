package atlas.profiler.report;

import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.FunctionTime;
import atlas.profiler.model.LibraryTime;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Times;

/** The sampled times in the HTML report, folded; left out if there are none. */
final class HtmlTimes {
  private static final int USUAL_ROWS = 20;
  private static final int MOST_ROWS = 40;

  private HtmlTimes() {}

  static void write(HtmlPage page, Profile profile, ReportOptions options) {
    Times times = profile.details().times();
    if (times.isEmpty()) {
      return;
    }
    Ranking<FunctionTime> ranking =
        Rankings.times(profile, options.query(), options.rows(USUAL_ROWS, MOST_ROWS));
    page.openDetails(TextTimes.title(times)).openTable();
    page.header("", ">~self %", ">~self", ">~total %", ">~total", "function", "declared");
    for (var row : ranking.rows()) {
      FunctionTime time = row.item();
      String share = Numbers.percent(time.selfNanos(), ranking.total());
      page.row().bar(share, share, "estimated").number(share);
      page.number(Numbers.nanos(time.selfNanos()));
      page.number(Numbers.percent(Math.min(time.totalNanos(), ranking.total()), ranking.total()));
      page.number(Numbers.nanos(time.totalNanos()));
      page.code(HtmlReport.cut(time.function().name()));
      page.cell(HtmlReport.declared(time.function())).endRow();
    }
    if (ranking.rest().items() > 0) {
      page.asideRow().cell("");
      page.number(Numbers.percent(ranking.rest().count(), ranking.total()));
      page.number(Numbers.nanos(ranking.rest().count())).number("").number("");
      page.cell(Numbers.others(ranking, "function")).cell("").endRow();
    }
    for (LibraryTime time : Rankings.libraryTimes(profile)) {
      page.asideRow().cell("").number(Numbers.percent(time.nanos(), ranking.total()));
      page.number(Numbers.nanos(time.nanos())).number("").number("");
      page.cell("in " + time.name()).cell("").endRow();
    }
    page.closeTable().closeDetails();
  }
}
