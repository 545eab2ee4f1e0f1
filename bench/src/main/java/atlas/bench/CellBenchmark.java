package atlas.bench;

import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** How long small cells take in a session, with percentiles. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class CellBenchmark extends WarmBenchmark {
  @Param({"1 + 2", "fn g(n: number) -> number { return n + 1; } g(2)", "loops(1)"})
  private String cell;

  private Session session;

  @Setup
  public void prepare() {
    session = Programs.session(Programs.FUNCTIONS);
    Programs.require(session.eval(Input.of(cell)), cell.startsWith("loops") ? "0" : "3");
  }

  @Benchmark
  public EvalResult eval() {
    return session.eval(Input.of(cell));
  }
}
