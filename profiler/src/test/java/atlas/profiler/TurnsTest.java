package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.generator.ProgramGenerator;
import atlas.profiler.model.Loop;
import atlas.profiler.model.Profile;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextReport;
import atlas.vm.codegen.SizeLimits;
import atlas.vm.engine.EngineKind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fewest and most turns of all loops. The engines find the end of an entry in different ways:
 * where control leaves the loop, and where the next entry begins. They must agree.
 */
final class TurnsTest {
  private static final RunOptions TURNS = RunOptions.DEFAULT.withTurns(true);
  private static final SizeLimits SMALL = new SizeLimits(1, 1, 30);

  private static Profile profile(String program, RunOptions options) {
    Profile interpreted = Runs.counted(EngineKind.INTERPRETER, program, options).profile();
    Profile compiled = Runs.counted(EngineKind.COMPILED, program, options).profile();
    assertEquals(interpreted, compiled);
    assertEquals(compiled, Runs.counted(EngineKind.COMPILED, program, options, SMALL).profile());
    compiled
        .details()
        .loops()
        .forEach(loop -> assertTrue(loop.range().isPresent(), loop::toString));
    return compiled;
  }

  private static void check(String program) {
    Profile turns = profile(program, TURNS);
    Profile without = Runs.profile(program);
    assertEquals(without.totals(), turns.totals());
    assertEquals(without.locations(), turns.locations());
    assertEquals(
        without.details().loops().stream().map(TurnsTest::withoutRange).toList(),
        turns.details().loops().stream().map(TurnsTest::withoutRange).toList());
    assertEquals(turns, profile(program, TURNS.withContexts(true)).withoutContexts());
  }

  private static Loop withoutRange(Loop loop) {
    return new Loop(
        loop.function(), loop.ip(), loop.line(), loop.entries(), loop.turns(), Optional.empty());
  }

  private static List<String> loops(Profile profile) {
    return profile.details().loops().stream()
        .map(loop ->
            "%d: %d/%d %d-%d"
                .formatted(
                    loop.line(),
                    loop.turns(),
                    loop.entries(),
                    loop.range().orElseThrow().least(),
                    loop.range().orElseThrow().most()))
        .toList();
  }

  @TestFactory
  Stream<DynamicTest> benchPrograms() {
    return BenchPrograms.names().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> check(BenchPrograms.small(name))));
  }

  @TestFactory
  Stream<DynamicTest> generatedPrograms() {
    return LongStream.range(3000, 3100)
        .mapToObj(seed ->
            DynamicTest.dynamicTest("seed " + seed, () -> check(ProgramGenerator.program(seed))));
  }

  @TestFactory
  Stream<DynamicTest> conformancePrograms() throws IOException {
    return ConformanceProfileTest.programs().stream()
        .filter(program -> program.contains("while") || program.contains("for"))
        .filter(DividedCodeTest::runs)
        .map(program -> DynamicTest.dynamicTest(program, () -> profile(program, TURNS)));
  }

  @Test
  void theAverageOfEqualEntriesIsTheirs() {
    Profile profile =
        profile(
            """
            fn count(to: number) -> number {
                var i = 0;
                while (i < to) { i = i + 1; }
                return i;
            }
            count(7); count(7); count(7);
            """,
            TURNS);
    assertEquals(List.of("3: 21/3 7-7"), loops(profile));
    String report = new TextReport().render(profile, ReportOptions.DEFAULT);
    assertTrue(
        report.contains(
            " loop     entries  turns  average  least  most  source\n"
                + " count:3        3     21      7.0      7     7  while "),
        report);
  }

  @Test
  void nestedLoops() {
    String program =
        """
        fn f(n: number, stop: number) -> number {
            var sum = 0;
            for (var i = 0; i < n; i++) {
                var j = 0;
                while (j < i) {
                    j = j + 1;
                    if (j == stop) { return sum; }
                    if (j == 3) { continue; }
                    sum = sum + j;
                }
            }
            return sum;
        }
        f(7, -1); f(7, -1); f(7, 4); f(0, 1);
        """;
    // By hand: the third call is left in its inner loop after three whole turns.
    assertEquals(List.of("3: 18/4 0-7", "5: 51/19 0-6"), loops(profile(program, TURNS)));
  }

  @Test
  void recursionLeavesTheLoopsOfOtherActivationsAlone() {
    String program =
        """
        fn f(n: number) -> number {
            var sum = 1;
            for (var i = 0; i < n; i++) { sum = sum + f(i); }
            return sum;
        }
        f(4);
        """;
    assertEquals(List.of("3: 15/16 0-4"), loops(profile(program, TURNS)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn f(n: number) -> number { var s = 0; while (n > s) { 1 / (3 - s); s = s + 1; } return s; }"
            + " f(0); f(1); f(9);",
        "fn f(xs: number[]) -> number { for x in xs { for y in xs { xs[x] = y; } } return 1; }"
            + " f([]); f([0]); f([1, 0]); f([2, 3, 4]);",
        "fn f(n: number) -> number { while (true) { f(n + 1); } return 1; } f(1);",
        "fn bad() -> number { for (var i = 0; i < 3; i++) { if (i == 2) { return [1][i]; } }"
            + " return 0; } assertThrows(bad); while (false) {} bad();",
      })
  void errorsEndEntries(String program) {
    assertTrue(profile(program, TURNS).stopped().isPresent());
  }

  @Test
  void loopsThatNeverTurn() {
    assertEquals(
        List.of("2: 0/1 0-0", "1: 0/3 0-0"),
        loops(
            profile(
                """
                fn f(n: number) -> number { while (n < 0) { n; } return n; }
                f(1); f(2); f(3); while (false) { print(1); }
                """,
                TURNS)));
  }

  @Test
  void aLimitEndsEntriesAnywhere() {
    String program =
        """
        fn f(n: number) -> number {
            var s = 0;
            while (s < n) { for (var i = 0; i < s; i++) { print(i); } s = s + 1; }
            return s;
        }
        f(2); f(3);
        """;
    long total = Runs.profile(program).totals().instructions();
    for (long limit = 0; limit <= total; limit++) {
      Profile stopped = profile(program, TURNS.withLimit(limit));
      assertEquals(Math.min(limit, total), stopped.totals().instructions());
    }
  }

  @Test
  void anInterruptEndsEntries() {
    String program = "for (var n = 0; n < 9; n++) { for (var i = 0; i < n; i++) { i; } print(n); }";
    ProfiledRun run = Runs.interrupted(program, "5", TURNS);
    assertTrue(run.profile().stopped().isPresent());
    assertEquals(List.of("1: 5/1 5-5", "1: 15/6 0-5"), loops(run.profile()));
  }

  @Test
  void sumsThatLeaveNoChoice() {
    Profile profile = Runs.profile("for (var i = 0; i < 7; i++) { while (false) {} }");
    assertEquals(List.of("1: 7/1 7-7", "1: 0/7 0-0"), loops(profile));
    assertEquals(List.of("1: 14/2 7-7", "1: 0/14 0-0"), loops(profile.merge(profile)));
  }
}
