package atlas.profiler.report;

import atlas.profiler.analysis.Scaling;
import atlas.profiler.analysis.Scaling.Row;
import atlas.profiler.analysis.Scaling.Rows;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A {@link Scaling} for people at a terminal. */
public final class TextScaling {
  static final int USUAL_ROWS = 20;
  static final String FUNCTIONS = "Functions, the fastest growing first";
  static final String LINES = "Lines, the fastest growing first";

  private final Scaling scaling;
  private final ReportOptions options;
  private final TextPage page;

  private TextScaling(Scaling scaling, ReportOptions options) {
    this.scaling = scaling;
    this.options = options;
    this.page = new TextPage(options);
  }

  /** The report. */
  public static String render(Scaling scaling, ReportOptions options) {
    return new TextScaling(scaling, options).render();
  }

  private String render() {
    String name = page.clean(scaling.largest().name());
    if (options.summary()) {
      return name + ": " + Growths.sentence(scaling) + "\n";
    }
    page.heading("Growth of " + name + " with " + scaling.variable());
    page.line("=".repeat(page.width()));
    page.table(runs());
    page.blank();
    page.heading(" " + Growths.sentence(scaling) + ".");
    functions();
    lines();
    return page.toString();
  }

  private TextTable runs() {
    TextTable table =
        page.table(
            Column.number(scaling.variable(), 0),
            Column.number("instructions", 0),
            Column.number("calls", 2),
            Column.number("max call depth", 3),
            Column.number("elapsed", 1));
    for (Scaling.Run run : scaling.runs()) {
      table.row(
          Numbers.count(run.size()),
          Numbers.count(run.profile().totals().instructions()),
          Numbers.count(run.profile().totals().calls()),
          Numbers.count(run.profile().totals().maxDepth()),
          Numbers.nanos(run.profile().timing().elapsedNanos()));
    }
    return table;
  }

  private void functions() {
    Rows<FunctionProfile> rows =
        scaling.functions(options.query(), options.rows(USUAL_ROWS, USUAL_ROWS));
    TextTable table = table(new Column("function", Kind.NAME, 12, 0), "calls", "");
    for (Row<FunctionProfile> row : rows.rows()) {
      table.row(cells(row, page.clean(row.item().id().name()), ""));
    }
    rest(rows, "function", 1, table);
    table(FUNCTIONS, rows, table);
  }

  private void lines() {
    Rows<LineProfile> rows = scaling.lines(options.query(), options.lines(USUAL_ROWS));
    boolean oneFile = scaling.largest().isOneFile();
    TextTable table = table(new Column("where", Kind.NAME, 10, 0), "hits", "source");
    for (Row<LineProfile> row : rows.rows()) {
      LineProfile line = row.item();
      String where = Places.of(scaling.largest(), line);
      table.row(cells(row, page.clean(where), page.clean(line.source().strip())));
    }
    rest(rows, "line", 2, table);
    table(LINES, rows, table);
  }

  private void table(String title, Rows<?> rows, TextTable table) {
    page.blank();
    page.heading(title + shown(rows));
    page.table(table);
  }

  /** How many of the rows there are. */
  static String shown(Rows<?> rows) {
    return rows.rest().items() == 0
        ? ": " + rows.size()
        : ": %d of %d".formatted(rows.rows().size(), rows.size());
  }

  /** Instructions in the largest run stay when space is short, those in others go. */
  private TextTable table(Column name, String times, String source) {
    List<Column> columns = new ArrayList<>();
    columns.add(new Column("growth", Kind.NAME, 8, 0));
    columns.add(Column.number("off by", 2));
    columns.addAll(counts(scaling.sizes()));
    columns.add(Column.number("%", 1));
    columns.add(name);
    columns.add(new Column(times, Kind.TEXT, 10, 3));
    columns.add(new Column(source, Kind.TEXT, 14, source.isEmpty() ? 0 : 4));
    return page.table(columns.toArray(Column[]::new));
  }

  private List<Column> counts(List<Long> sizes) {
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < sizes.size(); i++) {
      boolean isLast = i == sizes.size() - 1;
      String head = isLast ? "instr at " : "at ";
      int dispensable = isLast ? 0 : 5 + sizes.size() - i;
      columns.add(Column.number(head + Numbers.count(sizes.get(i)), dispensable));
    }
    return columns;
  }

  private String[] cells(Row<?> row, String name, String source) {
    List<String> cells = new ArrayList<>();
    cells.add(Growths.law(row.growth(), scaling.variable()));
    cells.add(Growths.deviation(row.growth()));
    row.counts().forEach(count -> cells.add(Numbers.count(count)));
    cells.add(Numbers.percent(row.count(), scaling.largest().totals().instructions()));
    cells.add(name);
    cells.add(Growths.times(row.timesGrowth(), scaling.variable()));
    cells.add(source);
    return cells.toArray(String[]::new);
  }

  /** What is left out, said in a column some places behind that of the names. */
  private void rest(Rows<?> rows, String what, int behindName, TextTable table) {
    if (rows.rest().items() == 0) {
      return;
    }
    List<String> cells = new ArrayList<>(Collections.nCopies(scaling.runs().size() + 6, ""));
    int last = scaling.runs().size() + 1;
    cells.set(last, Numbers.count(rows.rest().count()));
    cells.set(last + 1, Numbers.percent(rows.rest().count(), rows.total()));
    cells.set(last + 2 + behindName, Numbers.others(rows.rest(), what));
    table.rest(cells.toArray(String[]::new));
  }
}
