package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.model.Profile;
import atlas.profiler.model.Timing;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProfilerTest {
  private final StringBuilder output = new StringBuilder();
  private final Engine engine = new Engine(EngineKind.COMPILED, true, output::append);
  private final AtomicLong now = new AtomicLong();
  private final Profiler profiler = new Profiler(engine, () -> now.getAndAdd(42));
  private int inputs;

  private ProfiledRun run(String input) {
    return profiler.run(Runs.compile(engine, "<input " + ++inputs + ">", input));
  }

  private static long calls(ProfiledRun run) {
    return run.profile().totals().calls();
  }

  @Test
  void aProfiledRunHasItsValueItsOutputAndItsTime() {
    ProfiledRun run = run("print(\"hello\"); 6 * 7;");
    assertEquals("hello\n", output.toString());
    assertTrue(run.outcome() instanceof Outcome.Success);
    assertEquals("<input 1>", run.profile().name());
    assertEquals(42, run.profile().timing().elapsedNanos());
  }

  @Test
  void makingClassesIsCompiling() {
    Profiler clocked = new Profiler(engine);
    CompiledUnit unit =
        Runs.compile(engine, "<cell>", "fn f(n: number) -> number { return n + 1; } f(1);");
    long start = System.nanoTime();
    Timing first = clocked.run(unit).profile().timing();
    long around = System.nanoTime() - start;
    Timing second = clocked.run(unit).profile().timing();

    assertTrue(first.compileNanos().orElseThrow() > 0);
    assertTrue(first.elapsedNanos() + first.compileNanos().getAsLong() <= around);
    assertEquals(OptionalLong.of(0), second.compileNanos());
  }

  @Test
  void everyRunIsCountedFromZero() {
    run("fn f(n: number) -> number { return n + 1; } f(1);");
    Profile first = run("f(2);").profile();
    Profile second = run("f(3);").profile();
    assertEquals(1, first.totals().calls());
    assertEquals(first.totals(), second.totals());
  }

  @Test
  void functionsOfEarlierInputsAreCounted() {
    engine.run(
        Runs.compile(engine, "<cell>", "fn f(n: number) -> number { return n + 1; } f(0);"),
        Optional.empty());
    ProfiledRun run = run("f(1) + f(2);");
    assertEquals(2, calls(run));
    assertTrue(run.profile().files().contains("<cell>"));
  }

  @Test
  void runsWithoutProfilingLeaveNoTrace() {
    run("fn f(n: number) -> number { return n + 1; } f(1);");
    engine.run(Runs.compile(engine, "<plain>", "f(1); f(2); f(3);"), Optional.empty());
    assertEquals(1, calls(run("f(4);")));
  }

  @Test
  void aRedefinedFunctionIsCountedWhereItIsNow() {
    run("fn f(n: number) -> number { return n + 1; } fn g() -> number { return f(1); } g();");
    ProfiledRun run = run("fn f(n: number) -> number { return n + 2; } g();");
    assertEquals(2, calls(run));
    assertTrue(
        run.profile().functions().stream()
            .anyMatch(f -> f.id().name().equals("f") && f.id().file().equals("<input 2>")));
  }

  @Test
  void anErrorKeepsTheProfileAndTheSession() {
    ProfiledRun failed = run("fn f(n: number) -> number { return 1 / n; } f(1); f(0);");
    assertTrue(failed.outcome() instanceof Outcome.Failure);
    assertEquals(2, calls(failed));
    assertEquals("AT0005", failed.profile().stopped().orElseThrow().code().orElseThrow());
    assertEquals(1, calls(run("f(2);")));
  }

  @Test
  void anInterruptKeepsTheProfile() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);
    Thread stopper =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (!ended.await(300, TimeUnit.MILLISECONDS)) {
                  engine.interrupt();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    ProfiledRun run = run("var i: number = 0; while (true) { i = i + 1; }");
    ended.countDown();
    stopper.join();
    assertTrue(run.outcome() instanceof Outcome.Interrupted);
    Profile profile = run.profile();
    assertEquals("interrupt", profile.stopped().orElseThrow().cause());
    assertTrue(profile.totals().instructions() > 1_000);
  }
}
