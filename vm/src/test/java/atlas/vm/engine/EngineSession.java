package atlas.vm.engine;

import atlas.vm.codegen.SizeLimits;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.runtime.Display;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.util.Optional;

/** A session for tests: inputs one by one, answers as text. */
final class EngineSession {
  private final StringBuilder output = new StringBuilder();
  final Engine engine;

  EngineSession(EngineKind kind) {
    this(kind, SourceReader.none());
  }

  EngineSession(EngineKind kind, SourceReader reader) {
    this.engine = new Engine(kind, true, output::append, reader);
  }

  /** What an input prints, and its result or the code of its error. */
  String eval(String text) {
    return DeepStack.call(() -> evalHere(text));
  }

  /** The same in this thread, with its stack. */
  String evalHere(String text) {
    output.setLength(0);
    Compilation compilation =
        engine.compile(new SourceFile("<input>", text), InputMode.INTERACTIVE);
    if (compilation.unit().isEmpty()) {
      return output + code(compilation.diagnostics().getFirst());
    }
    String answer =
        switch (engine.run(compilation.unit().get(), Optional.empty())) {
          case Outcome.Success s -> Display.literal(s.value());
          case Outcome.Failure f -> code(f.diagnostic());
          case Outcome.Interrupted _ -> "interrupted";
        };
    return output + answer;
  }

  private static String code(Diagnostic diagnostic) {
    return diagnostic.code().id();
  }

  /** What a program prints, and how it ends if not well. */
  static String run(String program, EngineKind kind, boolean redefinable) {
    StringBuilder output = new StringBuilder();
    return run(program, new Engine(kind, redefinable, output::append), output);
  }

  /** The same of code that is divided into methods and classes of some size. */
  static String runDivided(String program, SizeLimits limits) {
    StringBuilder output = new StringBuilder();
    return run(program, new Engine(EngineKind.COMPILED, false, output::append, limits), output);
  }

  private static String run(String program, Engine engine, StringBuilder output) {
    return DeepStack.call(() -> {
      Compilation compilation = engine.compile(new SourceFile("<test>", program), InputMode.FILE);
      if (compilation.unit().isEmpty()) {
        return "error " + compilation.diagnostics();
      }
      Outcome outcome = engine.run(compilation.unit().get(), Optional.empty());
      return outcome instanceof Outcome.Success ? output.toString() : output + "error " + outcome;
    });
  }
}
