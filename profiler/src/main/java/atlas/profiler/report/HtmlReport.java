package atlas.profiler.report;

import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.OpcodeCount;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Stop;
import java.io.IOException;
import java.io.Writer;

/**
 * The report for notebook cells: one {@code <div class="atlas-profile">}, complete without a
 * script. Its numbers are those of the text form. Always under 200 KB: tables have a most of rows,
 * with what is left out in their last row, and annotated source stops with a note.
 */
public final class HtmlReport implements ReportWriter {
  private static final int MOST_LINES = 60;
  private static final int USUAL_ROWS = 25;
  private static final int MOST_ROWS = 60;
  private static final int LONGEST_TEXT = 160;

  private static final String STRIP =
      "padding:6px 10px;margin:2px 0 6px 0;background-color:rgba(127,127,127,0.12)";
  private static final String BANNER =
      "padding:6px 10px;margin:2px 0 6px 0;background-color:rgba(220,38,38,0.18)";

  @Override
  public void write(Profile profile, ReportOptions options, Writer out) throws IOException {
    HtmlPage page = new HtmlPage();
    page.raw("<div class=\"atlas-profile\" style=\"font-family:sans-serif;line-height:1.4\">\n");
    header(page, profile);
    profile.stopped().ifPresent(stop -> banner(page, stop));
    if (!options.summary()) {
      lines(page, profile, options);
      functions(page, profile, options);
      opcodes(page, profile, options);
      HtmlAnnotation.write(page, profile);
      footer(page, options);
    }
    page.raw("</div>\n");
    out.write(page.toString());
  }

  private static void header(HtmlPage page, Profile profile) {
    page.raw("<div style=\"" + STRIP + "\"><strong>").text("Profile of " + cut(profile.name()));
    page.raw("</strong><br>");
    fact(page, "instructions", Numbers.count(profile.totals().instructions()));
    fact(page, "calls", Numbers.count(profile.totals().calls()));
    fact(page, "max call depth", Numbers.count(profile.totals().maxDepth()));
    fact(page, "max value-stack depth", Numbers.count(profile.totals().maxStackDepth()));
    page.raw("<br>");
    fact(page, "elapsed", Numbers.nanos(profile.timing().elapsedNanos()));
    fact(page, "instructions/s", Numbers.rate(profile));
    profile.timing().compileNanos().ifPresent(t -> fact(page, "compile", Numbers.nanos(t)));
    profile.timing().gcNanos().ifPresent(t -> fact(page, "gc", Numbers.nanos(t)));
    page.raw("</div>\n");
  }

  private static void fact(HtmlPage page, String label, String value) {
    page.raw("<span style=\"margin-right:16px;white-space:nowrap\"><span style=\"opacity:0.7\">");
    page.text(label).raw("</span> <strong>").text(value).raw("</strong></span> ");
  }

  private static void banner(HtmlPage page, Stop stop) {
    page.raw("<div style=\"" + BANNER + "\">stopped by <strong>").text(stop.cause());
    page.raw("</strong> at ").text(cut(stop.place())).raw("<br>").text(cut(stop.message()));
    page.raw("</div>\n");
  }

  private static void lines(HtmlPage page, Profile profile, ReportOptions options) {
    Ranking<LineProfile> ranking = Rankings.lines(profile, options.lines(MOST_LINES));
    page.openTable();
    page.header(">#", ">instructions", ">%", "", ">cum %", ">hits", "where", "source");
    for (var row : ranking.rows()) {
      LineProfile line = row.item();
      page.raw("<tr>").number(Integer.toString(row.rank()));
      share(page, row.count(), ranking.total());
      page.number(Numbers.percent(row.cumulative(), ranking.total()));
      page.number(Numbers.count(line.hits()));
      page.cell(cut(line.function() + " " + line.file() + ":" + line.line()));
      page.code(cut(line.source().strip())).raw("</tr>\n");
    }
    page.raw("<tr style=\"opacity:0.7\">").number("-");
    share(page, ranking.rest().count(), ranking.total());
    page.number(Numbers.percent(ranking.total(), ranking.total()));
    page.number("").cell("").cell(Numbers.others(ranking, "line"));
    page.raw("</tr>\n").closeTable();
  }

  private static void functions(HtmlPage page, Profile profile, ReportOptions options) {
    Ranking<FunctionProfile> ranking =
        Rankings.functions(profile, options.rows(USUAL_ROWS, MOST_ROWS));
    page.openDetails("Functions (" + ranking.size() + ")").openTable();
    page.header("function", "declared", ">calls", ">self instructions", ">%", "", ">per call");
    for (var row : ranking.rows()) {
      FunctionProfile function = row.item();
      page.raw("<tr>").code(cut(function.id().name()));
      page.cell(cut(function.id().file() + ":" + function.id().line()));
      page.number(Numbers.count(function.calls()));
      share(page, row.count(), ranking.total());
      page.number(
          function.id().isMain()
              ? Numbers.UNKNOWN
              : Numbers.perCall(row.count(), function.calls()));
      page.raw("</tr>\n");
    }
    if (ranking.rest().items() > 0) {
      page.raw("<tr style=\"opacity:0.7\">").cell(Numbers.others(ranking, "function"));
      page.cell("").number("");
      share(page, ranking.rest().count(), ranking.total());
      page.number("").raw("</tr>\n");
    }
    page.closeTable().closeDetails();
  }

  private static void opcodes(HtmlPage page, Profile profile, ReportOptions options) {
    Ranking<OpcodeCount> ranking = Rankings.opcodes(profile, options.rows(USUAL_ROWS, MOST_ROWS));
    page.openDetails("Opcodes (" + ranking.size() + ")").openTable();
    page.header("opcode", ">count", ">%", "");
    for (var row : ranking.rows()) {
      page.raw("<tr>").code(row.item().name());
      share(page, row.count(), ranking.total());
      page.raw("</tr>\n");
    }
    if (ranking.rest().items() > 0) {
      page.raw("<tr style=\"opacity:0.7\">").cell(Numbers.others(ranking, "opcode"));
      share(page, ranking.rest().count(), ranking.total());
      page.raw("</tr>\n");
    }
    page.closeTable().closeDetails();
  }

  /** Three cells: a count, its percentage, and the bar of it. */
  private static void share(HtmlPage page, long count, long total) {
    String percent = Numbers.percent(count, total);
    page.number(Numbers.count(count)).number(percent);
    page.bar(percent, Numbers.count(count) + " of " + Numbers.count(total) + " instructions");
  }

  private static void footer(HtmlPage page, ReportOptions options) {
    page.raw("<div style=\"opacity:0.7;font-size:85%\">")
        .text(
            "Exact counts. Lines at or above "
                + Numbers.threshold(options.threshold())
                + " %; --threshold 0 shows all. Schema "
                + JsonReport.FORMAT
                + "/"
                + JsonReport.VERSION
                + ".")
        .raw("</div>\n");
  }

  /** A text at most as long as is shown. */
  static String cut(String text) {
    return new Glyphs(false).cutEnd(text, LONGEST_TEXT);
  }
}
