package atlas.profiler.report;

import atlas.profiler.analysis.CallCosts;
import atlas.profiler.analysis.FunctionTotals;
import atlas.profiler.analysis.Peek;
import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings.Call;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import java.util.List;

/** What {@link TextPeek} shows, in HTML; what gets too long stops with a note. */
final class HtmlPeek {
  private static final int MOST_ROWS = 25;
  private static final long LARGEST = 40_000;

  private final Profile profile;
  private final HtmlPage page;
  private final CallCosts costs;

  private HtmlPeek(HtmlPage page, Profile profile) {
    this.profile = profile;
    this.page = page;
    this.costs = CallCosts.of(profile);
  }

  static void write(HtmlPage page, Profile profile, ReportOptions options) {
    if (options.peek().isEmpty()) {
      return;
    }
    List<Peek> functions = Peek.of(profile, options.peek(), options.rows(MOST_ROWS, MOST_ROWS));
    if (functions.isEmpty()) {
      page.note(TextPeek.none(options));
    }
    HtmlPeek peek = new HtmlPeek(page, profile);
    FunctionTotals totals = FunctionTotals.of(profile);
    long largest = page.size() + LARGEST;
    for (int i = 0; i < functions.size(); i++) {
      if (page.size() > largest) {
        page.note("Functions left out here, whose names have it too: " + (functions.size() - i));
        return;
      }
      peek.function(functions.get(i), TextPeek.title(functions.get(i), totals));
    }
  }

  private void function(Peek peek, String title) {
    FunctionId id = peek.function().id();
    page.openDetails(HtmlReport.cut(title), true).openTable();
    page.header("", ">calls", ">%", ">instructions", "line", "callee");
    rows("called by", peek.callers(), false);
    page.row().cell("itself").number(Numbers.count(peek.function().calls())).number("");
    page.number(Numbers.count(peek.function().instructions()));
    page.cell(HtmlReport.declared(id)).cell("").endRow();
    rows("calls", peek.callees(), true);
    page.closeTable().closeDetails();
  }

  private void rows(String how, Ranking<Call> calls, boolean named) {
    for (var row : calls.rows()) {
      Call call = row.item();
      page.row().cell(how).number(Numbers.count(row.count()));
      page.number(Numbers.percent(row.count(), calls.total()));
      page.number(Numbers.known(costs.of(call)));
      page.cell(HtmlReport.cut(Places.full(profile, call.caller(), call.line())));
      page.code(named ? HtmlReport.cut(TextDetails.name(call)) : "").endRow();
    }
    if (calls.rest().items() > 0) {
      page.asideRow().cell(how).number(Numbers.count(calls.rest().count()));
      page.number(Numbers.percent(calls.rest().count(), calls.total())).number("");
      page.cell(Numbers.others(calls, "call")).cell("").endRow();
    }
  }
}
