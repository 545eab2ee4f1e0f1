package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.Runs;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Profiles;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text, HTML and JSON say the same. */
final class AgreementTest {
  private static final Pattern CELL = Pattern.compile("<td[^>]*>(.*?)</td>");

  /** The rows of a table of the text report: the numbers with which each begins. */
  private static List<List<Long>> text(Profile profile, ReportOptions options) {
    return new TextReport()
        .render(profile, options)
        .lines()
        .dropWhile(line -> !line.startsWith(" rank"))
        .skip(1)
        .takeWhile(line -> !line.isEmpty() && !line.startsWith("    -"))
        .map(line -> line.strip().split(" +"))
        .map(cells -> List.of(number(cells[1]), number(cells[4])))
        .toList();
  }

  private static List<List<Long>> html(Profile profile, ReportOptions options) {
    List<List<Long>> rows = new ArrayList<>();
    String html = new HtmlReport().render(profile, options);
    String table = html.substring(html.indexOf("<table"), html.indexOf("</table"));
    for (String row : table.split("</tr>")) {
      List<String> cells = new ArrayList<>();
      Matcher matcher = CELL.matcher(row);
      while (matcher.find()) {
        cells.add(matcher.group(1));
      }
      if (!cells.isEmpty() && !cells.getFirst().equals("-")) {
        rows.add(List.of(number(cells.get(4)), number(cells.get(5))));
      }
    }
    return rows;
  }

