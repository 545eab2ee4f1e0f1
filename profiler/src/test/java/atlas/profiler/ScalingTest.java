package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.analysis.Cut;
import atlas.profiler.analysis.Growth;
import atlas.profiler.analysis.Growth.Law;
import atlas.profiler.analysis.Query;
import atlas.profiler.analysis.Scaling;
import atlas.profiler.analysis.Scaling.Row;
import atlas.profiler.analysis.Scaling.Rows;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the counts of known algorithms grow. */
public final class ScalingTest {
  private static final String NUMBERS =
      """
      fn numbers(size: number) -> number[] {
          var a: number[] = [];
          var seed = 42;
          for (var i = 0; i < size; i++) {
              seed = (seed * 1103 + 12345) % 65536;
              a.push(seed);
          }
          return a;
      }
      """;

  private static final String BUBBLE =
      NUMBERS
          + """
          fn bubble(input: number[]) -> number[] {
              var a = input;
              for (var i = 0; i < len(a); i++) {
                  for (var j = 0; j < len(a) - 1 - i; j++) {
                      if (a[j] > a[j + 1]) {
                          let t = a[j];
                          a[j] = a[j + 1];
                          a[j + 1] = t;
                      }
                  }
              }
              return a;
          }
          bubble(numbers(SIZE));
          """;

  private static final String MERGE =
      NUMBERS
          + """
          fn mergeSort(a: number[]) -> number[] {
              if (len(a) <= 1) { return a; }
              let half = floor(len(a) / 2);
              return merge(mergeSort(slice(a, 0, half)), mergeSort(slice(a, half, len(a))));
          }
          fn merge(a: number[], b: number[]) -> number[] {
              var out: number[] = [];
              var i = 0;
              var j = 0;
              while (i < len(a) && j < len(b)) {
                  if (a[i] <= b[j]) { out.push(a[i]); i++; } else { out.push(b[j]); j++; }
              }
              while (i < len(a)) { out.push(a[i]); i++; }
              while (j < len(b)) { out.push(b[j]); j++; }
              return out;
          }
          mergeSort(numbers(SIZE));
          """;

  private static final String FIB =
      """
      fn fib(n: number) -> number {
          if (n < 2) { return n; }
          return fib(n - 1) + fib(n - 2);
      }
      fib(SIZE);
      """;

  /** A program in which {@code SIZE} stands for each of some sizes. */
  public static Scaling scaling(String program, long... sizes) {
    return new Scaling(
        "n",
        java.util.Arrays.stream(sizes)
            .mapToObj(size ->
                new Scaling.Run(size, Runs.profile(program.replace("SIZE", Long.toString(size)))))
            .toList());
  }

  /** A sort whose lines grow by different laws. */
  public static Scaling bubble() {
    return scaling(BUBBLE, 10, 20, 50, 100);
  }

  private static Growth function(Scaling scaling, String name) {
    return scaling.functions().stream()
        .filter(row -> row.item().id().name().equals(name))
        .map(Row::growth)
        .findFirst()
        .orElseThrow();
  }

