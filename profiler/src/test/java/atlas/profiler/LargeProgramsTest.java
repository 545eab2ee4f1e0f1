package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.profiler.Runs.Counted;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Programs that do not fit a JVM method, class or call count the same. */
final class LargeProgramsTest {
  @Test
  void callsWithMoreArgumentsThanTheJvmPasses() {
    String params =
        IntStream.range(0, 200)
            .mapToObj(i -> "a" + i + ": number")
            .collect(Collectors.joining(", "));
    String args = IntStream.range(0, 200).mapToObj(i -> "" + i).collect(Collectors.joining(", "));
    Runs.assertAgree(
        "fn small(n: number) -> number { return 10 / n; } fn wide("
            + params
            + ") -> number { return small(a0); } map([1, 2], small); wide("
            + args
            + ");");
  }

  @Test
  void moreFunctionsThanAClassHolds() {
    String functions =
        IntStream.range(0, 25_000)
            .mapToObj(
                i -> "fn f" + i + "(n: number) -> number { let m = n * 2; return m + " + i + "; } ")
            .collect(Collectors.joining());
    Runs.assertAgree(functions + "f1(f24999(3));");
  }

  private static String each(int count, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining("\n"));
  }

  @Test
  void moreStatementsThanAMethodHolds() {
    String statements =
        each(30_000, i -> "t = t + " + i + ";" + (i % 1000 == 0 ? " if (t > 9) { t = 1; }" : ""));
    Counted run = Runs.assertAgree("var t = 0;\n" + statements + "\nt;\n[1][t];");
    assertEquals(30_003, run.profile().stopped().orElseThrow().line());
  }

  @Test
  void aLargeFunctionWithAllKindsOfLocals() {
    String statements =
        each(
            1_500,
            i ->
                "n = n + k; if (flag && n > 40) { n = n - 40; flag = n < 20; continue; } word = \"w"
                    + i
                    + "\"; list[0] = n; if (n == k * 31 - 7) { return inner(n); }");
    Runs.assertAgree(
        """
        fn outer(start: number, on: bool, text: string, items: number[]) -> number {
            fn large(k: number) -> number {
                var n = start;
                var flag = on;
                var word = text;
                var list = items;
                fn inner(m: number) -> number { if (m < 2) { return m + start; } return other(m); }
                fn other(m: number) -> number { return inner(m - 2) + len(list); }
                for (var i = 0; i < 9; i++) {
        """
            + statements
            + """
                    }
                    items[0] = len(word) + list[0];
                    return items[0] + inner(n % 5);
                }
                return large(3) + large(7) + large(11) + items[0];
            }
            print(outer(1, true, "", [5, 6]));
            outer(2, false, "x", []);
            """);
  }

  @Test
  void aTableOfData() {
    String data = each(10_000, i -> "[" + i + ", -" + i + "],");
    Runs.assertAgree(
        "let data = ["
            + data
            + " [0]];\nvar s = 0;\nfor row in data { row[0] += 1; s += row[0]; }"
            + "\ns + data[9][0];");
  }
}
