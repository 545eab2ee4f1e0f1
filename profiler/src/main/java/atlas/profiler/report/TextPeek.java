package atlas.profiler.report;

import atlas.profiler.analysis.CallCosts;
import atlas.profiler.analysis.FunctionTotals;
import atlas.profiler.analysis.Peek;
import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings.Call;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;

/** Functions one by one, each between those that call it and what it calls. */
final class TextPeek {
  private final Profile profile;
  private final TextPage page;
  private final CallCosts costs;
  private final FunctionTotals totals;

  private TextPeek(Profile profile, TextPage page) {
    this.profile = profile;
    this.page = page;
    this.costs = CallCosts.of(profile);
    this.totals = FunctionTotals.of(profile);
  }

  static void write(Profile profile, ReportOptions options, TextPage page) {
    if (options.peek().isEmpty()) {
      return;
    }
    TextPeek peek = new TextPeek(profile, page);
    List<Peek> functions =
        Peek.of(profile, options.peek(), options.rows(Integer.MAX_VALUE, Integer.MAX_VALUE));
    functions.forEach(peek::function);
    if (functions.isEmpty()) {
      page.blank();
      page.line(page.clean(none(options)));
    }
  }

  /** What is said if there is nothing to show. */
  static String none(ReportOptions options) {
    return "No executed function has '" + options.peek() + "' in its name.";
  }

  private void function(Peek peek) {
    FunctionId id = peek.function().id();
    TextTable table =
        page.table(
            new Column("", Kind.TEXT, 10, 0),
            Column.number("calls", 0),
            Column.number("%", 2),
            Column.number("instructions", 0),
            new Column("line", Kind.NAME, 20, 0));
    rows(table, "called by", peek.callers(), this::place);
    table.row(
        "itself",
        Numbers.count(peek.function().calls()),
        "",
        Numbers.count(peek.function().instructions()),
        page.clean(Places.declared(id, false)));
    rows(table, "calls", peek.callees(), call -> place(call) + "  " + TextDetails.name(call));
    page.blank();
    page.heading(page.clean(title(peek, totals)));
    page.table(table);
  }

  /** The function, and all that it and what it called executed. */
  static String title(Peek peek, FunctionTotals totals) {
    OptionalLong total = totals.of(peek.function().id());
    return "Callers and callees of %s; %s instructions in total"
        .formatted(
            peek.function().id().name(),
            total.isPresent() ? Numbers.count(total.getAsLong()) : "unknown");
  }

  private void rows(
      TextTable table, String how, Ranking<Call> calls, Function<Call, String> shown) {
    for (var row : calls.rows()) {
      table.row(
          how,
          Numbers.count(row.count()),
          Numbers.percent(row.count(), calls.total()),
          Numbers.known(costs.of(row.item())),
          page.clean(shown.apply(row.item())));
    }
    if (calls.rest().items() > 0) {
      table.row(
          how,
          Numbers.count(calls.rest().count()),
          Numbers.percent(calls.rest().count(), calls.total()),
          "",
          Numbers.others(calls, "call"));
    }
  }

  private String place(Call call) {
    return Places.full(profile, call.caller(), call.line());
  }
}
