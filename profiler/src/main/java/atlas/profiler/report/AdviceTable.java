package atlas.profiler.report;

import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.Advice;
import atlas.profiler.model.Profile;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;
import java.util.List;

/** What could be done less often, in the text report and in HTML; left out if there is nothing. */
final class AdviceTable {
  private AdviceTable() {}

  static void write(Profile profile, ReportOptions options, TextPage page) {
    List<Advice> all = Rankings.advice(profile, options.query());
    if (all.isEmpty()) {
      return;
    }
    TextTable table =
        page.table(
            new Column("where", Kind.NAME, 10, 0),
            Column.number("%", 0),
            new Column("advice", Kind.TEXT, 30, 0));
    for (Advice advice : all) {
      String where = Places.of(profile, advice.function(), advice.line());
      table.row(page.clean(where), share(advice, profile), page.clean(text(advice)));
    }
    page.blank();
    page.heading(title(all));
    page.table(table);
  }

  static void write(Profile profile, ReportOptions options, HtmlPage page) {
    List<Advice> all = Rankings.advice(profile, options.query());
    if (all.isEmpty()) {
      return;
    }
    page.openDetails(title(all), true).openTable();
    page.header("where", ">%", "advice");
    for (Advice advice : all) {
      page.row().cell(HtmlReport.cut(Places.full(profile, advice.function(), advice.line())));
      page.number(share(advice, profile)).cell(text(advice)).endRow();
    }
    page.closeTable().closeDetails();
  }

  private static String title(List<Advice> all) {
    return "Advice: " + all.size();
  }

  private static String share(Advice advice, Profile profile) {
    return Numbers.percent(advice.instructions(), profile.totals().instructions());
  }

  private static String text(Advice advice) {
    String count = Numbers.count(advice.count());
    return switch (advice.rule()) {
      case REPEATED_CALL ->
          "%s calls, %s before the loop would do: %s"
              .formatted(count, Numbers.count(advice.enough()), advice.source());
      case REPEATED_SEARCH ->
          "%s searches of one array; if long, use a HashSet or HashMap: %s"
              .formatted(count, advice.source());
      case REPEATED_RECURSION ->
          "%s calls of itself; a map of results may save many".formatted(count);
      case GROWING_TEXT ->
          "%s copies of a growing text, to read it: %s".formatted(count, advice.source());
    };
  }
}
