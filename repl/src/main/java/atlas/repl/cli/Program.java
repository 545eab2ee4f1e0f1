package atlas.repl.cli;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.engine.Compilation;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import atlas.vm.engine.SourceReader;
import atlas.vm.runtime.Host;
import atlas.vm.runtime.Input;
import atlas.vm.runtime.Output;
import atlas.vm.runtime.Permissions;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * A source file with an engine of its own: a file is all there is, nothing is declared again later.
 * Used on a thread with a large stack.
 */
final class Program {
  private final SourceFile source;
  private final Engine engine;
  private Compilation compilation;
  private long compileNanos;

  Program(SourceFile source, EngineKind kind, Output output) {
    this(source, kind, output, Host.standard());
  }

  Program(SourceFile source, EngineKind kind, Output output, Host host) {
    this.source = source;
    this.engine = new Engine(kind, false, output, SourceReader.files(), host);
  }

  /** What a program on the command line finds around it; its input is the rest of stdin. */
  static Host host(Streams streams, Permissions permissions, List<String> arguments) {
    return new Host(permissions, input(streams), arguments);
  }

  /** The lines of the standard input. */
  static Input input(Streams streams) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(streams.in(), StandardCharsets.UTF_8));
    return Input.of(in, streams.out());
  }

  Engine engine() {
    return engine;
  }

  SourceFile source() {
    return source;
  }

  /** Compiles it, and shows what there is to say about it. False if there are errors. */
  boolean compile(Streams streams) {
    List<Diagnostic> diagnostics = compile().diagnostics();
    if (!diagnostics.isEmpty()) {
      streams.complain(DiagnosticText.of(diagnostics));
    }
    return compilation.unit().isPresent();
  }

  Compilation compile() {
    long start = System.nanoTime();
    compilation = engine.compile(source, InputMode.FILE);
    compileNanos = System.nanoTime() - start;
    return compilation;
  }

  /** How long that took. */
  long compileNanos() {
    return compileNanos;
  }

  /** What was compiled without errors. */
  CompiledUnit unit() {
    return compilation.unit().orElseThrow();
  }

  Outcome run() {
    return engine.run(unit(), Optional.empty());
  }
}
