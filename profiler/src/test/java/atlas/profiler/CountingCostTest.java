package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.model.Profile;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextReport;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import org.junit.jupiter.api.Test;

/** The estimate of what counting cost is made where there is a basis for one. */
final class CountingCostTest {
  private static final String PROGRAM =
      """
      fn f(n: number) -> number { if (n % 3 == 0) { return 1; } return n; }
      var sum = 0;
      for (var i = 0; i < 100000; i++) { sum = sum + f(i); }
      """;

  private static Profile run(EngineKind kind, RunOptions options) {
    Engine engine = new Engine(kind, false, text -> {});
    return DeepStack.call(
            () -> new Profiler(engine).run(Runs.compile(engine, "test.atl", PROGRAM), options))
        .profile();
  }

  @Test
  void itIsNeverMoreThanHalfOfTheRun() {
    assertEquals(200, CountingCost.nanos(1_000, 0, 1_000));
    assertEquals(225, CountingCost.nanos(1_000, 500, 1_000));
    assertEquals(50, CountingCost.nanos(1_000, 500, 100));
  }

  @Test
  void countersAreABasis() {
    for (boolean contexts : new boolean[] {false, true}) {
      Profile profile = run(EngineKind.COMPILED, RunOptions.DEFAULT.withContexts(contexts));
      assertTrue(profile.timing().countingNanos().getAsLong() > 0);
    }
  }

  @Test
  void theTurnsOfEveryEntryCost() {
    Profile counted = run(EngineKind.COMPILED, RunOptions.DEFAULT);
    Profile turns = run(EngineKind.COMPILED, RunOptions.DEFAULT.withTurns(true));
    long more = turns.timing().countingNanos().getAsLong();
    assertTrue(more > counted.timing().countingNanos().getAsLong() + 10_000, () -> "" + more);
  }

  @Test
  void whatIsLeftOutOfTheEstimateIsSaid() {
    for (boolean whole : new boolean[] {true, false}) {
      Profile profile = run(EngineKind.COMPILED, RunOptions.DEFAULT.withContexts(!whole));
      String text = new TextReport().render(profile, ReportOptions.DEFAULT);
      assertTrue(
          text.matches(
              "(?s).* own cost, estimated +~[0-9.]+ %" + (whole ? "\n" : " or more\n") + ".*"));
    }
  }

  @Test
  void countingOneByOneIsNone() {
    Profile interpreted = run(EngineKind.INTERPRETER, RunOptions.DEFAULT);
    assertTrue(interpreted.timing().countingNanos().isEmpty());
    Profile limited = run(EngineKind.COMPILED, RunOptions.DEFAULT.withLimit(1_000_000_000));
    assertTrue(limited.timing().countingNanos().isEmpty());
  }
}
