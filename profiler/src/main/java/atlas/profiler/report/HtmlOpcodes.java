package atlas.profiler.report;

import atlas.profiler.analysis.Ranking;
import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.OpcodeCount;
import atlas.profiler.model.OpcodePair;
import atlas.profiler.model.Profile;
import java.util.Map;

/** Operations in HTML: all, by function, and which in a row. */
final class HtmlOpcodes {
  private static final int USUAL_ROWS = 25;
  private static final int FEW_ROWS = 10;
  private static final int MOST_ROWS = 60;

  private final HtmlPage page;

  private HtmlOpcodes(HtmlPage page) {
    this.page = page;
  }

  static void write(HtmlPage page, Profile profile, ReportOptions options) {
    HtmlOpcodes opcodes = new HtmlOpcodes(page);
    Ranking<OpcodeCount> all = Rankings.opcodes(profile, options.rows(USUAL_ROWS, MOST_ROWS));
    opcodes.open("Opcodes", all, "opcode");
    for (var row : all.rows()) {
      opcodes.row(all, row, row.item().name());
    }
    opcodes.close(all, "opcode");
    Ranking<Map.Entry<FunctionId, String>> byFunction =
        Rankings.opcodesByFunction(profile, options.query(), options.rows(FEW_ROWS, MOST_ROWS));
    opcodes.open("Opcodes by function", byFunction, "function", "opcode");
    for (var row : byFunction.rows()) {
      String function = HtmlReport.cut(row.item().getKey().name());
      opcodes.row(byFunction, row, function, row.item().getValue());
    }
    opcodes.close(byFunction, "row");
    Ranking<OpcodePair> pairs = Rankings.pairs(profile, options.rows(FEW_ROWS, MOST_ROWS));
    if (!pairs.rows().isEmpty()) {
      opcodes.open("Opcode pairs", pairs, "opcode", "next");
      for (var row : pairs.rows()) {
        opcodes.row(pairs, row, row.item().first(), row.item().second());
      }
      opcodes.close(pairs, "pair");
    }
  }

  private void open(String title, Ranking<?> ranking, String... names) {
    page.openDetails(TextReport.shown(title, ranking)).openTable();
    String[] header = new String[names.length + 3];
    System.arraycopy(new String[] {"", ">%", ">count"}, 0, header, 0, 3);
    System.arraycopy(names, 0, header, 3, names.length);
    page.header(header);
  }

  private void row(Ranking<?> ranking, Ranking.Row<?> row, String... names) {
    page.row();
    HtmlReport.share(page, row.count(), ranking);
    page.number(Numbers.count(row.count()));
    for (String name : names) {
      page.code(name);
    }
    page.endRow();
  }

  private void close(Ranking<?> ranking, String item) {
    if (ranking.rest().items() > 0) {
      page.asideRow();
      HtmlReport.share(page, ranking.rest().count(), ranking);
      page.number(Numbers.count(ranking.rest().count()));
      page.cell(Numbers.others(ranking, item)).endRow();
    }
    page.closeTable().closeDetails();
  }
}
