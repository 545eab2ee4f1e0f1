package atlas.bench;

import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.vm.engine.Compilation;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** How long it takes until a text can run. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class CompileBenchmark extends WarmBenchmark {
  @Param({"10", "100", "1000"})
  private int lines;

  private String text;
  private Session session;

  @Setup
  public void prepare() {
    text = Programs.ofLines(lines);
    session = Programs.session(text);
    Programs.require(session.eval(Input.of("f0(3)")), "3");
  }

  /** Parsing, checking and lowering to bytecode. */
  @Benchmark
  public Compilation frontEnd() {
    Engine engine = new Engine(EngineKind.COMPILED, false, _ -> {});
    return engine.compile(new SourceFile("text", text), InputMode.FILE);
  }

  /** The same as a cell of a session that declares its functions anew: with JVM classes. */
  @Benchmark
  public EvalResult cell() {
    return session.eval(Input.of(text));
  }
}
