package atlas.profiler.report;

import atlas.profiler.analysis.FunctionTotals;
import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Stop;
import atlas.profiler.report.ReportOptions.Form;
import java.io.IOException;
import java.io.Writer;
import java.util.OptionalLong;

/**
 * The report for notebook cells: one {@code <div class="atlas-profile">}, complete without a
 * script. Its numbers are those of the text form. Always under 200 KB: tables have a most of rows,
 * with what is left out in their last row, annotated source stops with a note, and what does not
 * fit then is left out with one.
 */
public final class HtmlReport implements ReportWriter {
  private static final int MOST_LINES = 60;
  private static final int USUAL_ROWS = 25;
  private static final int MOST_ROWS = 60;
  private static final int LONGEST_TEXT = 160;
  private static final int BRIEF_TEXT = 64;

  /** Less than 200 KB, with room for notes on what is left out, and for what changed. */
  private static final long LARGEST_PAGE = 180_000;

  /** How much of what is left of the page the source may take. */
  private static final double SOURCE_PART = 0.6;

  static final String FRAME =
      "font-family:system-ui,sans-serif;font-size:14px;line-height:1.4;padding:12px 14px;"
          + "margin:4px 0;border:1px solid rgba(127,127,127,0.35);border-radius:8px";
  private static final String CARD =
      "display:inline-block;vertical-align:top;padding:6px 12px;margin:0 8px 8px 0;"
          + "border-radius:6px;background-color:rgba(127,127,127,0.12)";
  private static final String BANNER =
      "padding:8px 12px;margin:0 0 8px 0;border-radius:6px;background-color:rgba(220,38,38,0.18);"
          + "border-left:4px solid rgba(220,38,38,0.9)";

  @Override
  public void write(Profile profile, ReportOptions options, Writer out) throws IOException {
    HtmlPage page = new HtmlPage(LARGEST_PAGE);
    page.raw("<div class=\"atlas-profile\" style=\"" + FRAME + "\">\n");
    profile.stopped().ifPresent(stop -> banner(page, stop));
    header(page, profile);
    if (options.form() == Form.ANSWER) {
      answer(page, profile, options);
    } else if (options.form() == Form.REPORT) {
      lines(page, profile, options);
      AdviceTable.write(profile, options, page);
      functions(page, profile, options);
      RegionTable.write(profile, page);
      HtmlPeek.write(page, profile, options);
      HtmlFlameGraph.write(page, profile);
      long room = LARGEST_PAGE - page.size();
      HtmlPage source = new HtmlPage();
      HtmlAnnotation.write(source, profile, options, (long) (room * SOURCE_PART));
      HtmlPage tables = new HtmlPage(room - source.size());
      HtmlTimes.write(tables, profile, options);
      HtmlDetails.write(tables, profile, options);
      HtmlOpcodes.write(tables, profile, options);
      Legend.write(tables);
      footer(tables, options);
      page.raw(source.toString()).raw(tables.toString());
    }
    page.raw("</div>\n");
    out.write(page.toString());
  }

  /** What a query asks for. */
  private static void answer(HtmlPage page, Profile profile, ReportOptions options) {
    if (!options.peek().isEmpty()) {
      HtmlPeek.write(page, profile, options);
      return;
    }
    lines(page, profile, options);
    functions(page, profile, options);
    if (options.byAllocs()) {
      HtmlDetails.writeAllocations(page, profile, options);
    }
  }

  private static void header(HtmlPage page, Profile profile) {
    page.raw("<div style=\"margin:0 0 8px 0\"><strong style=\"font-size:16px\">");
    page.text("Profile of " + cut(profile.name())).raw("</strong> ");
    page.raw("<span style=\"opacity:0.65\">exact counts</span></div>\n<div>");
    fact(page, "instructions", Numbers.count(profile.totals().instructions()));
    fact(page, "elapsed", Numbers.nanos(profile.timing().elapsedNanos()));
    fact(page, "instructions/s", Numbers.rate(profile));
    fact(page, "calls", Numbers.count(profile.totals().calls()));
    fact(page, "max call depth", Numbers.count(profile.totals().maxDepth()));
    fact(page, "max value-stack depth", Numbers.count(profile.totals().maxStackDepth()));
    profile.timing().compileNanos().ifPresent(t -> fact(page, "compile", Numbers.nanos(t)));
    profile.timing().gcNanos().ifPresent(t -> fact(page, "gc", Numbers.millis(t)));
    fact(page, "allocations", Numbers.count(profile.details().allocated()));
    OwnCost.of(profile).ifPresent(cost -> fact(page, cost.label(), cost.value()));
    page.raw("</div>\n");
    OwnCost.of(profile).flatMap(OwnCost::note).ifPresent(page::note);
    LibraryHint.of(profile).ifPresent(page::note);
  }

