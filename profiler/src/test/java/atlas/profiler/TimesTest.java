package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.analysis.Rankings;
import atlas.profiler.model.FunctionTime;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Times;
import atlas.profiler.report.HtmlReport;
import atlas.profiler.report.JsonReport;
import atlas.profiler.report.ProfileReader;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextReport;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.SourceReader;
import atlas.vm.runtime.Host;
import atlas.vm.runtime.Input;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Wall time of functions, estimated by sampling. */
final class TimesTest {
  private static final String PROGRAM =
      """
      fn work(n: number) -> number {
        var sum = 0;
        for (var i = 0; i < n; i++) { sum = (sum * 31 + i) % 65521; }
        return sum;
      }
      fn order(a: number[]) -> number {
        var b = a;
        b.sort();
        return len(b);
      }
      var a: number[] = [];
      for (var i = 0; i < 200000; i++) { a.push((i * 7919) % 200003); }
      var total = 0;
      for (var r = 0; r < 20000; r++) {
        total = total + work(2000);
        if (r % 2000 == 0) { total = total + order(a); }
      }
      print(total);
      """;

  private static Runs.Counted run(boolean contexts) {
    return Runs.counted(
        EngineKind.COMPILED, PROGRAM, RunOptions.DEFAULT.withTime(true).withContexts(contexts));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void functionsAndLibraryAreFoundAtWork(boolean contexts) throws Exception {
    Profile profile = run(contexts).profile();
    Times times = profile.details().times();
    assertTrue(times.samples() > 0, times::toString);
    for (FunctionTime time : times.functions()) {
      assertTrue(time.selfNanos() <= time.totalNanos(), times::toString);
    }
    assertTrue(
        times.functions().stream().anyMatch(time -> time.function().name().equals("work")),
        times::toString);
    String text = new TextReport().render(profile, ReportOptions.DEFAULT);
    String title = "Time, estimated from ";
    assertTrue(text.contains(title) && text.contains("(not exact)"), text);
    assertTrue(new HtmlReport().render(profile, ReportOptions.DEFAULT).contains(title));
    String json = new JsonReport().render(profile, ReportOptions.DEFAULT);
    assertEquals(times, ProfileReader.read(json).details().times());
  }

  /**
   * Waiting takes time and no instructions. Where the machine stands still, the sampler may not see
   * a short wait; it sees a longer one.
   */
  @Test
  void aLibraryFunctionThatWaitsHasTimeAndNoInstructions() {
    Profile profile = waiting(1);
    boolean found = false;
    for (long millis = 50; !found && millis < 30_000; millis *= 4) {
      profile = waiting(millis);
      found =
          Rankings.libraryTimes(profile).stream().anyMatch(time -> time.name().equals("readLine"));
    }
    assertTrue(found, "never seen to wait");
    assertTrue(profile.totals().instructions() < 20, profile::toString);
    assertTrue(profile.details().library().stream().anyMatch(u -> u.name().equals("readLine")));
    String report = new TextReport().render(profile, ReportOptions.DEFAULT);
    assertTrue(report.contains("in readLine"), report);
  }

  private static Profile waiting(long millis) {
    Input slow =
        (prompt, poll) -> {
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
          return Optional.empty();
        };
    Host host = new Host(Host.standard().permissions(), slow, List.of());
    Engine engine = new Engine(EngineKind.COMPILED, false, text -> {}, SourceReader.files(), host);
    String program = "fn ask() -> void { readLine(); }\nask();\n";
    return DeepStack.call(() ->
            new Profiler(engine)
                .run(Runs.compile(engine, "test.atl", program), RunOptions.DEFAULT.withTime(true)))
        .profile();
  }

  @Test
  void countsAreTheSame() {
    Profile sampled = run(false).profile();
    Profile counted = Runs.profile(PROGRAM);
    assertEquals(counted.locations(), sampled.locations());
    assertEquals(Times.NONE, counted.details().times());
  }
}
