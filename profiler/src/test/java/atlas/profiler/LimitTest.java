package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.Runs.Counted;
import atlas.profiler.generator.ProgramGenerator;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Stop;
import atlas.vm.engine.EngineKind;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A limit of instructions stops a program exactly there, in both engines. */
final class LimitTest {
  private static final List<String> PROGRAMS =
      List.of(
          """
          var total: number = 0;
          var xs: number[] = [1, 2, 3];
          fn step(x: number) -> number { if (x > 1 && x < 3) { return x * 2; } return x; }
          for x in map(xs, step) { total = total + x; xs[0] = total; print(total); }
          match total { 8 => "eight", _ => "other" };
          """,
          """
          fn fib(n: number) -> number { if (n < 2) { return n; } return fib(n - 1) + fib(n - 2); }
          var i: number = 0;
          while (i < 3) { i = i + 1; if (i == 2) { continue; } print(fib(i)); }
          """,
          """
          fn f(x: number) -> number { return 10 / x; }
          fn bad() -> number { return f(0); }
          fn order(a: number, b: number) -> number { return a - b; }
          assertThrows(bad);
          print(sort([3, 1, 2], order));
          f(0);
          """);

  @TestFactory
  Stream<DynamicTest> everyPlace() {
    return PROGRAMS.stream()
        .map(program -> DynamicTest.dynamicTest(program, () -> everyPlace(program, 1)));
  }

  @TestFactory
  Stream<DynamicTest> generatedPrograms() {
    return LongStream.range(2000, 2015)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed, () -> everyPlace(ProgramGenerator.program(seed), 211)));
  }

  private static void everyPlace(String program, int step) {
    Counted whole = Runs.counted(EngineKind.COMPILED, program);
    long total = whole.profile().totals().instructions();
    for (long limit = 0; limit < total; limit += step) {
      Profile profile = stoppedAlike(program, limit);
      assertEquals(limit, profile.totals().instructions());
      assertEquals(Stop.Cause.LIMIT, profile.stopped().orElseThrow().reason());
    }
    assertEquals(whole.profile(), stoppedAlike(program, total));
    assertEquals(whole.profile(), stoppedAlike(program, total + 1));
  }

  private static Profile stoppedAlike(String program, long limit) {
    RunOptions options = RunOptions.DEFAULT.withLimit(limit);
    Counted interpreted = Runs.counted(EngineKind.INTERPRETER, program, options);
    Counted compiled = Runs.counted(EngineKind.COMPILED, program, options);
    assertEquals(interpreted.shown(), compiled.shown(), "limit " + limit);
    assertEquals(interpreted.profile(), compiled.profile(), "limit " + limit);
    Counted both = Runs.counted(EngineKind.COMPILED, program, options.withContexts(true));
    assertEquals(compiled.profile(), both.profile().withoutContexts());
    assertTrue(both.profile().totals().instructions() <= limit);
    return compiled.profile();
  }
}
