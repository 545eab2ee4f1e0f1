package atlas.profiler.report;

import atlas.profiler.analysis.Comparison;
import atlas.profiler.analysis.Comparison.Row;
import atlas.profiler.analysis.Comparison.Rows;
import atlas.profiler.analysis.Comparison.Status;
import java.util.List;
import java.util.stream.Stream;

/** A {@link Comparison} for notebook cells; a division as {@link HtmlReport} makes one. */
public final class HtmlComparison {
  private static final int USUAL_ROWS = 20;
  private static final int MOST_ROWS = 100;

  private HtmlComparison() {}

  /** The report. */
  public static String render(Comparison comparison, ReportOptions options) {
    String names =
        ", "
            + HtmlReport.cut(comparison.before().name())
            + " \u2192 "
            + HtmlReport.cut(comparison.after().name());
    HtmlPage page = new HtmlPage();
    begin(comparison, "", names, page);
    if (!options.summary()) {
      tables(comparison, options, true, page);
    }
    return page.raw("</div>\n").toString();
  }

  /** Above a report, what {@link TextComparison#sinceLastRun} says below it, and folded why. */
  public static String sinceLastRun(Comparison comparison, ReportOptions options) {
    if (!TextComparison.isWorthALine(comparison, options)) {
      return "";
    }
    HtmlPage page = new HtmlPage();
    begin(comparison, " since the last run", "", page);
    if (!comparison.isEmpty()) {
      tables(comparison, options, false, page);
    }
    return page.raw("</div>\n").toString();
  }

  private static void begin(Comparison comparison, String since, String names, HtmlPage page) {
    long before = comparison.before().totals().instructions();
    long after = comparison.after().totals().instructions();
    page.raw("<div class=\"atlas-profile\" style=\"" + HtmlReport.FRAME + "\">\n<strong>");
    page.text(TextComparison.change(comparison)).raw("</strong>").text(since);
    page.raw(" <span style=\"opacity:0.65\">")
        .text(Numbers.count(before) + " \u2192 " + Numbers.count(after) + names)
        .raw("</span>\n");
  }

  private static void tables(
      Comparison comparison, ReportOptions options, boolean open, HtmlPage page) {
    int rows = Math.min(options.top().orElse(USUAL_ROWS), MOST_ROWS);
    table("Lines", comparison.lines(), rows, open, page, "where", "source");
    table("Functions", comparison.functions(), rows, open, page, "function");
  }

  /**
   * @param names the headers of what tells a row: its place, and for lines their text
   */
  private static void table(
      String title, Rows rows, int limit, boolean open, HtmlPage page, String... names) {
    List<Row> shown = rows.changed().subList(0, Math.min(limit, rows.changed().size()));
    String changed =
        ": %d changed, %d unchanged".formatted(rows.changed().size(), rows.unchanged());
    page.openDetails(title + changed, open);
    if (!shown.isEmpty()) {
      Stream<String> counts = Stream.of(">before", ">after", ">delta", ">delta %");
      page.openTable().header(Stream.concat(counts, Stream.of(names)).toArray(String[]::new));
      for (Row row : shown) {
        page.raw("<tr style=\"background-color:");
        page.raw(row.delta() > 0 ? "rgba(220,38,38,0.12)\">" : "rgba(22,163,74,0.12)\">");
        page.number(row.status() == Status.NEW ? Numbers.UNKNOWN : Numbers.count(row.before()));
        page.number(row.status() == Status.GONE ? Numbers.UNKNOWN : Numbers.count(row.after()));
        page.number(TextComparison.delta(row.delta())).number(TextComparison.change(row));
        page.cell(HtmlReport.cut(row.where()));
        if (names.length > 1) {
          page.code(HtmlReport.cut(row.source()));
        }
        page.endRow();
      }
      page.closeTable();
    }
    page.closeDetails();
  }
}
