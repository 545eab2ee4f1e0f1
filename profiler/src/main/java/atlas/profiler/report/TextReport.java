package atlas.profiler.report;

import atlas.profiler.analysis.FunctionTotals;
import atlas.profiler.analysis.Query;
import atlas.profiler.analysis.Query.Sort;
import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Profile;
import atlas.profiler.report.ReportOptions.Extra;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;
import java.io.IOException;
import java.io.Writer;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The report for people at a terminal (design §5): totals, hot lines with their source text,
 * functions, opcodes. Every table ends with a row for what it leaves out, so that its counts add up
 * to the total.
 */
public final class TextReport implements ReportWriter {
  private static final int ALL = Integer.MAX_VALUE;
  private static final int USUAL_FUNCTIONS = 20;

  @Override
  public void write(Profile profile, ReportOptions options, Writer out) throws IOException {
    out.write(
        switch (options.form()) {
          case SUMMARY -> summary(profile, options) + "\n";
          case ANSWER -> answer(profile, options);
          case REPORT -> full(profile, options);
        });
  }

  /** One line: instructions, time, instructions per second, and what stopped the run. */
  private static String summary(Profile profile, ReportOptions options) {
    String name = new Glyphs(options.ascii()).clean(profile.name());
    return TextHeader.TITLE + name + ": " + figures(profile, options);
  }

  private static String figures(Profile profile, ReportOptions options) {
    Glyphs glyphs = new Glyphs(options.ascii());
    String line =
        Numbers.count(profile.totals().instructions())
            + " instructions, "
            + Numbers.nanos(profile.timing().elapsedNanos())
            + ", "
            + Numbers.rate(profile)
            + " instructions/s";
    return profile
        .stopped()
        .map(stop -> line + ", stopped by " + stop.cause() + " at " + glyphs.clean(stop.place()))
        .orElse(line);
  }

  private static String full(Profile profile, ReportOptions options) {
    TextPage page = new TextPage(options);
    TextHeader.write(profile, page);
    page.blank();
    lines(profile, options, page);
    AdviceTable.write(profile, options, page);
    page.blank();
    functions(profile, options, page);
    RegionTable.write(profile, page);
    TextTimes.write(profile, options, page);
    TextContexts.write(profile, options, page);
    TextPeek.write(profile, options, page);
    TextDetails.write(profile, options, page);
    TextOpcodes.write(profile, options, page);
    page.blank();
    page.aside(
        "Sums: lines = functions = opcodes = locations = "
            + Numbers.count(profile.totals().instructions()));
    extras(profile, options, page);
    return page.toString();
  }

  /** What a query asks for. */
  private static String answer(Profile profile, ReportOptions options) {
    TextPage page = new TextPage(options);
    TextHeader.title(profile, page);
    page.aside(" " + figures(profile, options));
    if (options.peek().isEmpty()) {
      page.blank();
      lines(profile, options, page);
      page.blank();
      functions(profile, options, page);
      if (options.byAllocs()) {
        TextDetails.writeAllocations(profile, options, page);
      }
    } else {
      TextPeek.write(profile, options, page);
    }
    extras(profile, options, page);
    return page.toString();
  }

  private static void extras(Profile profile, ReportOptions options, TextPage page) {
    if (options.extras().contains(Extra.SOURCE)) {
      TextAnnotation.write(profile, page);
    }
    if (options.extras().contains(Extra.LEGEND)) {
      Legend.write(page);
    }
  }

  private static void lines(Profile profile, ReportOptions options, TextPage page) {
    Ranking<LineProfile> ranking = Rankings.lines(profile, options.query(), options.lines(ALL));
    MadeColumn made = new MadeColumn(profile, options, 5);
    TextTable table =
        page.table(
            made.columns(
                Column.number("rank", 0),
                Column.number("instr", 0),
                Column.number("%", 0),
                Column.number("cum %", 2),
                Column.number("hits", 3),
                new Column("where", Kind.NAME, 10, 1),
                new Column("source", Kind.TEXT, 14, 4)));
    for (var row : ranking.rows()) {
      LineProfile line = row.item();
      table.row(
          made.cells(
              made.of(line),
              Integer.toString(row.rank()),
              Numbers.count(row.count()),
              Numbers.percent(row.count(), ranking.total()),
              Numbers.percent(row.cumulative(), ranking.total()),
              Numbers.count(line.hits()),
              page.clean(Places.of(profile, line)),
              page.clean(line.source().strip())));
    }
    if (ranking.rest().items() > 0) {
      table.rest(
          made.cells(
              "",
              "-",
              Numbers.count(ranking.rest().count()),
              Numbers.percent(ranking.rest().count(), ranking.total()),
              Numbers.percent(ranking.total(), ranking.total()),
              "",
              "",
              Numbers.others(ranking, "line")));
    }
    page.heading(title(ranking, options));
    page.table(table);
  }

