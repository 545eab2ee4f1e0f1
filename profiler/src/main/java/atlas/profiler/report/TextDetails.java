package atlas.profiler.report;

import atlas.profiler.analysis.CallCosts;
import atlas.profiler.analysis.Query;
import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.Allocation;
import atlas.profiler.model.Branch;
import atlas.profiler.model.CallSite;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.LibraryUse;
import atlas.profiler.model.Loop;
import atlas.profiler.model.Profile;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Calls, values made, loops and branches in the text report; a table is left out if it is empty.
 */
final class TextDetails {
  static final int USUAL_ROWS = 10;

  /** Below loops of which something is not known. */
  static final String TURNS_HINT = "--loops counts the least and most turns of every loop";

  private final Profile profile;
  private final ReportOptions options;
  private final Query query;
  private final TextPage page;

  private TextDetails(Profile profile, ReportOptions options, TextPage page) {
    this.profile = profile;
    this.options = options;
    this.query = options.query();
    this.page = page;
  }

  static void write(Profile profile, ReportOptions options, TextPage page) {
    TextDetails details = new TextDetails(profile, options, page);
    details.library();
    details.calls();
    details.allocations();
    details.loops();
    details.branches();
  }

  /** The values made alone. */
  static void writeAllocations(Profile profile, ReportOptions options, TextPage page) {
    new TextDetails(profile, options, page).allocations();
  }

  private void library() {
    var ranking = Rankings.library(profile, options.rows(USUAL_ROWS, Integer.MAX_VALUE));
    TextTable table =
        page.table(
            new Column("library", Kind.NAME, 12, 0),
            Column.number("calls", 0),
            Column.number("%", 1),
            Column.number("instr below", 2),
            Column.number("of all %", 2));
    for (var row : ranking.rows()) {
      LibraryUse use = row.item();
      table.row(
          use.name(),
          Numbers.count(row.count()),
          Numbers.percent(row.count(), ranking.total()),
          below(use),
          belowShare(use, profile));
    }
    if (ranking.rest().items() > 0) {
      table.rest(
          Numbers.others(ranking, "function"),
          Numbers.count(ranking.rest().count()),
          Numbers.percent(ranking.rest().count(), ranking.total()),
          "",
          "");
    }
    show("Library", ranking, table);
  }

  /** The instructions below; nothing if there cannot be any, a dash if they are not known. */
  static String below(LibraryUse use) {
    return use.callsBack() ? Numbers.known(use.below()) : "";
  }

  /** Their share of all instructions. */
  static String belowShare(LibraryUse use, Profile profile) {
    if (!use.callsBack() || use.below().isEmpty()) {
      return below(use);
    }
    return Numbers.percent(use.below().getAsLong(), profile.totals().instructions());
  }

  private void calls() {
    var ranking = Rankings.calls(profile, query, options.rows(USUAL_ROWS, Integer.MAX_VALUE));
    TextTable table =
        page.table(
            new Column("caller", Kind.NAME, 12, 0),
            new Column("callee", Kind.NAME, 12, 0),
            new Column("kind", Kind.TEXT, 8, 4),
            Column.number("calls", 0),
            Column.number("%", 2),
            Column.number("instr in callee", 3));
    CallCosts costs = CallCosts.of(profile);
    for (var row : ranking.rows()) {
      table.row(
          where(row.item().caller(), row.item().line()),
          page.clean(name(row.item())),
          kind(row.item().kind()),
          Numbers.count(row.count()),
          Numbers.percent(row.count(), ranking.total()),
          Numbers.known(costs.of(row.item())));
    }
    if (ranking.rest().items() > 0) {
      table.rest(
          Numbers.others(ranking, "call"),
          "",
          "",
          Numbers.count(ranking.rest().count()),
          Numbers.percent(ranking.rest().count(), ranking.total()),
          "");
    }
    show("Calls", ranking, table);
  }

  /** What is called, as reports show it. */
  static String name(Rankings.Call call) {
    return switch (call.kind()) {
      case FUNCTION, LIBRARY -> call.callee();
      case METHOD -> "." + call.callee();
      case VALUE -> call.callee();
    };
  }

  /** What is known of a callee, in a word. */
  static String kind(CallSite.Kind kind) {
    return switch (kind) {
      case FUNCTION -> "";
      case LIBRARY -> "library";
      case METHOD -> "method";
      case VALUE -> "by value";
    };
  }

