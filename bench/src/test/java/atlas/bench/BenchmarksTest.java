package atlas.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The benchmarks give right answers; nothing is measured here. */
class BenchmarksTest {
  @Test
  void everyBenchmarkRuns() throws Exception {
    Options once =
        new OptionsBuilder()
            .forks(0)
            .warmupIterations(0)
            .measurementIterations(1)
            .measurementTime(TimeValue.milliseconds(1))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Collection<RunResult> results = new Runner(once).run();
    TreeSet<String> names = new TreeSet<>();
    results.forEach(result -> names.add(result.getPrimaryResult().getLabel()));
    assertEquals(
        List.of(
            "cell",
            "counting",
            "countingContexts",
            "countingTurns",
            "eval",
            "frontEnd",
            "plain",
            "render"),
        List.copyOf(names));
  }
}
