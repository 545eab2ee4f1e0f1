package atlas.profiler.report;

import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.OpcodeCount;
import atlas.profiler.model.OpcodePair;
import atlas.profiler.model.Profile;
import atlas.profiler.report.ReportOptions.Extra;
import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;
import java.util.Arrays;
import java.util.Map;

/** Operations in the text report: how often each one; on demand by function, and which in a row. */
final class TextOpcodes {
  private static final int USUAL_ROWS = 8;
  private static final int MORE_ROWS = 20;

  private final Profile profile;
  private final ReportOptions options;
  private final TextPage page;

  private TextOpcodes(Profile profile, ReportOptions options, TextPage page) {
    this.profile = profile;
    this.options = options;
    this.page = page;
  }

  static void write(Profile profile, ReportOptions options, TextPage page) {
    TextOpcodes opcodes = new TextOpcodes(profile, options, page);
    opcodes.all();
    if (options.extras().contains(Extra.OPCODES)) {
      opcodes.byFunction();
      opcodes.pairs();
    }
  }

  private void all() {
    Ranking<OpcodeCount> ranking =
        Rankings.opcodes(profile, options.rows(USUAL_ROWS, Integer.MAX_VALUE));
    TextTable table = table(new Column("opcode", Kind.NAME, 19, 0));
    for (var row : ranking.rows()) {
      row(table, ranking, row, row.item().name());
    }
    show("Opcodes", "opcode", 1, ranking, table);
  }

  private void byFunction() {
    Ranking<Map.Entry<FunctionId, String>> ranking =
        Rankings.opcodesByFunction(
            profile, options.query(), options.rows(MORE_ROWS, Integer.MAX_VALUE));
    TextTable table =
        table(new Column("function", Kind.NAME, 12, 0), new Column("opcode", Kind.NAME, 19, 0));
    for (var row : ranking.rows()) {
      String function = page.clean(row.item().getKey().name());
      row(table, ranking, row, function, row.item().getValue());
    }
    show("Opcodes by function", "row", 2, ranking, table);
  }

  private void pairs() {
    Ranking<OpcodePair> ranking =
        Rankings.pairs(profile, options.rows(MORE_ROWS, Integer.MAX_VALUE));
    TextTable table =
        table(new Column("opcode", Kind.NAME, 12, 0), new Column("next", Kind.NAME, 12, 0));
    for (var row : ranking.rows()) {
      row(table, ranking, row, row.item().first(), row.item().second());
    }
    show("Opcode pairs", "pair", 2, ranking, table);
  }

  private TextTable table(Column... names) {
    Column[] columns = Arrays.copyOf(names, names.length + 3);
    columns[names.length] = Column.number("count", 0);
    columns[names.length + 1] = Column.number("%", 0);
    columns[names.length + 2] = new Column("", Kind.TEXT, TextPage.BAR_CELLS, 1);
    return page.table(columns);
  }

  private void row(TextTable table, Ranking<?> ranking, Ranking.Row<?> row, String... names) {
    String[] cells = Arrays.copyOf(names, names.length + 3);
    cells[names.length] = Numbers.count(row.count());
    cells[names.length + 1] = Numbers.percent(row.count(), ranking.total());
    cells[names.length + 2] = page.bar(row.count(), ranking.total());
    table.row(cells);
  }

  private void show(String title, String item, int names, Ranking<?> ranking, TextTable table) {
    if (ranking.rest().items() > 0) {
      String[] cells = new String[names + 3];
      Arrays.fill(cells, "");
      cells[0] = Numbers.others(ranking, item);
      cells[names] = Numbers.count(ranking.rest().count());
      cells[names + 1] = Numbers.percent(ranking.rest().count(), ranking.total());
      table.rest(cells);
    }
    page.blank();
    page.heading(TextReport.shown(title, ranking));
    page.table(table);
  }
}
