package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.model.Glimpse;
import atlas.profiler.report.GlimpseText;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is seen of a run while it is going on. */
final class GlimpseTest {
  private static final String PROGRAM =
      """
      fn work(n: number) -> number {
        var sum = 0;
        for (var i = 0; i < n; i++) { sum = sum + i % 7; }
        return sum;
      }
      for (var r = 0; r < 40; r++) {
        work(10000);
        print(r);
      }
      """;

  @ParameterizedTest
  @CsvSource({"COMPILED,false", "COMPILED,true", "INTERPRETER,false", "INTERPRETER,true"})
  void itGrowsUpToTheProfile(EngineKind kind, boolean contexts) {
    List<Glimpse> seen = Collections.synchronizedList(new ArrayList<>());
    Profiler[] profiler = new Profiler[1];
    Engine engine = new Engine(kind, true, text -> seen.add(profiler[0].glimpse()));
    profiler[0] = new Profiler(engine);
    assertEquals(Glimpse.NOTHING, profiler[0].glimpse());
    ProfiledRun run =
        DeepStack.call(() -> {
          SourceFile source = new SourceFile("a.atl", PROGRAM);
          CompiledUnit unit = engine.compile(source, InputMode.FILE).unit().orElseThrow();
          return profiler[0].run(unit, RunOptions.DEFAULT.withContexts(contexts));
        });
    assertEquals(Glimpse.NOTHING, profiler[0].glimpse());
    long before = 0;
    for (Glimpse glimpse : seen) {
      assertTrue(glimpse.instructions() >= before);
      before = glimpse.instructions();
    }
    long total = run.profile().totals().instructions();
    assertTrue(before > total * 9 / 10 && before <= total, before + " of " + total);
    assertEquals("work", seen.getLast().hottest().getFirst().function());
    assertEquals(3, seen.getLast().hottest().getFirst().line());
  }

  /**
   * A loop without a loop in it shows in its counters when it ends; but where it is can be seen.
   */
  @Test
  void whereItIsIsSeenAllTheTime() throws InterruptedException {
    Engine engine = new Engine(EngineKind.COMPILED, true, text -> {});
    Profiler profiler = new Profiler(engine);
    Thread run =
        Thread.ofPlatform()
            .start(() ->
                DeepStack.call(() -> {
                  SourceFile source =
                      new SourceFile("a.atl", "fn f() -> void {\n  while (true) {}\n}\nf();");
                  CompiledUnit unit = engine.compile(source, InputMode.FILE).unit().orElseThrow();
                  return profiler.run(unit);
                }));
    Glimpse.Place place = new Glimpse.Place("f", 2, "  while (true) {}");
    while (!profiler.glimpse().now().equals(Optional.of(place))) {
      assertTrue(run.isAlive());
      LockSupport.parkNanos(1_000_000);
    }
    engine.interrupt();
    run.join();
    assertEquals(Glimpse.NOTHING, profiler.glimpse());
  }

  @ParameterizedTest
  @CsvSource({"0,1", "5000000000000,5"})
  void theTextFitsInALine(long instructions, int lines) {
    Glimpse glimpse =
        instructions == 0
            ? Glimpse.NOTHING
            : new Glimpse(
                instructions,
                Collections.nCopies(
                    3,
                    new atlas.profiler.model.LineProfile(
                        "a.atl", 3, "\t" + "x = x + 1; ".repeat(30), "f", 1, 1)),
                Optional.of(new Glimpse.Place("f", 3, "\t" + "x = x + 1; ".repeat(30))));
    String text = GlimpseText.of(glimpse, 90_000_000_000L);
    assertEquals(lines, text.lines().count());
    assertTrue(text.lines().allMatch(line -> line.length() <= 79), text);
    assertTrue(text.startsWith("Profiling: 90.0 s"));
  }
}
