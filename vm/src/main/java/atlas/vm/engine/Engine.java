package atlas.vm.engine;

import atlas.vm.analysis.GlobalScope;
import atlas.vm.analysis.Symbol;
import atlas.vm.analysis.TypedUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.codegen.SizeLimits;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.instrument.Instrumentation;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Host;
import atlas.vm.runtime.Interruption;
import atlas.vm.runtime.LengthOverflow;
import atlas.vm.runtime.Output;
import atlas.vm.runtime.Unwinding.Activation;
import atlas.vm.runtime.Value;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.syntax.InputMode;
import atlas.vm.types.Type;
import atlas.vm.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The language as one object: compiles source texts and runs them, one after the other, each seeing
 * what the earlier ones declared. Not thread-safe, except for {@link #interrupt}, {@link #exhaust},
 * {@link #scope} and what else says so. Knows nothing of terminals, files or profiles.
 *
 * <p>Programs may nest deeply and call deeply, so compile and run on a thread made by {@link
 * DeepStack}.
 */
public final class Engine {
  /**
   * The most activations that there may be at once, the top-level code included; one more is
   * AT0008. Enough for 100,000 calls within each other and the few around them.
   */
  public static final int DEPTH_LIMIT = 101_000;

  private static final int NOTED_CALLS = 10;

  private final Machine machine;
  private final Modules modules;
  private volatile GlobalScope scope = GlobalScope.EMPTY;
  private final MemoryReserve reserve = new MemoryReserve();
  // Whether a run goes on, and what it is asked to do, change under this lock alone: a request
  // that comes just as a run ends must not stop the next one.
  private final Object requests = new Object();
  private boolean running;
  private volatile boolean exhausted;

  /**
   * @param redefinable whether later inputs may redeclare functions, and runs may be interrupted; a
   *     program that is one file needs no such thing and its calls are linked for good
   * @param output where {@code print} goes
   */
  public Engine(EngineKind kind, boolean redefinable, Output output) {
    this(kind, redefinable, output, SourceReader.files());
  }

  /** An engine for which modules come from {@code reader}. */
  public Engine(EngineKind kind, boolean redefinable, Output output, SourceReader reader) {
    this(kind, redefinable, output, reader, Host.standard());
  }

  /** An engine whose programs find {@code host} around them. */
  public Engine(
      EngineKind kind, boolean redefinable, Output output, SourceReader reader, Host host) {
    this(kind, redefinable, output, reader, host, SizeLimits.STANDARD);
  }

  /**
   * An engine that generates smaller methods and classes than the JVM demands, to test how code is
   * divided.
   */
  public Engine(EngineKind kind, boolean redefinable, Output output, SizeLimits limits) {
    this(kind, redefinable, output, SourceReader.files(), Host.standard(), limits);
  }

  private Engine(
      EngineKind kind,
      boolean redefinable,
      Output output,
      SourceReader reader,
      Host host,
      SizeLimits limits) {
    this.machine = new Machine(kind, redefinable, output, host, limits);
    this.modules = new Modules(reader, machine.library(), !redefinable);
  }

  /**
   * Parses, checks and lowers a source text and the modules that it imports. Declares nothing yet:
   * {@link #run} does. Imports are relative to the file of that name, or to the working directory
   * where there is none.
   */
  public Compilation compile(SourceFile source, InputMode mode) {
    return modules.compile(source, mode, scope);
  }

  /**
   * Runs a unit that this engine compiled last, and before it the modules that it imports and that
   * did not run yet. If one of those fails, nothing of the unit happens. What it declares stays
   * declared, up to the place of an error. All code that the run reaches counts if {@code
   * instrumentation} is given, functions of earlier units included.
   *
   * @param instrumentation for the life of the engine always the same one, if any; one that tells
   *     calling contexts apart is for one run
   */
  public Outcome run(CompiledUnit unit, Optional<Instrumentation> instrumentation) {
    TypedUnit typed = unit.typed();
    boolean modulesRan = false;
    try {
      synchronized (requests) {
        running = true;
      }
      reserve.take();
      machine.begin(instrumentation);
      for (Module module : unit.modules()) {
        runModule(module);
      }
      modulesRan = true;
      LoadedUnit loaded =
          machine.load(unit.code(), machine.session(typed.scopeAfter().implementations()));
      return new Outcome.Success(machine.run(loaded), machine.caught());
    } catch (AtlasError error) {
      return failed(
          unit, error, error.code(), error.getMessage(), Optional.ofNullable(error.help()));
    } catch (Interruption interruption) {
      if (exhausted) {
        return outOfMemory(unit, interruption);
      }
      List<Activation> active = machine.ended(interruption);
      Diagnostic diagnostic =
          located(unit, active, DiagnosticCode.AW9999, interruption.getMessage(), Optional.empty());
      return new Outcome.Interrupted(diagnostic, ended(active));
    } catch (StackOverflowError overflow) {
      String message = "call stack exhausted: out of memory for more calls";
      return failed(unit, overflow, DiagnosticCode.AT0008, message, Optional.empty());
    } catch (OutOfMemoryError memory) {
      return outOfMemory(unit, memory);
    } finally {
      synchronized (requests) {
        running = false;
        exhausted = false;
        machine.interrupt(false);
      }
      if (modulesRan) {
        List<Symbol> bound = typed.declared().stream().filter(this::isBound).toList();
        forgetReplaced(bound);
        scope = typed.scopeAfter(bound);
      }
    }
  }

  /**
   * Drops the values of variables whose names stand for variables of other types from now on, and
   * to which no function refers: nobody can come to them any more.
   */
  private void forgetReplaced(List<? extends Symbol> declared) {
    for (Symbol symbol : declared) {
      if (symbol instanceof Symbol.Variable variable) {
        scope
            .formerVariable(variable.name())
            .filter(former -> former.slot() != variable.slot() && !former.isKnownToFunctions())
            .ifPresent(former -> machine.globals().forget(former.slot()));
      }
    }
  }

  /**
   * Takes it that the unit which this engine compiled last has run with its modules, without
   * running it: the next one is compiled on top of it.
   *
   * @param bound which of the top-level symbols that it declares have come into being
   */
  public void assume(CompiledUnit unit, Predicate<Symbol> bound) {
    TypedUnit typed = unit.typed();
    unit.modules().forEach(modules::ran);
    scope = typed.scopeAfter(typed.declared().stream().filter(bound).toList());
  }

  private void runModule(Module module) {
    if (modules.isLoaded(module)) {
      return;
    }
    modules.running(module);
    Home home = machine.module(module.file(), module.unit().typed().implementations());
    machine.run(machine.load(module.unit().code(), home));
    modules.ran(module);
  }

  private boolean isBound(Symbol symbol) {
    return machine.globals().get(symbol.slot()) != null;
  }

  private Outcome failed(
      CompiledUnit unit,
      Throwable thrown,
      DiagnosticCode code,
      String message,
      Optional<String> help) {
    List<Activation> active = machine.ended(thrown);
    List<Activation> shown = isForeign(active) ? active.subList(1, active.size()) : active;
    return new Outcome.Failure(located(unit, shown, code, message, help), ended(active));
  }

  private Outcome outOfMemory(CompiledUnit unit, Throwable thrown) {
    reserve.release();
    String help = thrown instanceof LengthOverflow ? thrown.getMessage() : OutOfMemory.HELP;
    try {
      return failed(unit, thrown, DiagnosticCode.AT0400, OutOfMemory.MESSAGE, Optional.of(help));
    } catch (OutOfMemoryError again) {
      return new Outcome.Failure(OutOfMemory.diagnostic(unit.typed().source()), List.of());
    }
  }

  /**
   * Whether the innermost activation is that of a foreign function (language §15.3), which has no
   * code but what stands for all of its declaration: the error is that of the call.
   */
  private static boolean isForeign(List<Activation> active) {
    if (active.size() < 2) {
      return false;
    }
    Activation innermost = active.getFirst();
    return innermost.code().span(innermost.pc()).equals(innermost.code().span());
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

  /**
   * The activations that a stack trace of a running thread shows, innermost first; not those of the
   * interpreter. From any thread.
   */
  public List<Activation> activations(StackTraceElement[] trace) {
    return machine.traces().activations(trace, List.of());
  }

  /** Whether an element of a stack trace is code of a program. From any thread. */
  public boolean isGenerated(StackTraceElement element) {
    return machine.traces().isGenerated(element);
  }

  /**
   * The wall time that making JVM classes has taken in all runs until now, which happens in the
   * middle of a run, when code is first needed. From the thread of the runs.
   */
  public long generationNanos() {
    return machine.generationNanos();
  }

  /** Asks a run that is going on in another thread to stop. Without effect when there is none. */
  public void interrupt() {
    synchronized (requests) {
      if (running) {
        machine.interrupt(true);
      }
    }
  }

  /**
   * Asks a run that is going on in another thread to end as one that has run out of memory: there
   * is so little left that it does not get on. Without effect when there is none.
   */
  public void exhaust() {
    synchronized (requests) {
      if (running) {
        exhausted = true;
        machine.interrupt(true);
      }
    }
  }

  /** To be called if there was no memory for something outside of a run: leaves some to say so. */
  public void makeRoom() {
    reserve.release();
  }

  /** The top-level names declared so far. From any thread. */
  public GlobalScope scope() {
    return scope;
  }

  /**
   * Declares an immutable top-level variable from outside of any program, or declares it again; by
   * the same rules as a declaration in an input.
   *
   * @param source what counts as the place of its declaration
   */
  public void define(String name, Type type, Value value, SourceFile source) {
    int slot = assume(name, type, source).slot();
    machine.globals().variable(new Constant.VariableConstant(name, slot, type, true)).bind(value);
  }

  /** The same without a value: for what is compiled on top of it, and not run. */
  public Symbol.Variable assume(String name, Type type, SourceFile source) {
    Optional<Symbol.Variable> former =
        scope.formerVariable(name).filter(old -> Types.equal(old.type(), type));
    int slot = former.map(Symbol.Variable::slot).orElseGet(() -> modules.freshSlot(scope));
    Symbol.Variable variable =
        new Symbol.Variable(
            name, type, false, Symbol.Storage.GLOBAL, slot, Optional.empty(), source, Span.at(0));
    former.ifPresent(variable::replace);
    forgetReplaced(List.of(variable));
    scope = scope.with(List.of(variable));
    return variable;
  }

  /** The value of a top-level variable or function; empty if it is not bound. */
  public Optional<Value> value(Symbol symbol) {
    return Optional.ofNullable(machine.globals().get(symbol.slot()));
  }
}
