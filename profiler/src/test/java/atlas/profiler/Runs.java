package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.profiler.model.Profile;
import atlas.profiler.report.JsonReport;
import atlas.profiler.report.ReportOptions;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.engine.Compilation;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.util.Optional;

/** Programs run in each of the ways that must agree. */
final class Runs {
  /**
   * What a run shows to its user.
   *
   * @param end the result or the diagnostic
   */
  record Shown(String output, String end) {}

  /** A profiled run. */
  record Counted(Shown shown, Profile profile) {}

  private Runs() {}

  static Shown plain(String program) {
    StringBuilder output = new StringBuilder();
    Engine engine = new Engine(EngineKind.COMPILED, false, output::append);
    Outcome outcome =
        DeepStack.call(() -> engine.run(compile(engine, "test.atl", program), Optional.empty()));
    return new Shown(output.toString(), end(outcome));
  }

  /** Counts without times, which stand still. */
  static Counted counted(EngineKind kind, String program) {
    StringBuilder output = new StringBuilder();
    Engine engine = new Engine(kind, false, output::append);
    Profiler profiler = new Profiler(engine, () -> 0);
    ProfiledRun run = DeepStack.call(() -> profiler.run(compile(engine, "test.atl", program)));
    return new Counted(new Shown(output.toString(), end(run.outcome())), run.profile());
  }

  /** The same with calling contexts told apart. */
  static Counted contexts(EngineKind kind, String program) {
    StringBuilder output = new StringBuilder();
    Engine engine = new Engine(kind, false, output::append);
    Profiler profiler = new Profiler(engine, () -> 0);
    ProfiledRun run =
        DeepStack.call(() ->
            profiler.run(
                compile(engine, "test.atl", program), RunOptions.DEFAULT.withContexts(true)));
    return new Counted(new Shown(output.toString(), end(run.outcome())), run.profile());
  }

  /**
   * Both engines tell the same contexts apart and count the same in them; but for the contexts, the
   * profile is that of a run without.
   */
  static Counted assertContextsAgree(String program) {
    Counted interpreted = contexts(EngineKind.INTERPRETER, program);
    Counted compiled = contexts(EngineKind.COMPILED, program);
    Counted without = counted(EngineKind.COMPILED, program);
    assertEquals(without.shown(), compiled.shown());
    assertEquals(interpreted.shown(), compiled.shown());
    assertEquals(interpreted.profile(), compiled.profile());
    assertEquals(without.profile(), compiled.profile().withoutContexts());
    return compiled;
  }

  static Profile profile(String program) {
    return counted(EngineKind.COMPILED, program).profile();
  }

  static CompiledUnit compile(Engine engine, String name, String program) {
    Compilation compilation = engine.compile(new SourceFile(name, program), InputMode.FILE);
    return compilation
        .unit()
        .orElseThrow(() -> new AssertionError(describe(compilation.diagnostics().getFirst())));
  }

  static String end(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success(var value, var _) -> "value " + value;
      case Outcome.Failure(Diagnostic diagnostic, var _) -> describe(diagnostic);
      case Outcome.Interrupted(Diagnostic diagnostic, var _) -> describe(diagnostic);
    };
  }

  private static String describe(Diagnostic diagnostic) {
    return diagnostic.code()
        + " "
        + diagnostic.position()
        + " "
        + diagnostic.message()
        + " "
        + diagnostic.notes()
        + " "
        + diagnostic.related();
  }

  static String json(Profile profile) {
    return new JsonReport().render(profile, ReportOptions.DEFAULT);
  }

  /**
   * Plain, profiled and interpreted runs show the same, and the profiled one counts what the
   * interpreter counts one by one.
   */
  static Counted assertAgree(String program) {
    Counted interpreted = counted(EngineKind.INTERPRETER, program);
    Counted compiled = counted(EngineKind.COMPILED, program);
    assertEquals(interpreted.shown(), plain(program), "plain run");
    assertEquals(interpreted.shown(), compiled.shown(), "profiled run");
    assertEquals(json(interpreted.profile()), json(compiled.profile()), "counts");
    assertEquals(interpreted.profile(), compiled.profile());
    return compiled;
  }
}
