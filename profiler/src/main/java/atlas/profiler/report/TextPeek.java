package atlas.profiler.report;

import atlas.profiler.analysis.CallCosts;
import atlas.profiler.analysis.FunctionTotals;
import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.analysis.Rankings.Call;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.Profile;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Functions one by one, each between those that call it and what it calls. */
final class TextPeek {
  private final Profile profile;
  private final ReportOptions options;
  private final TextPage page;
  private final CallCosts costs;
  private final FunctionTotals totals;

  private TextPeek(Profile profile, ReportOptions options, TextPage page) {
    this.profile = profile;
    this.options = options;
    this.page = page;
    this.costs = CallCosts.of(profile);
    this.totals = FunctionTotals.of(profile);
  }

  static void write(Profile profile, ReportOptions options, TextPage page) {
    if (options.peek().isEmpty()) {
      return;
    }
    TextPeek peek = new TextPeek(profile, options, page);
    List<FunctionProfile> functions =
        profile.functions().stream()
            .filter(each -> each.id().name().contains(options.peek()))
            .toList();
    functions.forEach(peek::function);
    if (functions.isEmpty()) {
      page.blank();
      page.line("No executed function has '" + page.clean(options.peek()) + "' in its name.");
    }
  }

  private void function(FunctionProfile function) {
    FunctionId id = function.id();
    TextTable table =
        page.table(
            new Column("", Kind.TEXT, 10, 0),
            Column.number("calls", 0),
            Column.number("%", 2),
            Column.number("instructions", 0),
            new Column("line", Kind.NAME, 20, 0));
    rows(table, "called by", call -> call.function().filter(id::equals).isPresent(), true);
    OptionalLong total = totals.of(id);
    table.row(
        "itself",
        Numbers.count(function.calls()),
        "",
        Numbers.count(function.instructions()),
        page.clean(id.file() + ":" + id.line()));
    rows(table, "calls", call -> call.caller().equals(id), false);
    page.blank();
    page.heading(
        "Callers and callees of %s; %s instructions in total"
            .formatted(
                page.clean(id.name()),
                total.isPresent() ? Numbers.count(total.getAsLong()) : "unknown"));
    page.table(table);
  }

  private void rows(TextTable table, String how, Predicate<Call> wanted, boolean callers) {
    Ranking<Call> calls =
        Rankings.calls(profile, wanted, options.rows(Integer.MAX_VALUE, Integer.MAX_VALUE));
    for (var row : calls.rows()) {
      Call call = row.item();
      OptionalLong cost = costs.of(call);
      String place = page.clean(call.caller().name()) + ":" + call.line();
      table.row(
          how,
          Numbers.count(row.count()),
          Numbers.percent(row.count(), calls.total()),
          cost.isPresent() ? Numbers.count(cost.getAsLong()) : Numbers.UNKNOWN,
          callers ? place : place + "  " + page.clean(TextDetails.name(call)));
    }
  }
}