  private static void fact(HtmlPage page, String label, String value) {
    page.raw("<div style=\"" + CARD + "\"><div style=\"font-size:17px;font-weight:600\">");
    page.text(value).raw("</div><div style=\"opacity:0.65;font-size:12px\">").text(label);
    page.raw("</div></div>\n");
  }

  private static void banner(HtmlPage page, Stop stop) {
    page.raw("<div style=\"" + BANNER + "\">stopped by <strong>").text(stop.cause());
    page.raw("</strong> at ").text(cut(stop.place())).raw("<br>").text(cut(stop.message()));
    page.raw("</div>\n");
  }

  private static void lines(HtmlPage page, Profile profile, ReportOptions options) {
    Ranking<LineProfile> ranking =
        Rankings.lines(profile, options.query(), options.lines(MOST_LINES));
    page.raw("<div style=\"font-weight:600;margin-top:4px\">");
    page.text(TextReport.title(ranking, options)).raw("</div>\n");
    page.openTable();
    MadeColumn made = new MadeColumn(profile, options, 7);
    page.header(made.titles(">#", "", ">%", "where", ">instructions", ">cum %", ">hits", "source"));
    for (var row : ranking.rows()) {
      LineProfile line = row.item();
      page.row().number(Integer.toString(row.rank()));
      share(page, row.count(), ranking);
      page.cell(cut(Places.of(profile, line)));
      page.number(Numbers.count(row.count()));
      page.number(Numbers.percent(row.cumulative(), ranking.total()));
      page.number(Numbers.count(line.hits()));
      made.addTo(page, made.of(line)).code(brief(line.source().strip())).endRow();
    }
    if (ranking.rest().items() > 0) {
      page.asideRow().number("-");
      share(page, ranking.rest().count(), ranking);
      page.cell("").number(Numbers.count(ranking.rest().count()));
      page.number(Numbers.percent(ranking.total(), ranking.total())).number("");
      made.addTo(page, "").cell(Numbers.others(ranking, "line")).endRow();
    }
    page.closeTable();
  }

  private static void functions(HtmlPage page, Profile profile, ReportOptions options) {
    Ranking<FunctionProfile> ranking =
        Rankings.functions(profile, options.query(), options.rows(USUAL_ROWS, MOST_ROWS));
    page.openDetails(TextReport.functionsTitle(ranking, options), true).openTable();
    MadeColumn made = new MadeColumn(profile, options, 9);
    page.header(
        made.titles(
            "",
            ">self %",
            "function",
            ">self instructions",
            ">total %",
            ">total instructions",
            ">calls",
            ">per call",
            "declared"));
    FunctionTotals totals = FunctionTotals.of(profile);
    for (var row : ranking.rows()) {
      FunctionProfile function = row.item();
      OptionalLong total = totals.of(function.id());
      page.row();
      share(page, row.count(), ranking);
      page.code(cut(function.id().name()));
      page.number(Numbers.count(row.count()));
      page.number(
          total.isPresent()
              ? Numbers.percent(total.getAsLong(), ranking.total())
              : Numbers.UNKNOWN);
      page.number(Numbers.known(total));
      page.number(Numbers.count(function.calls()));
      page.number(
          function.id().isMain()
              ? Numbers.UNKNOWN
              : Numbers.perCall(row.count(), function.calls()));
      page.cell(cut(Places.declared(function.id(), profile.isOneFile())));
      made.addTo(page, made.of(function)).endRow();
    }
    if (ranking.rest().items() > 0) {
      page.asideRow();
      share(page, ranking.rest().count(), ranking);
      page.cell(Numbers.others(ranking, "function"));
      page.number(Numbers.count(ranking.rest().count()));
      page.number("").number("").number("").number("").cell("");
      made.addTo(page, "").endRow();
    }
    page.closeTable().closeDetails();
  }

  /** Where a function is declared. */
  static String declared(FunctionId id) {
    return cut(Places.declared(id, false));
  }

  /** Two cells: a bar, the longest for the largest row, and the percentage of the total. */
  static void share(HtmlPage page, long count, Ranking<?> ranking) {
    long most = ranking.rows().stream().mapToLong(Ranking.Row::count).max().orElse(0);
    String share = Numbers.percent(count, ranking.total());
    String title = Numbers.count(count) + " of " + Numbers.count(ranking.total()) + " instructions";
    page.bar(share, Numbers.percent(Math.min(count, most), most), title).number(share);
  }

  private static void footer(HtmlPage page, ReportOptions options) {
    page.note(
        "Exact counts. Lines at or above "
            + Numbers.threshold(options.threshold())
            + " %; --threshold 0 shows all. Schema "
            + JsonReport.FORMAT
            + "/"
            + JsonReport.VERSION
            + ".");
  }

  /** A text at most as long as leaves room for the numbers behind it. */
  static String brief(String text) {
    return new Glyphs(false).cutEnd(text, BRIEF_TEXT);
  }

  /** A text at most as long as is shown. */
  static String cut(String text) {
    return new Glyphs(false).cutEnd(text, LONGEST_TEXT);
  }
}
