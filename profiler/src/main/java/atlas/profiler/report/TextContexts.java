package atlas.profiler.report;

import atlas.profiler.analysis.FlameGraph;
import atlas.profiler.analysis.FlameGraph.Box;
import atlas.profiler.model.CallTree;
import atlas.profiler.model.Profile;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;

/** Calling contexts as a tree of text: a flame graph for terminals. */
final class TextContexts {
  private static final int USUAL_ROWS = 30;
  private static final int DEEP = 12;
  private static final int HUNDRED = 100;
  private static final int BAR_CELLS = 16;

  /** Below contexts that were not all told apart. */
  static final String INCOMPLETE =
      CallTree.ELSEWHERE.name() + ": calls when there were too many contexts to follow more";

  private TextContexts() {}

  static void write(Profile profile, ReportOptions options, TextPage page) {
    int contexts = profile.details().contexts().nodes().size();
    if (contexts == 0) {
      return;
    }
    double threshold = Math.max(options.threshold(), 0.001);
    FlameGraph graph =
        FlameGraph.of(
            profile,
            options.top().orElse(USUAL_ROWS),
            (int) Math.clamp(HUNDRED / threshold, 1, Integer.MAX_VALUE));
    boolean oneFile = profile.isOneFile();
    TextTable table =
        page.table(
            Column.number("total instr", 0),
            Column.number("total %", 0),
            Column.number("self %", 2),
            Column.number("calls", 3),
            new Column("context", Kind.NAME, 20, 0),
            new Column("declared", Kind.NAME, 12, oneFile ? 5 : 1),
            new Column("", Kind.TEXT, 10, 4));
    for (Box box : graph.boxes()) {
      table.row(
          Numbers.count(box.width()),
          Numbers.percent(box.width(), graph.total()),
          Numbers.percent(box.self(), graph.total()),
          box.function().isPresent() ? Numbers.count(box.calls()) : "",
          indent(box.depth()) + page.clean(name(box)),
          box.function().map(id -> page.clean(Places.declared(id, oneFile))).orElse(""),
          page.bar(box.width(), graph.total(), BAR_CELLS));
    }
    page.blank();
    page.heading("Calling contexts: %s; recursion counts once".formatted(Numbers.count(contexts)));
    page.table(table);
    if (!profile.details().contexts().isComplete()) {
      page.aside(" " + INCOMPLETE);
    }
  }

  /** Deep contexts say how deep they are. */
  private static String indent(int depth) {
    return depth <= DEEP ? "  ".repeat(depth) : "  ".repeat(DEEP) + depth + ": ";
  }

  /** What a box is called. */
  static String name(Box box) {
    return box.function()
        .map(function -> function.name())
        .orElseGet(() -> "(" + box.contexts() + " smaller)");
  }
}
