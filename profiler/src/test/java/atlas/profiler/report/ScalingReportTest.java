package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.ScalingTest;
import atlas.profiler.analysis.Scaling;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The three forms of a report on growth are of one model. */
final class ScalingReportTest {
  private static final Scaling BUBBLE = ScalingTest.bubble();
  private static final ReportOptions ALL =
      ReportOptions.DEFAULT.withThreshold(0).withWidth(300).withAscii(true).withTop(1000);

  private static String count(JsonNode count) {
    return String.format(Locale.ROOT, "%,d", count.asLong());
  }

  /** A row as the tables have it, from the record of a function or line. */
  private static List<String> cells(JsonNode row, String counts, long total) {
    List<String> cells = new ArrayList<>();
    JsonNode growth = row.get(counts + "_growth");
    cells.add(off(growth));
    row.get(counts).forEach(each -> cells.add(count(each)));
    long last = row.get(counts).get(3).asLong();
    cells.add(String.format(Locale.ROOT, "%.2f", last * 100.0 / total));
    return cells;
  }

  private static String off(JsonNode growth) {
    return growth.has("formula")
        ? "exact"
        : String.format(Locale.ROOT, "%.1f %%", growth.get("deviation_percent").asDouble());
  }

  @ParameterizedTest
  @ValueSource(strings = {"functions", "lines"})
  void textHtmlAndJsonAgree(String part) throws Exception {
    String title = part.equals("lines") ? "Lines" : "Functions";
    String name = part.equals("lines") ? "where" : "function";
    String times = part.equals("lines") ? "hits" : "calls";
    String counts = part.equals("lines") ? "counts" : "instructions";
    JsonNode json = JsonMapper.builder().build().readTree(JsonScaling.render(BUBBLE));
    var text = ReportTables.ofText(TextScaling.render(BUBBLE, ALL), title);
    var html =
        ReportTables.ofHtml(HtmlScaling.render(BUBBLE, ALL), title + ", the fastest growing first");
    String[] all = {
      "growth", "off by", "at 10", "at 20", "at 50", "instr at 100", "%", name, times
    };
    assertEquals(text.columns(all), html.columns(all));
    String[] figures = {"off by", "at 10", "at 20", "at 50", "instr at 100", "%"};
    List<List<String>> expected = new ArrayList<>();
    long total = BUBBLE.largest().totals().instructions();
    json.get(part).forEach(row -> expected.add(cells(row, counts, total)));
    assertEquals(expected, text.columns(figures));
    List<String> formulas = new ArrayList<>();
    for (JsonNode row : json.get(part)) {
      formulas.add(row.get(times + "_growth").path("formula").asText());
    }
    List<List<String>> shown = text.columns(times);
    for (int i = 0; i < formulas.size(); i++) {
      String cell = shown.get(i).getFirst();
      assertEquals(formulas.get(i), cell.startsWith("~") ? "" : cell);
    }
  }

  @Test
  void golden() {
    Golden.check("scaling.txt", TextScaling.render(BUBBLE, ReportOptions.DEFAULT.withAscii(true)));
    Golden.check("scaling.html", HtmlScaling.render(BUBBLE, ReportOptions.DEFAULT));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 120})
  void noLineIsTooLong(int width) {
    String text = TextScaling.render(BUBBLE, ReportOptions.DEFAULT.withWidth(width));
    text.lines().forEach(line -> assertTrue(line.length() <= width, line));
    assertTrue(text.contains("instr at 100"), text);
  }

  @Test
  void aSummaryIsOneLine() {
    String text =
        TextScaling.render(BUBBLE, ReportOptions.DEFAULT.withForm(ReportOptions.Form.SUMMARY));
    assertEquals(1, text.lines().count());
    assertTrue(text.startsWith("test.atl: Instructions grow like n^"), text);
    assertFalse(
        HtmlScaling.render(BUBBLE, ReportOptions.DEFAULT.withForm(ReportOptions.Form.SUMMARY))
            .contains("<table"));
  }
}
