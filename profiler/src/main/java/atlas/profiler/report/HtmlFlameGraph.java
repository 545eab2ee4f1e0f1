package atlas.profiler.report;

import atlas.profiler.analysis.FlameGraph;
import atlas.profiler.analysis.FlameGraph.Box;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Calling contexts as a picture: static, with exact numbers where it is pointed at, in colours that
 * go with light and dark pages. It is made of plain boxes, because what clients make of a drawing
 * in SVG that they do not trust is its text without the drawing.
 */
final class HtmlFlameGraph {
  private static final int MOST_BOXES = 300;

  /** Boxes narrower than one of so many parts of the whole are drawn as one. */
  private static final int PARTS = 2000;

  private static final int MOST_ROWS = 40;
  private static final int ROW = 21;
  private static final int DEEPEST_INDENT = 24;

  /** Boxes narrower than one of so many parts of the whole have no room for a name. */
  private static final int LABELLED_PARTS = 60;

  private static final String GRAPH =
      "margin:6px 0;font-family:monospace;font-size:12px;line-height:20px;white-space:nowrap";
  private static final String BOX =
      "position:absolute;top:0;height:20px;box-sizing:border-box;overflow:hidden;"
          + "text-overflow:ellipsis;border-left:1px solid rgba(127,127,127,0.6);"
          + "border-radius:2px;";

  private HtmlFlameGraph() {}

  static void write(HtmlPage page, Profile profile) {
    int contexts = profile.details().contexts().nodes().size();
    if (contexts == 0) {
      return;
    }
    FlameGraph graph = FlameGraph.of(profile, MOST_BOXES, PARTS);
    page.openDetails("Flame graph: " + Numbers.count(contexts) + " calling contexts", true);
    page.raw("<div style=\"" + GRAPH + "\">\n");
    for (List<Box> row : rows(graph)) {
      page.raw("<div style=\"position:relative;height:" + ROW + "px\">");
      row.forEach(box -> box(page, box, graph.total()));
      page.raw("</div>\n");
    }
    page.raw("</div>\n<div style=\"opacity:0.65;font-size:12px\">");
    page.text(
        "Widths are instructions executed in a context and below it. A function that calls itself,"
            + " through others or not, stands once. The redder, the more of all instructions were"
            + " executed in it and not below.");
    page.raw("</div>\n");
    if (!profile.details().contexts().isComplete()) {
      page.note(TextContexts.INCOMPLETE);
    }
    page.closeDetails();
    table(page, profile);
  }

  /** The boxes by depth, without those that would be too narrow to be seen. */
  private static Collection<List<Box>> rows(FlameGraph graph) {
    return graph.boxes().stream()
        .filter(box -> box.width() >= graph.total() / PARTS)
        .collect(Collectors.groupingBy(Box::depth, TreeMap::new, Collectors.toList()))
        .values();
  }

  private static void box(HtmlPage page, Box box, long total) {
    double self = (double) box.self() / total;
    String colour = box.function().isPresent() ? HtmlPage.heat(self) : "127,127,127";
    page.raw("<div style=\"" + BOX + "left:" + part(box.from(), total) + "%;width:");
    page.raw(part(box.width(), total) + "%;background-color:rgba(" + colour + ",0.62)\" title=\"");
    page.text(title(box, total)).raw("\">");
    if (box.width() >= total / LABELLED_PARTS) {
      page.text(HtmlReport.cut(TextContexts.name(box)));
    }
    page.raw("</div>");
  }

  private static String title(Box box, long total) {
    String width =
        Numbers.count(box.width()) + " instructions, " + Numbers.percent(box.width(), total) + " %";
    if (box.function().isEmpty()) {
      return box.contexts() + " smaller contexts: " + width;
    }
    FunctionId id = box.function().get();
    return "%s (%s:%d): %s; itself %s; called %s"
        .formatted(
            HtmlReport.cut(id.name()),
            HtmlReport.cut(id.file()),
            id.line(),
            width,
            Numbers.count(box.self()),
            Numbers.times(box.calls()));
  }

  /** A count in per cent of the width, to a thousandth of a pixel on any screen. */
  private static String part(long count, long total) {
    return BigDecimal.valueOf(count)
        .multiply(BigDecimal.valueOf(100))
        .divide(BigDecimal.valueOf(total), 5, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static void table(HtmlPage page, Profile profile) {
    FlameGraph graph = FlameGraph.of(profile, MOST_ROWS, PARTS);
    page.openDetails("Calling contexts as a table").openTable();
    page.header(
        "",
        ">total %",
        ">total instructions",
        ">self %",
        ">calls",
        ">total per call",
        "context",
        "declared");
    for (Box box : graph.boxes()) {
      String share = Numbers.percent(box.width(), graph.total());
      page.row().bar(share, share, title(box, graph.total())).number(share);
      page.number(Numbers.count(box.width()));
      page.number(Numbers.percent(box.self(), graph.total()));
      boolean one = box.function().isPresent();
      page.number(one ? Numbers.count(box.calls()) : "");
      page.number(one ? Numbers.perCall(box.width(), box.calls()) : "");
      String indent = "\u00a0\u00a0".repeat(Math.min(box.depth(), DEEPEST_INDENT));
      page.code(indent + HtmlReport.cut(TextContexts.name(box)));
      page.cell(box.function().map(HtmlReport::declared).orElse("")).endRow();
    }
    page.closeTable().closeDetails();
  }
}
