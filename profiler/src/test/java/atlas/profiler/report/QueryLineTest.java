package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.RunOptions;
import atlas.profiler.Runs;
import atlas.profiler.model.Profile;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions to a profile in a line, and their answers as they are meant to be. */
final class QueryLineTest {
  private static final Profile SORTS =
      Runs.profile(
          """
          fn insert(xs: number[], x: number) -> number[] {
            var out: number[] = [];
            var placed = false;
            for y in xs {
              if (!placed && x < y) { out = concat(out, [x]); placed = true; }
              out.push(y);
            }
            if (!placed) { out = concat(out, [x]); }
            return out;
          }
          fn sortByInsertion(xs: number[]) -> number[] {
            var sorted: number[] = [];
            for x in xs { sorted = insert(sorted, x); }
            return sorted;
          }
          fn merge(a: number[], b: number[]) -> number[] {
            var out: number[] = [];
            var i = 0;
            var j = 0;
            while (i < len(a) || j < len(b)) {
              if (j >= len(b) || i < len(a) && a[i] <= b[j]) { out.push(a[i]); i = i + 1; }
              else { out.push(b[j]); j = j + 1; }
            }
            return out;
          }
          fn sortByMerging(xs: number[]) -> number[] {
            if (len(xs) < 2) { return xs; }
            let half = floor(len(xs) / 2);
            return merge(sortByMerging(slice(xs, 0, half)), sortByMerging(slice(xs, half, len(xs))));
          }
          fn f(x: number) -> number { return (x * 7919 + 13) % 101; }
          var xs: number[] = [];
          for (var i = 0; i < 64; i++) { xs.push(f(i)); }
          print(str(sortByInsertion(xs)[0]) + str(sortByMerging(xs)[0]));
          """,
          RunOptions.DEFAULT.withContexts(true));

  private static String answer(String line) {
    return new TextReport().render(SORTS, QueryLine.read(line, ReportOptions.DEFAULT));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "top-where-by ; top 5 where fn ~ /sort/ by allocs",
        "peek         ; peek merge",
        "focus        ; focus /^(insert|merge)$/ by calls",
        "ignore       ; ignore merge ignore insert top 3",
        "total        ; by total top 4",
        "place        ; where fn != <main> and file = test.atl by place",
      })
  void golden(String name, String line) {
    Golden.check("query." + name + ".txt", answer(line));
  }

  @Test
  void clausesAreOptionsWithoutDashes() {
    ReportOptions options =
        OptionReader.apply(
            OptionReader.apply(
                OptionReader.apply(ReportOptions.DEFAULT.withThreshold(0), "--top", () -> "5"),
                "--where",
                () -> "fn~/sort/"),
            "--sort",
            () -> "allocs");
    assertEquals(
        answer("by allocs top 5 where fn ~ /sort/"),
        new TextReport().render(SORTS, options.withForm(ReportOptions.Form.ANSWER)));
    String line = "by allocs where fn ~ '[Ss]ort'";
    assertEquals(
        answer(line),
        new TextReport()
            .render(SORTS, OptionReader.apply(ReportOptions.DEFAULT, "--query", () -> line)));
  }

  /** What makes most is there, however few instructions it takes. */
  @Test
  void theThresholdIsAShareOfWhatRowsAreOrderedBy() {
    Profile profile =
        Runs.profile(
            """
            var s: string = "";
            for (var i = 0; i < 10; i++) { s = str(i); }
            var n = 0;
            for (var i = 0; i < 10000; i++) { n = n + i; }
            """);
    String answer =
        new TextReport().render(profile, QueryLine.read("by allocs", ReportOptions.DEFAULT));
    assertTrue(
        answer.contains("Hot lines: 1 of 4 executed, at or above 1 % of values made, by allocs"),
        answer);
    assertTrue(answer.contains("<main>:2"), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"by instr", "by self", "by hits", "by calls", "by total", "by place"})
  void whatIsShownAndTheRestAreTheTotal(String by) {
    List<Long> counts =
        answer("top 2 " + by)
            .lines()
            .dropWhile(line -> !line.startsWith(" rank"))
            .skip(1)
            .takeWhile(Predicate.not(String::isEmpty))
            .map(line -> Long.parseLong(line.strip().split(" +")[1].replace(",", "")))
            .toList();
    assertEquals(3, counts.size());
    assertEquals(SORTS.totals().instructions(), counts.stream().mapToLong(Long::longValue).sum());
  }

  @Test
  void theHtmlFormHasTheSameRows() {
    String html =
        new HtmlReport()
            .render(
                SORTS, QueryLine.read("top 5 where fn ~ /sort/ by allocs", ReportOptions.DEFAULT));
    assertTrue(html.contains("2 of 28 executed, by allocs"), html);
    assertTrue(html.contains("Functions: top 2 of 6, by allocs"), html);
    assertFalse(html.contains("Opcodes"), html);
    String peek =
        new HtmlReport().render(SORTS, QueryLine.read("peek merge", ReportOptions.DEFAULT));
    assertTrue(peek.contains("Callers and callees of merge;"), peek);
    assertFalse(peek.contains("of sortByMerging;"), peek);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "top x                 | 'top' needs a number of rows",
        "top                   | 'top' needs something behind it",
        "by alocs              | 'by' cannot be 'alocs'; did you mean 'allocs'?",
        "by size               | it can be instr, self, hits, calls, total, allocs, place",
        "top 5 were fn ~ x     | no clause 'were'; did you mean 'where'?",
        "where name ~ x        | 'where' cannot compare 'name'; it can be file, fn",
        "where fn > 5          | 'fn' needs one of ~, !~, =, !=",
        "where fn ~            | '~' needs something behind it",
        "where fn ~ /[/        | '/[/' is no regular expression: Unclosed character class",
        "focus a and b         | no clause 'and'",
        "``                    | a query has one of top, where, by",
      })
  void whatIsWrongIsSaidInALine(String line, String why) {
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> QueryLine.read(line, ReportOptions.DEFAULT))
            .getMessage();
    assertTrue(message.contains(why), message);
    assertFalse(message.contains("\n"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "top 5",
        "top 5 where fn ~ /sort/ by allocs",
        "peek fib",
        "peek <main>",
        "focus /a b/",
        "ignore \"my file.atl\"",
        "by  nothing",
      })
  void questions(String text) {
    assertTrue(QueryLine.isOne(text), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "top",
        "top - 5",
        "top / 2",
        "peek(1)",
        "peek < main",
        "by = 5",
        "focus.len()",
        "topple 5",
        "top is number",
        "top match { _ => 1 }",
        "top 5\nprint(1)",
      })
  void code(String text) {
    assertFalse(QueryLine.isOne(text), text);
  }

  /** A text in quotes is itself, one between slashes an expression. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "where fn ~ '^sort', 0",
        "where fn ~ /^sort/, 2",
        "where fn ~ sort, 2",
        "where fn = sort, 0",
        "where fn !~ sort and fn !~ sert, 3",
        "where fn~/^(merge|f)$/ and fn!=f, 1",
        "where file = test.atl, 6",
        "focus /^sort/ ignore Ins, 1",
      })
  void quotesAndSlashes(String line, int functions) {
    String title =
        answer(line).lines().filter(each -> each.startsWith("Functions")).findAny().get();
    String expected = functions == 6 ? "Functions: 6" : "Functions: top " + functions + " of 6";
    assertTrue(title.startsWith(expected), title);
  }
}