  private void allocations() {
    Ranking<Allocation> ranking =
        Rankings.allocations(profile, query, options.rows(USUAL_ROWS, Integer.MAX_VALUE));
    TextTable table =
        page.table(
            new Column("made", Kind.NAME, 19, 0),
            Column.number("count", 0),
            Column.number("%", 2),
            new Column("where", Kind.NAME, 10, 0),
            new Column("source", Kind.TEXT, 14, 4));
    for (var row : ranking.rows()) {
      Allocation made = row.item();
      table.row(
          made.kind(),
          Numbers.count(row.count()),
          Numbers.percent(row.count(), ranking.total()),
          where(made.function(), made.line()),
          source(made.function(), made.line()));
    }
    if (ranking.rest().items() > 0) {
      table.rest(
          Numbers.others(ranking, "place"),
          Numbers.count(ranking.rest().count()),
          Numbers.percent(ranking.rest().count(), ranking.total()),
          "",
          "");
    }
    show("Values made", ranking, table);
  }

  private void loops() {
    Ranking<Loop> ranking =
        Rankings.loops(profile, query, options.rows(USUAL_ROWS, Integer.MAX_VALUE));
    boolean known = anyKnown(ranking);
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("loop", Kind.NAME, 10, 0));
    columns.add(Column.number("entries", 0));
    columns.add(Column.number("turns", 0));
    columns.add(Column.number("average", 2));
    if (known) {
      columns.add(Column.number("least", 3));
      columns.add(Column.number("most", 3));
    }
    columns.add(new Column("source", Kind.TEXT, 14, 4));
    TextTable table = page.table(columns.toArray(Column[]::new));
    for (var row : ranking.rows()) {
      Loop loop = row.item();
      List<String> cells = new ArrayList<>();
      cells.add(where(loop.function(), loop.line()));
      cells.add(Numbers.count(loop.entries()));
      cells.add(Numbers.count(loop.turns()));
      cells.add(Numbers.perCall(loop.turns(), loop.entries()));
      if (known) {
        cells.add(known(loop, Loop.Range::least));
        cells.add(known(loop, Loop.Range::most));
      }
      cells.add(source(loop.function(), loop.line()));
      table.row(cells.toArray(String[]::new));
    }
    show("Loops", ranking, table);
    if (lacksTurns(ranking)) {
      page.aside(" " + TURNS_HINT);
    }
  }

  /** Whether of any loop they are not known. */
  static boolean lacksTurns(Ranking<Loop> loops) {
    return loops.rows().stream().anyMatch(row -> row.item().range().isEmpty());
  }

  /** Whether of any loop the least and the most turns are known. */
  static boolean anyKnown(Ranking<Loop> loops) {
    return loops.rows().stream().anyMatch(row -> row.item().range().isPresent());
  }

  /** The least or most turns of a loop, if they are known. */
  static String known(Loop loop, ToLongFunction<Loop.Range> end) {
    return loop.range().map(r -> Numbers.count(end.applyAsLong(r))).orElse(Numbers.UNKNOWN);
  }

  private void branches() {
    Ranking<Branch> ranking =
        Rankings.branches(profile, query, options.rows(USUAL_ROWS, Integer.MAX_VALUE));
    TextTable table =
        page.table(
            new Column("branch", Kind.NAME, 10, 0),
            Column.number("yes", 0),
            Column.number("no", 0),
            Column.number("yes %", 0),
            new Column("condition", Kind.TEXT, 14, 4));
    for (var row : ranking.rows()) {
      Branch branch = row.item();
      table.row(
          where(branch.function(), branch.line()),
          Numbers.count(branch.yes()),
          Numbers.count(branch.no()),
          Numbers.taken(branch),
          page.clean(branch.condition()));
    }
    show("Branches", ranking, table);
  }

  private void show(String title, Ranking<?> ranking, TextTable table) {
    if (!ranking.rows().isEmpty()) {
      page.blank();
      page.heading(TextReport.shown(title, ranking));
      page.table(table);
    }
  }

  private String where(FunctionId function, int line) {
    return page.clean(Places.of(profile, function, line));
  }

  private String source(FunctionId function, int line) {
    return page.clean(profile.sourceLine(function.file(), line).strip());
  }
}
