package atlas.vm.engine;

import atlas.vm.analysis.Checker;
import atlas.vm.analysis.GlobalScope;
import atlas.vm.analysis.Symbol;
import atlas.vm.analysis.TypedUnit;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.instrument.Instrumentation;
import atlas.vm.lowering.Lowering;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Interruption;
import atlas.vm.runtime.Output;
import atlas.vm.runtime.Unwinding.Activation;
import atlas.vm.runtime.Value;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.syntax.InputMode;
import atlas.vm.syntax.Parser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The language as one object: compiles source texts and runs them, one after the other, each seeing
 * what the earlier ones declared. Not thread-safe, except for {@link #interrupt}. Knows nothing of
 * terminals, files or profiles.
 *
 * <p>Programs may nest deeply and call deeply, so compile and run on a thread made by {@link
 * DeepStack}.
 */
public final class Engine {
  /**
   * The most activations that there may be at once, the top-level code included; one more is
   * AT0008.
   */
  public static final int DEPTH_LIMIT = 100_000;

  private static final int NOTED_CALLS = 10;

  private final Machine machine;
  private GlobalScope scope = GlobalScope.EMPTY;
  private volatile boolean running;

  /**
   * @param redefinable whether later inputs may redeclare functions, and runs may be interrupted; a
   *     program that is one file needs no such thing and its calls are linked for good
   * @param output where {@code print} goes
   */
  public Engine(EngineKind kind, boolean redefinable, Output output) {
    this.machine = new Machine(kind, redefinable, output);
  }

  /** Parses, checks and lowers a source text. Declares nothing yet: {@link #run} does. */
  public Compilation compile(SourceFile source, InputMode mode) {
    DiagnosticSink sink = new DiagnosticSink();
    Ast.Program program = Parser.parse(source, mode, sink);
    Optional<TypedUnit> typed =
        sink.hasErrors()
            ? Optional.empty()
            : Checker.check(source, program, scope, machine.library(), sink);
    Optional<CompiledUnit> unit =
        typed.map(t -> new CompiledUnit(t, Lowering.lower(t, machine.library())));
    return new Compilation(sink.sorted(), unit);
  }

  /**
   * Runs a unit that this engine compiled last. What it declares stays declared, up to the place of
   * an error. All code that the run reaches counts if {@code instrumentation} is given, functions
   * of earlier units included.
   *
   * @param instrumentation for the life of the engine always the same one, if any
   */
  public Outcome run(CompiledUnit unit, Optional<Instrumentation> instrumentation) {
    LoadedUnit loaded = machine.load(unit.code());
    TypedUnit typed = unit.typed();
    try {
      running = true;
      Value value = machine.run(loaded, typed.scopeAfter().implementations(), instrumentation);
      return new Outcome.Success(value, machine.caught());
    } catch (AtlasError error) {
      return failed(
          unit, error, error.code(), error.getMessage(), Optional.ofNullable(error.help()));
    } catch (Interruption interruption) {
      List<Activation> active = machine.traces().activations(interruption);
      Diagnostic diagnostic =
          located(unit, active, DiagnosticCode.AW9999, "interrupted", Optional.empty());
      return new Outcome.Interrupted(diagnostic, ended(active));
    } catch (StackOverflowError overflow) {
      String message = "call stack exhausted: out of memory for more calls";
      return failed(unit, overflow, DiagnosticCode.AT0008, message, Optional.empty());
    } catch (OutOfMemoryError memory) {
      String message = "out of memory";
      Optional<String> help = Optional.of("the values of this run need more memory than there is");
      return failed(unit, memory, DiagnosticCode.AT0400, message, help);
    } finally {
      running = false;
      machine.interrupt(false);
      scope = typed.scopeAfter(typed.declared().stream().filter(this::isBound).toList());
    }
  }

  private boolean isBound(Symbol symbol) {
    int slot =
        switch (symbol) {
          case Symbol.Variable v -> v.slot();
          case Symbol.Function f -> f.slot();
          case Symbol.Library _, Symbol.Constant _, Symbol.NoneValue _ ->
              throw new AssertionError(symbol);
        };
    return machine.globals().get(slot) != null;
  }

  private Outcome failed(
      CompiledUnit unit,
      Throwable thrown,
      DiagnosticCode code,
      String message,
      Optional<String> help) {
    List<Activation> active = machine.traces().activations(thrown);
    return new Outcome.Failure(located(unit, active, code, message, help), ended(active));
  }

  private List<Activation> ended(List<Activation> active) {
    List<Activation> all = new ArrayList<>(active);
    all.addAll(machine.caught());
    return all;
  }

  /** The diagnostic at the innermost activation, with notes on the active calls. */
  private static Diagnostic located(
      CompiledUnit unit,
      List<Activation> active,
      DiagnosticCode code,
      String message,
      Optional<String> help) {
    Diagnostic diagnostic;
    if (active.isEmpty()) {
      diagnostic = Diagnostic.error(code, unit.typed().source(), Span.at(0), message, "");
    } else {
      Activation innermost = active.getFirst();
      Span span = innermost.code().span(innermost.pc());
      diagnostic = Diagnostic.error(code, innermost.code().source(), span, message, "");
    }
    for (int i = 0; i + 1 < active.size() && i < NOTED_CALLS; i++) {
      Activation caller = active.get(i + 1);
      SourceFile source = caller.code().source();
      Span span = caller.code().span(caller.pc());
      diagnostic =
          diagnostic.withNote(
              "in "
                  + active.get(i).code().name()
                  + ", called at "
                  + source.name()
                  + ":"
                  + source.position(span.start()).line()
                  + ":"
                  + source.position(span.start()).column());
    }
    int left = active.size() - 1 - NOTED_CALLS;
    if (left > 0) {
      diagnostic = diagnostic.withNote("and " + left + " more calls");
    }
    return help.isPresent() ? diagnostic.withHelp(help.get()) : diagnostic;
  }

  /** Asks a run that is going on in another thread to stop. Without effect when there is none. */
  public void interrupt() {
    if (running) {
      machine.interrupt(true);
    }
  }

  /** The top-level names declared so far. */
  public GlobalScope scope() {
    return scope;
  }

  /** The value of a top-level variable or function; empty if it is not bound. */
  public Optional<Value> value(Symbol symbol) {
    int slot =
        switch (symbol) {
          case Symbol.Variable v -> v.slot();
          case Symbol.Function f -> f.slot();
          case Symbol.Library _, Symbol.Constant _, Symbol.NoneValue _ -> -1;
        };
    return Optional.ofNullable(machine.globals().get(slot));
  }
}
