package atlas.bench;

import atlas.profiler.Profiler;
import atlas.profiler.model.Profile;
import atlas.profiler.report.Format;
import atlas.profiler.report.ReportOptions;
import atlas.vm.engine.CompiledUnit;
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

/** How long the forms of a report take to write, of a program of a thousand lines. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ReportBenchmark extends WarmBenchmark {
  @Param({"TEXT", "JSON", "HTML"})
  private Format format;

  private Profile profile;

  @Setup
  public void prepare() {
    Engine engine = new Engine(EngineKind.COMPILED, false, _ -> {});
    StringBuilder text = new StringBuilder(Programs.ofLines(1000));
    for (int i = 1; i < 100; i++) {
      text.append("f%d(9);%n".formatted(i));
    }
    CompiledUnit unit =
        engine
            .compile(new SourceFile("text", text.toString()), InputMode.FILE)
            .unit()
            .orElseThrow();
    profile = new Profiler(engine).run(unit).profile();
    if (profile.totals().instructions() < 1_000) {
      throw new IllegalStateException("hardly anything was counted");
    }
  }

  @Benchmark
  public String render() {
    return format.writer().render(profile, ReportOptions.DEFAULT);
  }
}