  private static List<List<Long>> json(Profile profile) throws Exception {
    List<List<Long>> rows = new ArrayList<>();
    JsonNode json =
        new JsonMapper().readTree(new JsonReport().render(profile, ReportOptions.DEFAULT));
    json.get("lines")
        .forEach(l -> rows.add(List.of(l.get("count").asLong(), l.get("hits").asLong())));
    return rows;
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 10, 30})
  void hotLines(double threshold) throws Exception {
    ReportOptions options = ReportOptions.DEFAULT.withThreshold(threshold);
    for (Profile profile : List.of(Profiles.sample(), Profiles.detailed(), Profiles.stopped())) {
      List<List<Long>> rows = text(profile, options);
      assertEquals(rows, html(profile, options));
      assertEquals(rows, json(profile).subList(0, rows.size()));
    }
  }

  /** The rows of a table of the text report without the one for the rest, cell by cell. */
  private static List<List<String>> textTable(String report, String title) {
    return report
        .lines()
        .dropWhile(line -> !line.startsWith(title + ":"))
        .skip(2)
        .takeWhile(line -> !line.isEmpty() && !line.startsWith(" ("))
        .map(line -> List.of(line.strip().split(" {2,}")))
        .toList();
  }

  /** The same of the HTML report. */
  private static List<List<String>> htmlTable(String report, String title) {
    String rest = report.substring(report.indexOf("\">" + title + ":"));
    List<List<String>> rows = new ArrayList<>();
    for (String row : rest.substring(0, rest.indexOf("</table")).split("</tr>")) {
      List<String> cells = new ArrayList<>();
      CELL.matcher(row).results().forEach(cell -> cells.add(plain(cell.group(1))));
      if (!cells.isEmpty() && !row.contains("opacity:0.65\"><td")) {
        rows.add(cells);
      }
    }
    return rows;
  }

  private static String plain(String cell) {
    return cell.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  private static List<List<String>> columns(List<List<String>> rows, int... columns) {
    return rows.stream().map(row -> Arrays.stream(columns).mapToObj(row::get).toList()).toList();
  }

  /** A function, opcode, pair, loop, branch and value has the same figures in each form. */
  @Test
  void tables() throws Exception {
    Profile profile = Runs.profile(PROGRAM);
    ReportOptions wide =
        ReportOptions.DEFAULT.withWidth(200).withTop(40).with(ReportOptions.Extra.OPCODES);
    String text = new TextReport().render(profile, wide);
    String html = new HtmlReport().render(profile, wide);
    JsonNode json =
        new JsonMapper().readTree(new JsonReport().render(profile, ReportOptions.DEFAULT));
    assertEquals(
        columns(textTable(text, "Functions"), 0, 1, 2, 3, 5, 7),
        columns(htmlTable(html, "Functions"), 7, 8, 5, 2, 4, 6).stream()
            .map(AgreementTest::declaredByLine)
            .toList());
    assertEquals(
        columns(textTable(text, "Functions"), 0, 2, 3),
        rows(json.get("functions"), "name", "calls", "instructions"));
    assertEquals(
        columns(textTable(text, "Opcodes"), 0, 1), columns(htmlTable(html, "Opcodes"), 3, 2));
    assertEquals(
        columns(textTable(text, "Opcodes"), 0, 1), rows(json.get("opcodes"), "name", "count"));
    assertEquals(
        columns(textTable(text, "Opcode pairs"), 0, 1, 2),
        columns(htmlTable(html, "Opcode pairs"), 3, 4, 2));
    assertEquals(
        columns(textTable(text, "Opcodes by function"), 0, 1, 2),
        columns(htmlTable(html, "Opcodes by function"), 3, 4, 2));
    assertEquals(
        columns(textTable(text, "Loops"), 1, 2, 3), columns(htmlTable(html, "Loops"), 0, 1, 2));
    assertEquals(
        columns(textTable(text, "Loops"), 1, 2).stream().sorted(BY_TEXT).toList(),
        rows(json.get("loops"), "entries", "turns").stream().sorted(BY_TEXT).toList());
    assertEquals(
        columns(textTable(text, "Branches"), 1, 2, 3),
        columns(htmlTable(html, "Branches"), 1, 2, 3));
    assertEquals(
        columns(textTable(text, "Branches"), 4, 1, 2).stream().sorted(BY_TEXT).toList(),
        rows(json.get("branches"), "condition", "yes", "no").stream().sorted(BY_TEXT).toList());
    assertEquals(
        columns(textTable(text, "Values made"), 0, 1),
        columns(htmlTable(html, "Values made"), 0, 1));
    assertEquals(
        columns(textTable(text, "Library"), 0, 1), columns(htmlTable(html, "Library"), 0, 1));
  }

  private static final Comparator<List<String>> BY_TEXT = Comparator.comparing(List::toString);

  private static final String PROGRAM =
      """
      fn leaf(n: number) -> number {
          var sum: number = 0;
          for (var i: number = 0; i < n; i++) {
              if (i % 2 == 0 || i > 70) {
                  sum += i;
              }
          }
          return sum;
      }
      fn twice(n: number) -> number {
          return leaf(n) + leaf(n + 1);
      }
      var all: number[] = [];
      for (var k: number = 0; k < 30; k++) {
          all = arrayPush(all, twice(k));
      }
      print(str(len(all)));
      """;

  private static List<String> declaredByLine(List<String> function) {
    List<String> cells = new ArrayList<>(function);
    cells.set(1, "line " + cells.get(1).substring(cells.get(1).lastIndexOf(':') + 1));
    return cells;
  }

  private static List<List<String>> rows(JsonNode records, String... fields) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode each : records) {
      rows.add(
          Arrays.stream(fields)
              .map(each::get)
              .map(v -> v.isTextual() ? v.asText() : Numbers.count(v.asLong()))
              .toList());
    }
    return rows;
  }

  @Test
  void detailsAreInAllForms() {
    Profile profile = Profiles.detailed();
    String text = new TextReport().render(profile, ReportOptions.DEFAULT);
    String html = new HtmlReport().render(profile, ReportOptions.DEFAULT);
    String json = new JsonReport().render(profile, ReportOptions.DEFAULT);
    for (long count : new long[] {2_864_311, 2_864_310, 1_914_666, 949_645}) {
      assertTrue(text.contains(Numbers.count(count)), text);
      assertTrue(html.contains(Numbers.count(count)));
      assertTrue(json.contains(": " + count));
    }
    for (String title : List.of("Calls: 2", "Values made: 1", "Loops: 1", "Branches: 1")) {
      assertTrue(text.contains(title), text);
      assertTrue(html.contains(title));
    }
    assertFalse(html.contains("f(<1>)"));
  }

  @Test
  void goldens() {
    Golden.check(
        "detailed.txt",
        new TextReport()
            .render(Profiles.detailed(), ReportOptions.DEFAULT.with(ReportOptions.Extra.SOURCE)));
    Golden.check(
        "detailed.html", new HtmlReport().render(Profiles.detailed(), ReportOptions.DEFAULT));
    Golden.check(
        "detailed.json", new JsonReport().render(Profiles.detailed(), ReportOptions.DEFAULT));
  }

  @Test
  void contextsAndTimesAreInAllForms() throws Exception {
    Profile profile = Profiles.withContexts();
    String text = new TextReport().render(profile, ReportOptions.DEFAULT);
    String html = new HtmlReport().render(profile, ReportOptions.DEFAULT);
    String json = new JsonReport().render(profile, ReportOptions.DEFAULT);
    long[] totals = profile.details().contexts().totals();
    for (String form : List.of(text, html)) {
      assertTrue(form.contains("Calling contexts") || form.contains("Flame graph"), form);
      assertTrue(form.contains("41 samples (not exact)"), form);
      for (long total : totals) {
        assertTrue(form.contains(Numbers.count(total)), form);
      }
    }
    Profile read = ProfileReader.read(json);
    assertEquals(profile, read);
    assertEquals(text, new TextReport().render(read, ReportOptions.DEFAULT));
    assertEquals(html, new HtmlReport().render(read, ReportOptions.DEFAULT));
  }

  @Test
  void goldensOfContexts() {
    Profile profile = Profiles.withContexts();
    List<org.junit.jupiter.api.function.Executable> goldens = new ArrayList<>();
    goldens.add(() ->
        Golden.check("contexts.txt", new TextReport().render(profile, ReportOptions.DEFAULT)));
    goldens.add(() ->
        Golden.check("contexts.html", new HtmlReport().render(profile, ReportOptions.DEFAULT)));
    goldens.add(() ->
        Golden.check("contexts.json", new JsonReport().render(profile, ReportOptions.DEFAULT)));
    goldens.add(() ->
        Golden.check(
            "contexts.callgrind", new CallgrindReport().render(profile, ReportOptions.DEFAULT)));
    org.junit.jupiter.api.Assertions.assertAll(goldens);
  }

  @Test
  void callgrindAddsUp() {
    String file = new CallgrindReport().render(Profiles.detailed(), ReportOptions.DEFAULT);
    Golden.check("detailed.callgrind", file);
    long sum =
        file.lines()
            .filter(line -> line.matches("[0-9]+ [0-9]+"))
            .mapToLong(line -> Long.parseLong(line.split(" ")[1]))
            .sum();
    assertEquals(Profiles.detailed().totals().instructions(), sum);
  }

  @Test
  void focusAndIgnoreLeaveTheSumAlone() {
    for (String option : List.of("--focus", "--ignore")) {
      ReportOptions options = OptionReader.apply(ReportOptions.DEFAULT, option, () -> "next");
      List<List<Long>> rows = text(Profiles.sample(), options);
      assertEquals(option.equals("--focus") ? 3 : 1, rows.size());
      assertEquals(rows, html(Profiles.sample(), options));
      String report = new TextReport().render(Profiles.sample(), options);
      assertTrue(report.contains(" 100.00"), report);
    }
  }

  @Test
  void sortedByPlace() {
    ReportOptions options = OptionReader.apply(ReportOptions.DEFAULT, "--sort", () -> "place");
    assertEquals(
        List.of(2_864_311L, 1_914_666L, 949_645L, 2_864_311L),
        text(Profiles.sample(), options).stream().map(List::getLast).toList());
  }

  @Test
  void aDocumentIsAPageAroundTheSameDivision() {
    String html = new HtmlReport().render(Profiles.detailed(), ReportOptions.DEFAULT);
    String page = new HtmlDocument().render(Profiles.detailed(), ReportOptions.DEFAULT);
    assertTrue(page.startsWith("<!DOCTYPE html>") && page.contains(html));
    assertFalse(page.contains("http"));
  }
}