  /** Which lines are shown. */
  static String title(Ranking<LineProfile> ranking, ReportOptions options) {
    Query query = options.query();
    boolean isNone = ranking.rows().isEmpty() && ranking.rest().items() > 0;
    boolean byAllocs = query.sort() == Sort.ALLOCS;
    String threshold =
        options.threshold() == 0
            ? ""
            : ", at or above "
                + Numbers.threshold(options.threshold())
                + (byAllocs ? " % of values made" : " %");
    boolean asUsual = query.sort() == Sort.INSTR || query.sort() == Sort.TOTAL;
    return "Hot lines: "
        + ranking.rows().size()
        + " of "
        + ranking.size()
        + " executed"
        + threshold
        + (asUsual ? "" : ", by " + query.sort().id())
        + filters(query)
        + (isNone && query.filters().isEmpty() && !byAllocs ? "; --threshold 0 shows all" : "");
  }

  /** Which functions are shown. */
  static String functionsTitle(Ranking<FunctionProfile> ranking, ReportOptions options) {
    Query query = options.query();
    String order = query.sort() == Sort.INSTR ? "" : ", by " + query.sort().ofFunctions();
    return shown("Functions", ranking) + order + filters(query);
  }

  /** What the user restricts the rows to. */
  private static String filters(Query query) {
    return query.filters().stream().map(each -> ", " + each).collect(Collectors.joining());
  }

  private static void functions(Profile profile, ReportOptions options, TextPage page) {
    Ranking<FunctionProfile> ranking =
        Rankings.functions(profile, options.query(), options.rows(USUAL_FUNCTIONS, ALL));
    boolean oneFile = profile.isOneFile();
    MadeColumn made = new MadeColumn(profile, options, 3);
    TextTable table =
        page.table(
            made.columns(
                new Column("function", Kind.NAME, 20, 0),
                // Functions of several files, and the top level of each, differ by it alone.
                new Column("declared", Kind.NAME, 12, oneFile ? 5 : 1),
                Column.number("calls", 2),
                Column.number("self instr", 0),
                Column.number("self %", 0),
                Column.number("total instr", 3),
                Column.number("total %", 3),
                Column.number("per call", 4)));
    FunctionTotals totals = FunctionTotals.of(profile);
    for (var row : ranking.rows()) {
      FunctionProfile function = row.item();
      OptionalLong total = totals.of(function.id());
      boolean main = function.id().isMain();
      table.row(
          made.cells(
              made.of(function),
              page.clean(function.id().name()),
              page.clean(Places.declared(function.id(), oneFile)),
              Numbers.count(function.calls()),
              Numbers.count(row.count()),
              Numbers.percent(row.count(), ranking.total()),
              Numbers.known(total),
              total.isPresent()
                  ? Numbers.percent(total.getAsLong(), ranking.total())
                  : Numbers.UNKNOWN,
              main ? Numbers.UNKNOWN : Numbers.perCall(row.count(), function.calls())));
    }
    if (ranking.rest().items() > 0) {
      table.rest(
          made.cells(
              "",
              Numbers.others(ranking, "function"),
              "",
              "",
              Numbers.count(ranking.rest().count()),
              Numbers.percent(ranking.rest().count(), ranking.total()),
              "",
              "",
              ""));
    }
    page.heading(functionsTitle(ranking, options));
    page.table(table);
  }

  static String shown(String what, Ranking<?> ranking) {
    return ranking.rest().items() == 0
        ? what + ": " + ranking.size()
        : what + ": top " + ranking.rows().size() + " of " + ranking.size();
  }
}
