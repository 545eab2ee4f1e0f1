package atlas.bench;

import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.profiler.RunOptions;
import atlas.profiler.report.ReportOptions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** What counting costs in warm code; the profile is put together, but no report is written. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CountingBenchmark extends WarmBenchmark {
  @Param({"fib(27)", "loops(1500)", "sorted(3000)"})
  private String cell;

  private Session session;

  @Setup
  public void prepare() {
    session = Programs.session(Programs.FUNCTIONS);
    Programs.require(session.eval(Input.of("fib(20)")), "6765");
    Programs.require(session.eval(Input.of("loops(4)")), "-1");
    Programs.require(session.eval(Input.of("sorted(5)")), "3743");
  }

  @Benchmark
  public EvalResult plain() {
    return session.eval(Input.of(cell));
  }

  @Benchmark
  public EvalResult counting() {
    return session.profile(Input.of(cell), RunOptions.DEFAULT, ReportOptions.DEFAULT);
  }

  /** With the calling contexts. */
  @Benchmark
  public EvalResult countingContexts() {
    RunOptions contexts = RunOptions.DEFAULT.withContexts(true);
    return session.profile(Input.of(cell), contexts, ReportOptions.DEFAULT);
  }

  /** With the turns of every entry of a loop. */
  @Benchmark
  public EvalResult countingTurns() {
    RunOptions turns = RunOptions.DEFAULT.withTurns(true);
    return session.profile(Input.of(cell), turns, ReportOptions.DEFAULT);
  }
}
