package atlas.profiler.report;

import atlas.profiler.analysis.CallCosts;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.Allocation;
import atlas.profiler.model.Branch;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Loop;
import atlas.profiler.model.Profile;

/**
 * Calls, values made, loops and branches in the HTML report, folded; left out if there are none.
 */
final class HtmlDetails {
  private static final int USUAL_ROWS = 20;
  private static final int MOST_ROWS = 40;

  private final HtmlPage page;
  private final Profile profile;
  private final ReportOptions options;

  private HtmlDetails(HtmlPage page, Profile profile, ReportOptions options) {
    this.page = page;
    this.profile = profile;
    this.options = options;
  }

  static void write(HtmlPage page, Profile profile, ReportOptions options) {
    HtmlDetails details = new HtmlDetails(page, profile, options);
    details.library();
    details.calls();
    details.allocations();
    details.loops();
    details.branches();
  }

  /** The values made alone. */
  static void writeAllocations(HtmlPage page, Profile profile, ReportOptions options) {
    new HtmlDetails(page, profile, options).allocations();
  }

  private void library() {
    var ranking = Rankings.library(profile, options.rows(USUAL_ROWS, MOST_ROWS));
    if (ranking.rows().isEmpty()) {
      return;
    }
    page.openDetails(TextReport.shown("Library", ranking)).openTable();
    page.header("library", ">calls", ">%", ">instr below", ">of all %");
    for (var row : ranking.rows()) {
      page.row().code(row.item().name()).number(Numbers.count(row.count()));
      page.number(Numbers.percent(row.count(), ranking.total()));
      page.number(TextDetails.below(row.item()));
      page.number(TextDetails.belowShare(row.item(), profile)).endRow();
    }
    if (ranking.rest().items() > 0) {
      page.asideRow().cell(Numbers.others(ranking, "function"));
      page.number(Numbers.count(ranking.rest().count()));
      page.number(Numbers.percent(ranking.rest().count(), ranking.total()));
      page.cell("").cell("").endRow();
    }
    page.closeTable().closeDetails();
  }

  private void calls() {
    var ranking = Rankings.calls(profile, options.query(), options.rows(USUAL_ROWS, MOST_ROWS));
    if (ranking.rows().isEmpty()) {
      return;
    }
    page.openDetails(TextReport.shown("Calls", ranking)).openTable();
    page.header("caller", "", "callee", "", ">calls", ">%", ">instructions in callee");
    CallCosts costs = CallCosts.of(profile);
    for (var row : ranking.rows()) {
      var call = row.item();
      page.row().cell(where(call.caller(), call.line())).cell("\u2192");
      page.code(HtmlReport.cut(TextDetails.name(call))).cell(TextDetails.kind(call.kind()));
      page.number(Numbers.count(row.count()));
      page.number(Numbers.percent(row.count(), ranking.total()));
      page.number(Numbers.known(costs.of(call))).endRow();
    }
    if (ranking.rest().items() > 0) {
      page.asideRow().cell("").cell("").cell(Numbers.others(ranking, "call")).cell("");
      page.number(Numbers.count(ranking.rest().count()));
      page.number(Numbers.percent(ranking.rest().count(), ranking.total())).number("").endRow();
    }
    page.closeTable().closeDetails();
  }

  private void allocations() {
    var ranking =
        Rankings.allocations(profile, options.query(), options.rows(USUAL_ROWS, MOST_ROWS));
    if (ranking.rows().isEmpty()) {
      return;
    }
    page.openDetails(TextReport.shown("Values made", ranking)).openTable();
    page.header("made", ">count", ">%", "where", "source");
    for (var row : ranking.rows()) {
      Allocation made = row.item();
      page.row().cell(made.kind()).number(Numbers.count(row.count()));
      page.number(Numbers.percent(row.count(), ranking.total()));
      place(made.function(), made.line());
    }
    if (ranking.rest().items() > 0) {
      page.asideRow().cell(Numbers.others(ranking, "place"));
      page.number(Numbers.count(ranking.rest().count()));
      page.number(Numbers.percent(ranking.rest().count(), ranking.total()));
      page.cell("").cell("").endRow();
    }
    page.closeTable().closeDetails();
  }

  private void loops() {
    var ranking = Rankings.loops(profile, options.query(), options.rows(USUAL_ROWS, MOST_ROWS));
    if (ranking.rows().isEmpty()) {
      return;
    }
    page.openDetails(TextReport.shown("Loops", ranking)).openTable();
    boolean known = TextDetails.anyKnown(ranking);
    if (known) {
      page.header(">entries", ">turns", ">average", ">least", ">most", "where", "source");
    } else {
      page.header(">entries", ">turns", ">average", "where", "source");
    }
    for (var row : ranking.rows()) {
      Loop loop = row.item();
      page.row().number(Numbers.count(loop.entries())).number(Numbers.count(loop.turns()));
      page.number(Numbers.perCall(loop.turns(), loop.entries()));
      if (known) {
        page.number(TextDetails.known(loop, Loop.Range::least));
        page.number(TextDetails.known(loop, Loop.Range::most));
      }
      place(loop.function(), loop.line());
    }
    page.closeTable();
    if (TextDetails.lacksTurns(ranking)) {
      page.note(TextDetails.TURNS_HINT);
    }
    page.closeDetails();
  }

  private void branches() {
    var ranking = Rankings.branches(profile, options.query(), options.rows(USUAL_ROWS, MOST_ROWS));
    if (ranking.rows().isEmpty()) {
      return;
    }
    page.openDetails(TextReport.shown("Branches", ranking)).openTable();
    page.header("where", ">yes", ">no", ">yes %", "", "condition");
    for (var row : ranking.rows()) {
      Branch branch = row.item();
      String percent = Numbers.taken(branch);
      page.row().cell(where(branch.function(), branch.line()));
      page.number(Numbers.count(branch.yes())).number(Numbers.count(branch.no()));
      page.number(percent).split(percent).code(branch.condition()).endRow();
    }
    page.closeTable().closeDetails();
  }

  private void place(FunctionId function, int line) {
    page.cell(where(function, line));
    page.code(HtmlReport.cut(profile.sourceLine(function.file(), line).strip())).endRow();
  }

  private String where(FunctionId function, int line) {
    return HtmlReport.cut(Places.full(profile, function, line));
  }
}
