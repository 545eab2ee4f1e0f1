package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import atlas.profiler.model.CallTree;
import atlas.profiler.model.Profile;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * An interrupt at whatever moment leaves the counts of what was executed until then: those of a run
 * that is stopped after as many instructions.
 */
final class InterruptTest {
  private static final int MOMENTS = 10;

  private static final List<String> ENDLESS =
      List.of(
          """
          var s: number = 0;
          while (true) {
              for (var i: number = 0; i < 50; i++) {
                  for (var j: number = i; j < 60; j++) {
                      if ((i * j) % 3 == 0) { s += 1; } else { s = s / 2 + j * 0.5; }
                  }
                  if (s > 1000) { s = 0; }
              }
          }
          """,
          """
          fn walk(text: string, n: number) -> number {
              var found: number = 0;
              for (var i: number = 0; i < len(text); i++) {
                  if (charAt(text, i) == "a") { found += 1; } else { continue; }
                  if (found > n) { return i; }
              }
              return found;
          }
          fn deep(n: number) -> number {
              if (n < 1) { return walk("banana", 2); }
              return deep(n - 1) + 1;
          }
          while (true) { deep(9); walk("abcabcabcabc", 100); }
          """,
          """
          fn fib(n: number) -> number {
              if (n < 2) { return leaf(n); }
              return fib(n - 1) + fib(n - 2);
          }
          fn leaf(n: number) -> number { return n; }
          fn down(n: number) -> number { if (n == 0) { return 0; } return down(n - 1); }
          while (true) { fib(12); down(30); leaf(1); }
          """,
          """
          fn twice(x: number) -> number {
              var r: number = x;
              for (var i: number = 0; i < 3; i++) { r = r + x; }
              return r;
          }
          var xs: number[] = [0, 1, 2, 3, 4, 5, 6, 7];
          while (true) { let ys: number[] = map(xs, twice); for y in ys { xs[0] = y; } xs[0] = 0; }
          """);

  @TestFactory
  Stream<DynamicTest> anyMoment() {
    Random random = new Random(7);
    return IntStream.range(0, ENDLESS.size() * MOMENTS)
        .mapToObj(i -> {
          int millis = 10 + random.nextInt(70);
          String program = ENDLESS.get(i % ENDLESS.size());
          boolean contexts = i / ENDLESS.size() % 2 == 1;
          return DynamicTest.dynamicTest(
              "program %d after %d ms%s"
                  .formatted(i % ENDLESS.size(), millis, contexts ? ", with contexts" : ""),
              () -> interrupted(program, millis, RunOptions.DEFAULT.withContexts(contexts)));
        });
  }

  private static void interrupted(String program, int millis, RunOptions how)
      throws InterruptedException {
    Profile profile = profile(program, millis, how);
    RunOptions limit = how.withLimit(profile.totals().instructions());
    Profile stopped = Runs.counted(EngineKind.COMPILED, program, limit).profile();
    assertEquals(stopped.locations(), profile.locations());
    assertEquals(paths(stopped), paths(profile));
  }

  /**
   * The contexts in which something was executed; a limit stops a run in a function that it has
   * just come to, an interrupt before.
   */
  private static List<String> paths(Profile profile) {
    List<CallTree.Node> nodes = profile.details().contexts().nodes();
    String[] path = new String[nodes.size()];
    for (int i = 0; i < path.length; i++) {
      CallTree.Node node = nodes.get(i);
      path[i] = (node.parent() < 0 ? "" : path[node.parent()] + " ") + node.function().name();
    }
    return IntStream.range(0, path.length)
        .filter(i -> nodes.get(i).instructions() > 0)
        .mapToObj(i -> path[i] + " " + nodes.get(i).instructions())
        .sorted()
        .toList();
  }

  private static Profile profile(String program, int millis, RunOptions how)
      throws InterruptedException {
    Engine engine = new Engine(EngineKind.COMPILED, false, _ -> {});
    CompiledUnit unit = Runs.compile(engine, "test.atl", program);
    AtomicBoolean ended = new AtomicBoolean();
    Thread later =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Thread.sleep(millis);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              // Nothing is interrupted before the run begins, which may take its time.
              while (!ended.get()) {
                engine.interrupt();
                LockSupport.parkNanos(100_000);
              }
            });
    try {
      ProfiledRun run = DeepStack.call(() -> new Profiler(engine, () -> 0).run(unit, how));
      assertInstanceOf(Outcome.Interrupted.class, run.outcome());
      return run.profile();
    } finally {
      ended.set(true);
      later.join();
    }
  }
}