  private static Row<LineProfile> line(Scaling scaling, String source) {
    return scaling.lines().stream()
        .filter(row -> row.item().source().contains(source))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void bubbleSortIsQuadratic() {
    Scaling scaling = scaling(BUBBLE, 10, 100, 1_000);
    assertEquals(2, scaling.instructions().parameter(), 0.05);
    assertEquals(2, function(scaling, "bubble").parameter(), 0.05);
    assertEquals(Law.LINEAR, function(scaling, "numbers").law());
    assertEquals(Law.CONSTANT, function(scaling, "<main>").law());
    assertEquals(
        List.of("bubble", "numbers", "<main>"),
        scaling.functions().stream().map(row -> row.item().id().name()).toList());
    assertEquals(
        "(n^2 - n)/2",
        line(bubble(), "if (a[j] > a[j + 1])").timesGrowth().formula().orElseThrow().text("n"));
  }

  @Test
  void mergeSortIsLinearithmic() {
    Scaling scaling = scaling(MERGE, 100, 1_000, 10_000);
    assertEquals(Law.LINEARITHMIC, scaling.instructions().law());
    assertTrue(scaling.instructions().deviation().orElseThrow() < 0.01);
    assertEquals(Law.LINEARITHMIC, function(scaling, "merge").law());
    Row<FunctionProfile> recursive = scaling.functions().get(1);
    assertEquals("2n - 1", recursive.timesGrowth().formula().orElseThrow().text("n"));
  }

  @Test
  void recursionThatBranchesIsExponential() {
    Growth growth = scaling(FIB, 8, 12, 16, 20).instructions();
    assertEquals(Law.EXPONENTIAL, growth.law());
    assertEquals((1 + Math.sqrt(5)) / 2, growth.parameter(), 0.01);
  }

  @Test
  void theWholeMayBeLinearOrConstant() {
    Scaling linear = scaling(NUMBERS + "numbers(SIZE);", 10, 100, 1_000);
    assertEquals(Law.LINEAR, linear.instructions().law());
    assertTrue(linear.instructions().isExact());
    assertEquals(Law.CONSTANT, scaling("let n = SIZE; print(n);", 10, 100).instructions().law());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 30, 100})
  void rowsAndRestAddUp(double threshold) {
    Scaling scaling = bubble();
    long total = scaling.largest().totals().instructions();
    for (int top : new int[] {1, 3, 100}) {
      Cut cut = new Cut(threshold, OptionalInt.of(top));
      Rows<LineProfile> rows = scaling.lines(Query.ALL, cut);
      long shown = rows.rows().stream().mapToLong(Row::count).sum();
      assertEquals(total, shown + rows.rest().count());
      assertEquals(scaling.lines().size(), rows.size());
      assertTrue(rows.rows().size() <= top);
    }
  }

  /** It is small now; but it grows as the square of the size, and the rest does not. */
  @Test
  void aLineBelowTheThresholdThatGrowsFasterThanAllIsShown() {
    String program =
        """
        var sum = 0;
        for (var i = 0; i < SIZE; i++) {
            for (var k = 0; k < 9000; k++) { sum = sum + k; }
        }
        for (var i = 0; i < SIZE * SIZE; i++) {
            sum = sum + 1;
        }
        """;
    Scaling scaling = scaling(program, 5, 10, 20, 30);
    Row<LineProfile> small = line(scaling, "sum = sum + 1;");
    assertTrue(small.count() * 100 < scaling.largest().totals().instructions());
    Rows<LineProfile> rows = scaling.lines(Query.ALL, new Cut(1, OptionalInt.empty()));
    assertTrue(rows.rows().contains(small));
    assertFalse(rows.rows().contains(line(scaling, "var sum")));
  }

  @Test
  void functionsThatOnlyLargerSizesReach() {
    String program =
        "fn late() -> number { return 1; }\nfor (var i = 0; i < SIZE; i++) { if (i > 50) { late(); } }";
    Scaling scaling = scaling(program, 10, 100, 1_000);
    assertEquals(List.of(0L, 49L, 949L), scaling.functions().getFirst().times());
    assertEquals(Law.POWER, function(scaling, "late").law());
  }

  @Test
  void scalesAreRead() {
    Scale scale = Scale.parse("size=1_000,10,10,200");
    assertEquals(new Scale("size", List.of(10L, 200L, 1_000L)), scale);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "n",
        "n=",
        "=1,2",
        "n=1",
        "n=1,1",
        "n=0,1",
        "n=-1,2",
        "n=1,,2",
        "n=1.5,2",
        "2n=1,2",
        "n=1,99999999999999999999",
        "n=1,9007199254740993",
        "n m=1,2",
      })
  void whatIsNoScaleIsRefusedInOneLine(String text) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Scale.parse(text)).getMessage();
    assertTrue(message.startsWith("--scale needs "), message);
  }
}
