package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.RunOptions;
import atlas.profiler.Runs;
import atlas.profiler.analysis.Comparison;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Profiles;
import atlas.profiler.report.ReportOptions.Extra;
import atlas.profiler.report.ReportTables.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Text, HTML and JSON say the same, cell by cell: the tables of the rendered reports are read, and
 * what they must say is worked out from JSON.
 */
final class AgreementTest {
  /** Regions, recursion, callbacks, values, loops, and a branch that is nearly always taken. */
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
      // #region outer
      fn twice(n: number) -> number {
          return leaf(n) + leaf(n + 1);
      }
      // #region inner
      fn fib(n: number) -> number {
          if (n < 2) { return n; }
          return fib(n - 1) + fib(n - 2);
      }
      // #endregion
      fn rare(n: number) -> string {
          if (n == 29999) { return "last"; }
          return "";
      }
      // #endregion
      var all: number[] = [];
      for (var k: number = 0; k < 30; k++) {
          all = arrayPush(all, twice(k));
      }
      fn more(x: number) -> number { return x + fib(5); }
      print(str(len(map(all, more))));
      var texts = 0;
      for (var k: number = 0; k < 30000; k++) {
          texts += len(rare(k));
      }
      let f: (number) -> number = fib;
      print(str(f(7)) + str(texts));
      """;

  private static final RunOptions WHOLE = RunOptions.DEFAULT.withContexts(true).withTurns(true);

  /** A profile in its three forms, with all rows. */
  private record Forms(String text, String html, JsonFigures json) {
    static Forms of(Profile profile, ReportOptions options) {
      ReportOptions all = options.withWidth(300).withAscii(true).withTop(1000);
      return new Forms(
          new TextReport().render(profile, all),
          new HtmlReport().render(profile, all),
          new JsonFigures(new JsonReport().render(profile, options)));
    }

    static Forms of(RunOptions how) {
      return of(
          Runs.profile(PROGRAM, how),
          ReportOptions.DEFAULT.withThreshold(0).with(Extra.OPCODES).with(Extra.SOURCE));
    }

    Table text(String heading) {
      return ReportTables.ofText(text, heading);
    }

    Table html(String title) {
      return ReportTables.ofHtml(html, title);
    }
  }

  private static List<Forms> runs() {
    return List.of(Forms.of(RunOptions.DEFAULT), Forms.of(WHOLE));
  }

  /** In one order, for tables in which equal counts stand in an order that JSON does not tell. */
  private static List<List<String>> sorted(List<List<String>> rows) {
    return rows.stream().sorted(Comparator.comparing(List::toString)).toList();
  }

  private static void assertSame(
      List<List<String>> json, List<List<String>> text, List<List<String>> html) {
    assertEquals(text, html);
    assertEquals(sorted(json), sorted(text));
    assertFalse(json.isEmpty());
  }

  /** Places as the text has them: HTML names the file, too. */
  private static List<List<String>> inOneFile(List<List<String>> rows) {
    return rows.stream()
        .map(row -> row.stream().map(cell -> cell.replace(" test.atl:", ":")).toList())
        .toList();
  }

  @Test
  void headers() {
    for (Forms forms : runs()) {
      Map<String, String> text = ReportTables.factsOfText(forms.text());
      Map<String, String> html = ReportTables.factsOfHtml(forms.html());
      assertEquals(text, html);
      forms.json().facts().forEach((name, value) -> assertEquals(value, text.get(name), name));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 10, 30})
  void hotLines(double threshold) {
    ReportOptions options = ReportOptions.DEFAULT.withThreshold(threshold);
    for (Profile profile : List.of(Runs.profile(PROGRAM), Profiles.ofLines(40, 1_000_000))) {
      Forms forms = Forms.of(profile, options);
      List<List<String>> text =
          forms.text("Hot lines").columns("instr", "%", "cum %", "hits", "where", "source");
      List<List<String>> html =
          forms.html("Hot lines").columns("instructions", "%", "cum %", "hits", "where", "source");
      if (profile.name().equals("long.atl")) {
        // Not of ASCII in HTML, and of another file name in text.
        text = first(text, 4);
        html = first(html, 4);
      }
      assertEquals(text, html);
      List<List<String>> json = first(forms.json().lines(), text.getFirst().size());
      boolean hasRest = text.size() < json.size() || text.getLast().get(3).isEmpty();
      List<List<String>> rows = hasRest ? text.subList(0, text.size() - 1) : text;
      assertEquals(json.subList(0, rows.size()), rows);
      assertEquals("100.00", text.getLast().get(2));
    }
  }

  private static List<List<String>> first(List<List<String>> rows, int cells) {
    return rows.stream().map(row -> row.subList(0, cells)).toList();
  }

  @Test
  void functions() {
    for (Forms forms : runs()) {
      List<List<String>> text =
          forms
              .text("Functions")
              .columns("function", "declared", "calls", "self instr", "self %", "per call");
      List<List<String>> html =
          forms
              .html("Functions")
              .columns("function", "declared", "calls", "self instructions", "self %", "per call");
      assertSame(forms.json().functions(), after(1, "line ", text), after(1, "line ", html));
      List<List<String>> totals = forms.text("Functions").columns("total instr", "total %");
      assertEquals(totals, forms.html("Functions").columns("total instructions", "total %"));
      assertEquals(!forms.json().hasContexts(), totals.contains(List.of("-", "-")));
      if (forms.json().hasContexts()) {
        assertEquals(forms.json().totals(), totals);
      }
    }
  }

  /** A column without the beginning that all its cells have. */
  private static List<List<String>> after(int column, String start, List<List<String>> rows) {
    List<List<String>> cut = new ArrayList<>();
    for (List<String> row : rows) {
      List<String> cells = new ArrayList<>(row);
      assertTrue(cells.get(column).startsWith(start), cells::toString);
      cells.set(column, cells.get(column).substring(start.length()));
      cut.add(cells);
    }
    return cut;
  }

  @Test
  void calls() {
    for (Forms forms : runs()) {
      Table text = forms.text("Calls");
      List<List<String>> html = inOneFile(forms.html("Calls").rows());
      List<List<String>> cells =
          html.stream()
              .map(r -> List.of(r.get(0), r.get(2), r.get(3), r.get(4), r.get(5), r.get(6)))
              .toList();
      assertEquals(
          text.columns("caller", "callee", "kind", "calls", "%", "instr in callee"), cells);
      assertEquals(sorted(first(forms.json().calls(), 5)), sorted(first(cells, 5)));
      if (forms.json().hasContexts()) {
        assertEquals(sorted(forms.json().calls()), sorted(cells));
      } else {
        assertTrue(cells.stream().anyMatch(row -> row.get(5).equals("-")));
      }
    }
  }

  @Test
  void advice() {
    Forms forms =
        Forms.of(
            Runs.profile(
                PROGRAM
                    + """
                    for (var k: number = 0; k < 30000; k++) {
                        if (all.includes(k)) { texts += 1; }
                        texts += len(toUpperCase("abc")) + fib(2);
                    }
                    """),
            ReportOptions.DEFAULT);
    List<List<String>> text = forms.text("Advice").columns("where", "%", "advice");
    assertEquals(text, forms.html("Advice").columns("where", "%", "advice"));
    List<List<String>> json = forms.json().advice();
    assertTrue(text.size() > 1, text::toString);
    for (List<String> row : text) {
      assertTrue(
          json.stream()
              .anyMatch(facts ->
                  facts.subList(0, 2).equals(row.subList(0, 2))
                      && facts.subList(2, facts.size()).stream().allMatch(row.get(2)::contains)),
          () -> row + " in " + json);
    }
  }

  @Test
  void regions() {
    Forms forms = Forms.of(WHOLE);
    List<List<String>> text =
        forms.text("Regions").columns("region", "instr", "%", "self %", "with calls");
    assertEquals(
        text, forms.html("Regions").columns("region", "instructions", "%", "self %", "with calls"));
    JsonFigures json = forms.json();
    long outer = json.between(10, 24);
    long inner = json.between(14, 19);
    assertEquals(
        List.of("outer", JsonFigures.count(outer), json.share(outer), json.share(outer - inner)),
        text.get(0).subList(0, 4));
    assertEquals(
        List.of("inner", JsonFigures.count(inner), json.share(inner), json.share(inner)),
        text.get(1).subList(0, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaf", "fib", "twice", "<main>"})
  void peek(String function) {
    ReportOptions options = ReportOptions.DEFAULT.withPeek(function);
    for (RunOptions how : List.of(RunOptions.DEFAULT, WHOLE)) {
      Forms forms = Forms.of(Runs.profile(PROGRAM, how), options);
      String title = "Callers and callees of " + function;
      List<List<String>> text =
          forms.text(title).rows().stream()
              .map(row -> {
                String callee = row.size() > 5 && !row.get(5).isEmpty() ? " " + row.get(5) : "";
                String line = (row.get(4) + callee).replace("  ", " ");
                return List.of(row.get(0), row.get(1), row.get(2), row.get(3), line);
              })
              .toList();
      List<List<String>> html =
          forms.html(title).rows().stream()
              .map(row ->
                  List.of(
                      row.get(0),
                      row.get(1),
                      row.get(2),
                      row.get(3),
                      (row.get(4) + " " + row.get(5)).strip()))
              .toList();
      assertEquals(text, html);
      assertEquals(
          sorted(forms.json().peek(function)),
          sorted(
              text.stream()
                  .map(row -> List.of(row.get(0), row.get(1), row.get(2), row.get(4)))
                  .toList()));
    }
  }

  @Test
  void library() {
    for (Forms forms : runs()) {
      String[] columns = {"library", "calls", "%", "instr below", "of all %"};
      assertSame(
          forms.json().library(),
          forms.text("Library").columns(columns),
          forms.html("Library").columns(columns));
    }
  }

  @Test
  void valuesMade() {
    for (Forms forms : runs()) {
      String[] columns = {"made", "count", "%", "where", "source"};
      assertSame(
          forms.json().allocations(),
          forms.text("Values made").columns(columns),
          inOneFile(forms.html("Values made").columns(columns)));
    }
  }

  @Test
  void loops() {
    for (Forms forms : runs()) {
      String[] turns = {"entries", "turns", "average", "least", "most", "source"};
      List<List<String>> text = forms.text("Loops").columns(turns);
      assertSame(
          forms.json().loops().stream().map(row -> row.subList(1, 7)).toList(),
          text,
          forms.html("Loops").columns(turns));
      assertEquals(
          forms.text("Loops").columns("loop"), inOneFile(forms.html("Loops").columns("where")));
      boolean isKnown = text.stream().noneMatch(row -> row.contains("-"));
      assertEquals(forms.json().hasContexts(), isKnown);
      for (String form : List.of(forms.text(), forms.html())) {
        assertEquals(isKnown, !form.contains("--loops counts the least and most turns"));
      }
    }
  }

  @Test
  void branches() {
    for (Forms forms : runs()) {
      String[] columns = {"yes", "no", "yes %", "condition"};
      List<List<String>> text = forms.text("Branches").columns(columns);
      assertSame(
          forms.json().branches().stream().map(row -> row.subList(1, 5)).toList(),
          text,
          forms.html("Branches").columns(columns));
      assertTrue(text.contains(List.of("1", "29,999", "0.01", "n == 29999")), text::toString);
      assertEquals(
          forms.text("Branches").columns("branch"),
          inOneFile(forms.html("Branches").columns("where")));
    }
  }

  @Test
  void opcodes() {
    Forms forms = Forms.of(RunOptions.DEFAULT);
    JsonFigures json = forms.json();
    assertSame(
        json.counted("opcodes", "name"),
        forms.text("Opcodes:").columns("opcode", "count", "%"),
        forms.html("Opcodes").columns("opcode", "count", "%"));
    assertSame(
        json.counted("opcode_pairs", "first", "second"),
        forms.text("Opcode pairs").columns("opcode", "next", "count", "%"),
        forms.html("Opcode pairs").columns("opcode", "next", "count", "%"));
    assertSame(
        json.opcodesByFunction(),
        forms.text("Opcodes by function").columns("function", "opcode", "count", "%"),
        forms.html("Opcodes by function").columns("function", "opcode", "count", "%"));
  }

  @Test
  void contexts() {
    Forms forms = Forms.of(WHOLE);
    List<List<String>> text =
        forms
            .text("Calling contexts")
            .columns("total instr", "total %", "self %", "calls", "context");
    assertSame(
        forms.json().contexts(),
        text,
        forms
            .html("Calling contexts as a table")
            .columns("total instructions", "total %", "self %", "calls", "context"));
    for (List<String> context : text) {
      String title = context.get(0) + " instructions, " + context.get(1) + " %; itself ";
      assertTrue(forms.html().contains(": " + title), title);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"leaf", "fib", "<main>"})
  void annotatedSource(String function) {
    Forms forms = Forms.of(WHOLE);
    Table html = forms.html("Source of " + function);
    List<List<String>> json = forms.json().annotated(function);
    List<List<String>> page = withCode(html.columns("hits", "%", "line", "source"), 3);
    List<List<String>> text =
        withCode(forms.text("Source of test.atl").columns("hits", "%", "line", "source"), 3);
    assertEquals(sorted(json), sorted(page));
    assertTrue(text.containsAll(json), () -> text + " " + json);
  }

  /** The rows of lines that have code, which are those with something about hits. */
  private static List<List<String>> withCode(List<List<String>> rows, int source) {
    return rows.stream()
        .filter(row -> !row.getFirst().isEmpty())
        .map(row -> {
          List<String> cells = new ArrayList<>(row);
          cells.set(source, cells.get(source).strip());
          return cells;
        })
        .toList();
  }

  @Test
  void times() {
    ReportOptions options = ReportOptions.DEFAULT;
    Forms forms = Forms.of(Profiles.withContexts(), options);
    String[] columns = {"function", "~self", "~self %", "~total", "~total %"};
    List<List<String>> text = forms.text("Time, estimated from 41 samples").columns(columns);
    assertEquals(text, forms.html("Time, estimated from 41 samples (not exact)").columns(columns));
    assertEquals(
        List.of(
            List.of("next", "30.0 ms", "73.17", "30.0 ms", "73.17"),
            List.of("<main>", "11.0 ms", "26.83", "41.0 ms", "100.00"),
            List.of("in str", "4.0 ms", "9.76", "", "")),
        text);
  }

  /** Before, after, difference and per cent of each row that changed. */
  @Test
  void comparisons() {
    String changed =
        PROGRAM
            .replace("k < 30;", "k < 40;")
            .replace("fn rare", "fn scarce")
            .replace("rare(k)", "scarce(k)")
            .replace("i > 70", "i > 10");
    Profile before = Runs.profile(PROGRAM);
    Profile after = Runs.profile(changed);
    ReportOptions all = ReportOptions.DEFAULT.withWidth(300).withAscii(true).withTop(100);
    Comparison comparison = Comparison.of(before, after);
    String text = TextComparison.render(comparison, all);
    String html = HtmlComparison.render(comparison, all);
    JsonFigures old = new JsonFigures(new JsonReport().render(before, all));
    JsonFigures now = new JsonFigures(new JsonReport().render(after, all));
    String[] figures = {"before", "after", "delta", "delta %"};
    for (String title : List.of("Functions", "Lines")) {
      boolean lines = title.equals("Lines");
      String[] columns = Arrays.copyOf(figures, lines ? 6 : 5);
      columns[4] = lines ? "where" : "function";
      if (lines) {
        columns[5] = "source";
      }
      List<List<String>> rows = ReportTables.ofText(text, title).columns(columns);
      assertEquals(rows, ReportTables.ofHtml(html, title).columns(columns));
      List<List<String>> named =
          rows.stream()
              .map(r -> {
                String key = lines ? r.get(4).replaceFirst(":\\d+$", " ") + r.get(5) : r.get(4);
                return List.of(key, r.get(0), r.get(1), r.get(2), r.get(3));
              })
              .toList();
      assertEquals(
          sorted(
              lines
                  ? changes(old.byLine(), now.byLine())
                  : changes(old.byFunction(), now.byFunction())),
          sorted(named));
    }
    long delta = after.totals().instructions() - before.totals().instructions();
    String summary = "+" + JsonFigures.count(delta);
    assertTrue(text.contains(": " + summary + " (+"), text);
    assertTrue(html.contains("<strong>" + summary + " instructions (+"), html);
  }

  private static List<List<String>> changes(Map<String, Long> before, Map<String, Long> after) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    List<List<String>> rows = new ArrayList<>();
    for (String key : keys) {
      long from = before.getOrDefault(key, 0L);
      long to = after.getOrDefault(key, 0L);
      if (from != to) {
        String sign = to > from ? "+" : "-";
        rows.add(
            List.of(
                key,
                from == 0 ? "-" : JsonFigures.count(from),
                to == 0 ? "-" : JsonFigures.count(to),
                sign + JsonFigures.count(Math.abs(to - from)),
                from == 0
                    ? "new"
                    : to == 0
                        ? "gone"
                        : sign + JsonFigures.percent(Math.abs(to - from), from) + " %"));
      }
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
      Forms forms = Forms.of(Profiles.sample(), options);
      List<List<String>> rows = forms.text("Hot lines").columns("instr", "cum %");
      assertEquals(option.equals("--focus") ? 4 : 2, rows.size());
      assertEquals(rows, forms.html("Hot lines").columns("instructions", "cum %"));
      assertEquals("100.00", rows.getLast().get(1));
    }
  }

  @Test
  void sortedByPlace() {
    ReportOptions options = OptionReader.apply(ReportOptions.DEFAULT, "--sort", () -> "place");
    assertEquals(
        List.of("2,864,311", "1,914,666", "949,645", "2,864,311", ""),
        Forms.of(Profiles.sample(), options).text("Hot lines").columns("hits").stream()
            .map(List::getFirst)
            .toList());
  }

  @Test
  void aDocumentIsAPageAroundTheSameDivision() {
    String html = new HtmlReport().render(Profiles.detailed(), ReportOptions.DEFAULT);
    String page = new HtmlDocument().render(Profiles.detailed(), ReportOptions.DEFAULT);
    assertTrue(page.startsWith("<!DOCTYPE html>") && page.contains(html));
    assertFalse(page.contains("http"));
  }
}
