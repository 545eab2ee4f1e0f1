package atlas.profiler.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.Runs;
import atlas.profiler.model.Profile;
import atlas.profiler.report.HtmlReport;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextReport;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class RegionTest {
  private static final String PROGRAM =
      """
      fn square(n: number) -> number {
          return n * n;
      }
      fn work(n: number) -> number {
          var sum: number = 0;
          // #region all of it
          sum = sum + 1;
          // #region squares
          for (var i: number = 0; i < n; i++) {
              sum = sum + square(i);
          }
          // #endregion
          //#region cubes
          sum = sum + n * n * n;
          //#endregion
          // #endregion
          return sum;
      }
      print(str(work(10)));
      """;

  private static Region named(Profile profile, String name) {
    return Region.of(profile).stream().filter(r -> r.name().equals(name)).findFirst().get();
  }

  private static long lines(Profile profile, int from, int to) {
    return profile.lines().stream()
        .filter(line -> line.line() >= from && line.line() <= to)
        .mapToLong(line -> line.count())
        .sum();
  }

  @Test
  void partsAddUpToTheWhole() {
    Profile profile = Runs.profile(PROGRAM);
    Region all = named(profile, "all of it");
    Region squares = named(profile, "squares");
    Region cubes = named(profile, "cubes");
    assertEquals(List.of(all, squares, cubes), Region.of(profile));
    assertEquals(
        List.of(6, 16, 8, 12), List.of(all.from(), all.to(), squares.from(), squares.to()));
    assertEquals(List.of(0, 1, 1), List.of(all.depth(), squares.depth(), cubes.depth()));
    assertEquals(lines(profile, 9, 10), squares.instructions());
    assertEquals(lines(profile, 14, 14), cubes.instructions());
    assertEquals(lines(profile, 7, 7), all.self());
    assertEquals(all.self() + squares.instructions() + cubes.instructions(), all.instructions());
  }

  @Test
  void whatIsCalledIsKnownWhereTheCountsTell() {
    Profile profile = Runs.profile(PROGRAM);
    CallCosts costs = CallCosts.of(profile);
    Region squares = named(profile, "squares");
    long below = lines(profile, 2, 2);
    assertEquals(OptionalLong.of(squares.instructions() + below), squares.total(profile, costs));
    Profile twice = Runs.profile(PROGRAM + "print(str(square(3)));");
    assertEquals(OptionalLong.empty(), named(twice, "squares").total(twice, CallCosts.of(twice)));
  }

  /** Those instructions would count twice. */
  @Test
  void whatLeadsBackIsNotKnown() {
    Profile profile =
        Runs.profile(
            """
            fn again(n: number) -> number { return down(n - 1); }
            fn down(n: number) -> number {
                // #region step
                if (n > 0) {
                    return again(n);
                }
                // #endregion
                return 0;
            }
            print(str(down(5)));
            """);
    assertEquals(
        OptionalLong.empty(), named(profile, "step").total(profile, CallCosts.of(profile)));
  }

  @Test
  void marksThatDoNotMatch() {
    Profile profile =
        Runs.profile("// #endregion\nlet x: number = 1;\n// #region to the end\nprint(str(x));");
    Region region = named(profile, "to the end");
    assertEquals(List.of(3, 4), List.of(region.from(), region.to()));
    assertEquals(lines(profile, 4, 4), region.instructions());
  }

  @Test
  void reportsShowThem() {
    Profile profile = Runs.profile(PROGRAM);
    String text = new TextReport().render(profile, ReportOptions.DEFAULT);
    String html = new HtmlReport().render(profile, ReportOptions.DEFAULT);
    assertTrue(text.contains("Regions: 3") && text.contains("   squares "), text);
    assertTrue(html.contains("Regions: 3") && html.contains("squares"), html);
    assertTrue(
        !new TextReport().render(Runs.profile("1;"), ReportOptions.DEFAULT).contains("Regions"));
  }
}
