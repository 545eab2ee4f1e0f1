package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.profiler.model.Profile;
import atlas.profiler.report.JsonReport;
import atlas.profiler.report.ReportOptions;
import atlas.vm.codegen.SizeLimits;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.engine.Compilation;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import atlas.vm.runtime.Display;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.util.Optional;

/** Programs run in each of the ways that must agree. */
public final class Runs {
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
    return plain(program, SizeLimits.STANDARD);
  }

  private static Shown plain(String program, SizeLimits limits) {
    StringBuilder output = new StringBuilder();
    Engine engine = new Engine(EngineKind.COMPILED, false, output::append, limits);
    Outcome outcome =
        DeepStack.call(() -> engine.run(compile(engine, "test.atl", program), Optional.empty()));
    return new Shown(output.toString(), end(outcome));
  }

  /** Counts without times, which stand still. */
  static Counted counted(EngineKind kind, String program) {
    return counted(kind, program, SizeLimits.STANDARD);
  }

  private static Counted counted(EngineKind kind, String program, SizeLimits limits) {
    StringBuilder output = new StringBuilder();
    Engine engine = new Engine(kind, false, output::append, limits);
    Profiler profiler = new Profiler(engine, () -> 0);
    ProfiledRun run = DeepStack.call(() -> profiler.run(compile(engine, "test.atl", program)));
    return new Counted(new Shown(output.toString(), end(run.outcome())), run.profile());
  }

  /** The same with calling contexts told apart. */
  static Counted contexts(EngineKind kind, String program) {
    return counted(kind, program, RunOptions.DEFAULT.withContexts(true));
  }

  static Counted counted(EngineKind kind, String program, RunOptions options) {
    return counted(kind, program, options, SizeLimits.STANDARD);
  }

  static Counted counted(EngineKind kind, String program, RunOptions options, SizeLimits limits) {
    StringBuilder output = new StringBuilder();
    Engine engine = new Engine(kind, false, output::append, limits);
    Profiler profiler = new Profiler(engine, () -> 0);
    ProfiledRun run =
        DeepStack.call(() -> profiler.run(compile(engine, "test.atl", program), options));
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

  /** The same contexts with code that is divided. */
  static void assertContextsAgree(String program, SizeLimits limits) {
    assertEquals(
        contexts(EngineKind.INTERPRETER, program).profile(),
        counted(EngineKind.COMPILED, program, RunOptions.DEFAULT.withContexts(true), limits)
            .profile());
  }

  /** The profile of a program under the compiled engine. */
  public static Profile profile(String program) {
    return counted(EngineKind.COMPILED, program).profile();
  }

  /** The same of a run that does more than counting. */
  public static Profile profile(String program, RunOptions options) {
    return counted(EngineKind.COMPILED, program, options).profile();
  }

  /** A run that is interrupted when it prints something that begins with a text. */
  static ProfiledRun interrupted(String program, String printed, RunOptions options) {
    Engine[] engine = new Engine[1];
    engine[0] =
        new Engine(
            EngineKind.COMPILED,
            true,
            text -> {
              if (text.startsWith(printed)) {
                engine[0].interrupt();
              }
            });
    Profiler profiler = new Profiler(engine[0], () -> 0);
    return DeepStack.call(() -> profiler.run(compile(engine[0], "test.atl", program), options));
  }

  static CompiledUnit compile(Engine engine, String name, String program) {
    Compilation compilation = engine.compile(new SourceFile(name, program), InputMode.FILE);
    return compilation
        .unit()
        .orElseThrow(() -> new AssertionError(describe(compilation.diagnostics().getFirst())));
  }

  static String end(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success(var value, var _) -> "value " + Display.display(value);
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
    return assertAgree(program, SizeLimits.STANDARD);
  }

  /** The same for code that is divided in methods and classes of limited sizes. */
  static Counted assertAgree(String program, SizeLimits limits) {
    Counted interpreted = counted(EngineKind.INTERPRETER, program);
    Counted compiled = counted(EngineKind.COMPILED, program, limits);
    assertEquals(interpreted.shown(), plain(program, limits), "plain run");
    assertEquals(interpreted.shown(), compiled.shown(), "profiled run");
    assertEquals(json(interpreted.profile()), json(compiled.profile()), "counts");
    assertEquals(interpreted.profile(), compiled.profile());
    return compiled;
  }
}
