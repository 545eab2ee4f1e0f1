package atlas.profiler.report;

import atlas.profiler.analysis.FlameGraph;
import atlas.profiler.analysis.FlameGraph.Box;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Calling contexts as a picture: static, with exact numbers where it is pointed at, in colours that
 * go with light and dark pages. Where pictures are stripped from untrusted output, the table below
 * it says the same.
 */
final class HtmlFlameGraph {
  private static final int MOST_BOXES = 300;

  /** Boxes narrower than one of so many parts of the whole are drawn as one. */
  private static final int PARTS = 2000;

  private static final int MOST_ROWS = 40;
  private static final int WIDTH = 1000;
  private static final int ROW = 20;
  private static final double GLYPH = 6.6;
  private static final int DEEPEST_INDENT = 24;

  /** Hues of functions, warm ones, translucent. */
  private static final String[] COLOURS = {
    "239,125,48", "232,160,48", "222,96,70", "242,178,74", "214,120,92", "236,142,96", "205,140,60"
  };

  private HtmlFlameGraph() {}

  static void write(HtmlPage page, Profile profile) {
    int contexts = profile.details().contexts().nodes().size();
    if (contexts == 0) {
      return;
    }
    FlameGraph graph = FlameGraph.of(profile, MOST_BOXES, PARTS);
    page.openDetails("Flame graph: " + Numbers.count(contexts) + " calling contexts", true);
    int height = graph.depth() * ROW;
    page.raw("<svg viewBox=\"0 0 " + WIDTH + " " + height + "\" width=\"100%\" role=\"img\"");
    page.raw(" style=\"display:block;margin:6px 0;max-width:" + WIDTH + "px\"");
    page.raw(" font-family=\"ui-monospace,monospace\" font-size=\"11\" fill=\"currentColor\">\n");
    for (Box box : graph.boxes()) {
      box(page, box, graph.total());
    }
    page.raw("</svg>\n");
    page.raw("<div style=\"opacity:0.65;font-size:12px\">");
    page.text(
        "Widths are instructions executed in a context and below it. A function that calls itself,"
            + " through others or not, stands once.");
    page.raw("</div>\n").closeDetails();
    table(page, profile);
  }

  private static void box(HtmlPage page, Box box, long total) {
    double width = WIDTH * (double) box.width() / total;
    String colour = box.function().map(HtmlFlameGraph::colour).orElse("127,127,127");
    String y = Integer.toString(box.depth() * ROW);
    page.raw("<g><title>").text(title(box, total)).raw("</title>");
    page.raw("<rect x=\"" + part(box.from(), total) + "\" y=\"" + y + "\" width=\"");
    page.raw(part(box.width(), total) + "\" height=\"" + (ROW - 1) + "\" rx=\"2\" fill=\"rgba(");
    page.raw(colour + ",0.62)\"/>");
    int letters = (int) ((width - 6) / GLYPH);
    if (letters >= 3) {
      String label = new Glyphs(false).cutEnd(TextContexts.name(box), letters);
      double x = WIDTH * (double) box.from() / total + 4;
      page.raw("<text x=\"" + fixed(x) + "\" y=\"" + (box.depth() * ROW + 13) + "\">");
      page.text(label).raw("</text>");
    }
    page.raw("</g>\n");
  }

  private static String title(Box box, long total) {
    String width =
        Numbers.count(box.width()) + " instructions, " + Numbers.percent(box.width(), total) + " %";
    if (box.function().isEmpty()) {
      return box.contexts() + " smaller contexts: " + width;
    }
    FunctionId id = box.function().get();
    return "%s (%s:%d): %s; itself %s; called %s times"
        .formatted(
            HtmlReport.cut(id.name()),
            HtmlReport.cut(id.file()),
            id.line(),
            width,
            Numbers.count(box.self()),
            Numbers.count(box.calls()));
  }

  private static String colour(FunctionId id) {
    return COLOURS[Math.floorMod((id.name() + id.line()).hashCode() * 31, COLOURS.length)];
  }

  /** A count as a part of the width, to a thousandth of a pixel. */
  private static String part(long count, long total) {
    return BigDecimal.valueOf(count)
        .multiply(BigDecimal.valueOf(WIDTH))
        .divide(BigDecimal.valueOf(total), 3, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String fixed(double value) {
    return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP).toPlainString();
  }

  private static void table(HtmlPage page, Profile profile) {
    FlameGraph graph = FlameGraph.of(profile, MOST_ROWS, PARTS);
    page.openDetails("Calling contexts as a table").openTable();
    page.header("", ">total %", ">total instructions", ">self %", ">calls", ">per call", "context");
    for (Box box : graph.boxes()) {
      String share = Numbers.percent(box.width(), graph.total());
      page.row().bar(share, share, title(box, graph.total())).number(share);
      page.number(Numbers.count(box.width()));
      page.number(Numbers.percent(box.self(), graph.total()));
      boolean one = box.function().isPresent();
      page.number(one ? Numbers.count(box.calls()) : "");
      page.number(one ? Numbers.perCall(box.width(), box.calls()) : "");
      String indent = "\u00a0\u00a0".repeat(Math.min(box.depth(), DEEPEST_INDENT));
      page.code(indent + HtmlReport.cut(TextContexts.name(box))).endRow();
    }
    page.closeTable().closeDetails();
  }
}
