package atlas.profiler.report;

import atlas.profiler.analysis.Growth;
import atlas.profiler.analysis.Scaling;
import atlas.profiler.analysis.Scaling.Row;
import atlas.profiler.analysis.Scaling.Rows;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A {@link Scaling} for notebook cells; a division as {@link HtmlReport} makes one. */
public final class HtmlScaling {
  private static final int MOST_ROWS = 100;
  private static final String STEEP = "<tr style=\"background-color:rgba(220,38,38,%.2f)\">";

  /** Counts of at most so many runs have a column each. */
  private static final int MOST_COLUMNS = 8;

  private final Scaling scaling;
  private final ReportOptions options;
  private final HtmlPage page = new HtmlPage();

  private HtmlScaling(Scaling scaling, ReportOptions options) {
    this.scaling = scaling;
    this.options = options;
  }

  /** The report. */
  public static String render(Scaling scaling, ReportOptions options) {
    return new HtmlScaling(scaling, options).render();
  }

  private String render() {
    page.raw("<div class=\"atlas-profile\" style=\"" + HtmlReport.FRAME + "\">\n<strong>");
    page.text(Growths.sentence(scaling)).raw("</strong> <span style=\"opacity:0.65\">");
    String name = HtmlReport.cut(scaling.largest().name());
    page.text(name + " with " + scaling.variable()).raw("</span>\n");
    if (!options.summary()) {
      runs();
      functions();
      lines();
    }
    return page.raw("</div>\n").toString();
  }

  private void runs() {
    page.openTable();
    page.header(">" + scaling.variable(), ">instructions", ">calls", ">max call depth", ">elapsed");
    for (Scaling.Run run : scaling.runs()) {
      page.row().number(Numbers.count(run.size()));
      page.number(Numbers.count(run.profile().totals().instructions()));
      page.number(Numbers.count(run.profile().totals().calls()));
      page.number(Numbers.count(run.profile().totals().maxDepth()));
      page.number(Numbers.nanos(run.profile().timing().elapsedNanos())).endRow();
    }
    page.closeTable();
  }

  private void functions() {
    Rows<FunctionProfile> rows =
        scaling.functions(options.query(), options.rows(TextScaling.USUAL_ROWS, MOST_ROWS));
    open(TextScaling.FUNCTIONS, rows, "calls", "function");
    for (Row<FunctionProfile> row : rows.rows()) {
      begin(row);
      page.cell(Growths.times(row.timesGrowth(), scaling.variable()));
      page.code(HtmlReport.cut(row.item().id().name()));
      numbers(row);
    }
    close(rows, "function", 2);
  }

  private void lines() {
    Rows<LineProfile> rows = scaling.lines(options.query(), options.lines(TextScaling.USUAL_ROWS));
    open(TextScaling.LINES, rows, "hits", "where", "source");
    for (Row<LineProfile> row : rows.rows()) {
      LineProfile line = row.item();
      begin(row);
      page.cell(Growths.times(row.timesGrowth(), scaling.variable()));
      page.cell(HtmlReport.cut(Places.of(scaling.largest(), line)));
      page.code(HtmlReport.brief(line.source().strip()));
      numbers(row);
    }
    close(rows, "line", 3);
  }

  private void open(String title, Rows<?> rows, String... more) {
    page.openDetails(title + TextScaling.shown(rows), true).openTable();
    List<String> titles = new ArrayList<>(List.of("growth"));
    titles.addAll(List.of(more));
    titles.add(">off by");
    List<Long> sizes = scaling.sizes();
    for (int i = firstColumn(); i < sizes.size(); i++) {
      titles.add((i == sizes.size() - 1 ? ">instr at " : ">at ") + Numbers.count(sizes.get(i)));
    }
    titles.add(">%");
    page.header(titles.toArray(String[]::new));
  }

  private int firstColumn() {
    return Math.max(0, scaling.runs().size() - MOST_COLUMNS);
  }

  /** The steeper, the redder. */
  private void begin(Row<?> row) {
    Growth growth = row.growth();
    double red = Math.clamp((growth.steepness() - 1) / 2, 0, 1) / 4;
    page.raw(String.format(Locale.ROOT, STEEP, red));
    page.cell(Growths.law(growth, scaling.variable()));
  }

  private void numbers(Row<?> row) {
    page.number(Growths.deviation(row.growth()));
    row.counts().stream().skip(firstColumn()).forEach(count -> page.number(Numbers.count(count)));
    page.number(Numbers.percent(row.count(), scaling.largest().totals().instructions()));
    page.endRow();
  }

  /** The row for what is left out, with so many empty cells before its name. */
  private void close(Rows<?> rows, String what, int names) {
    if (rows.rest().items() > 0) {
      page.asideRow();
      for (int i = 0; i < names; i++) {
        page.cell("");
      }
      page.cell(Numbers.others(rows.rest(), what)).number("");
      scaling.runs().stream().skip(firstColumn() + 1).forEach(run -> page.number(""));
      page.number(Numbers.count(rows.rest().count()));
      page.number(Numbers.percent(rows.rest().count(), rows.total())).endRow();
    }
    page.closeTable().closeDetails();
  }
}
