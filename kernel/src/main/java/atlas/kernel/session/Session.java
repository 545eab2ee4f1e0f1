package atlas.kernel.session;

import atlas.kernel.session.EvalResult.About;
import atlas.kernel.session.EvalResult.Answer;
import atlas.kernel.session.EvalResult.Profiling;
import atlas.kernel.session.EvalResult.Timing;
import atlas.profiler.ProfiledRun;
import atlas.profiler.Profiler;
import atlas.profiler.RunOptions;
import atlas.profiler.Scale;
import atlas.profiler.analysis.Scaling;
import atlas.profiler.model.Glimpse;
import atlas.profiler.report.ReportOptions;
import atlas.vm.analysis.GlobalScope;
import atlas.vm.analysis.KnownTypes;
import atlas.vm.analysis.Symbol;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Disassembler;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.engine.Compilation;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.OutOfMemory;
import atlas.vm.engine.Outcome;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Host;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.Output;
import atlas.vm.runtime.Permissions;
import atlas.vm.runtime.Screen;
import atlas.vm.runtime.Value;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.syntax.Parser;
import atlas.vm.syntax.TreePrinter;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Takes inputs, one after the other, each seeing what the earlier ones declared, and says what came
 * of them (language §22.3).
 *
 * <p>One input is evaluated at a time; callers on several threads wait for each other. Only {@link
 * #interrupt} may come at any time. The thread that calls needs no large stack: inputs run on one
 * that has.
 *
 * <p>Nothing that a program does throws out of here: errors are results.
 */
public final class Session {
  /**
   * The characters of a value's text that are shown, unless {@link #setDisplayLimit} says
   * otherwise.
   */
  public static final int DISPLAY_LIMIT = 10_000;

  /** The name of the last value that was not null. */
  public static final String LAST = "_";

  private final EngineKind kind;
  private final MutableOutput output;
  private final MutableScreen screen = new MutableScreen();
  private final Host host;
  private static final long BENCH_NANOS = 1_000_000_000;
  private static final long SHORTEST_RUN_NANOS = 10_000;
  private static final int FEWEST_RUNS = 3;

  private final DeepWorker worker = new DeepWorker();
  private final MemoryWatch memory = new MemoryWatch(new JvmHeap(), this::exhausted);
  private final List<HistoryEntry> history = new ArrayList<>();
  private final List<PastInput> past = new ArrayList<>();
  private final Redeclarations redeclarations = new Redeclarations();
  private volatile Engine engine;
  private volatile Profiler profiler;
  private volatile Path directory = Path.of("").toAbsolutePath();
  private volatile atlas.vm.runtime.Input programInput = atlas.vm.runtime.Input.NONE;
  private Optional<Answer> last = Optional.empty();
  private int displayLimit = DISPLAY_LIMIT;
  private Consumer<Throwable> faults = fault -> {};
  private volatile boolean evaluating;
  private volatile boolean interruptRequested;

  /** A session whose inputs may do everything. */
  public Session(EngineKind kind, Output output) {
    this(kind, output, Permissions.ALL);
  }

  /**
   * @param output where {@code print} goes
   * @param permissions what inputs may do to the world around them
   */
  public Session(EngineKind kind, Output output, Permissions permissions) {
    this.kind = kind;
    this.output = new MutableOutput(output);
    this.host =
        new Host(
            permissions, (prompt, poll) -> programInput.readLine(prompt, poll), screen, List.of());
    this.engine = newEngine();
  }

  /** Sets what programs read from that ask for input; until then, there is none. */
  public void readFrom(atlas.vm.runtime.Input source) {
    programInput = source;
  }

  /** Sets where programs show what is more than text; until then, its text is written. */
  public void showOn(Screen target) {
    screen.set(target);
  }

  /** Evaluates an input. */
  public synchronized EvalResult eval(Input input) {
    return worker.call(() -> evaluate(input, Optional.empty()));
  }

  /** Evaluates an input with a profile. */
  public synchronized EvalResult profile(Input input, RunOptions run, ReportOptions report) {
    return worker.call(() -> evaluate(input, Optional.of(new Wanted(run, report))));
  }

  /** What the profiled input that is running has done so far, roughly. From any thread. */
  public Glimpse glimpse() {
    Profiler current = profiler;
    return current == null ? Glimpse.NOTHING : current.glimpse();
  }

  /** How a profile is wanted. */
  private record Wanted(RunOptions run, ReportOptions report) {}

  /**
   * Asks the evaluation that is going on, if any, to stop. It may be called from any thread and
   * does not wait.
   */
  public void interrupt() {
    if (evaluating) {
      interruptRequested = true;
      engine.interrupt();
    }
  }

  /**
   * Whether the evaluation that is going on has used up the memory, so that it is about to be
   * ended. From any thread; makes no objects.
   */
  public boolean isShortOfMemory() {
    return memory.isShort();
  }

  private void exhausted() {
    if (evaluating) {
      engine.exhaust();
    }
  }

  /**
   * Forgets everything that was declared. The history stays, and so does the numbering of inputs.
   */
  public synchronized void reset() {
    engine = newEngine();
    profiler = null;
    last = Optional.empty();
    past.clear();
    redeclarations.clear();
  }

  private Engine newEngine() {
    return new Engine(kind, true, output, new DirectoryReader(() -> directory), host);
  }

  /** The last value that was not null; inputs call it {@value #LAST}. */
  public synchronized Optional<EvalResult.Answer> last() {
    return last;
  }

  /** A path as the user writes it, which is relative to the session's directory. */
  public Path resolve(String path) {
    return Paths.resolve(directory, path).normalize();
  }

  /**
   * The file that a command is to read.
   *
   * @throws IOException if inputs may not read it; with a reason for the user
   */
  public Path toRead(String path) throws IOException {
    Path file = resolve(path);
    if (!host.permissions().mayRead(Permissions.canonical(file))) {
      throw new FileSystemException(path, null, "it may not be read; '--allow-read' allows it");
    }
    return file;
  }

  /**
   * The file that a command is to write; of a new one, the directory counts.
   *
   * @throws IOException if inputs may not write it; with a reason for the user
   */
  public Path toWrite(String path) throws IOException {
    Path file = resolve(path);
    Path canonical = Permissions.canonical(file);
    boolean isNew = !Files.exists(canonical) && canonical.getParent() != null;
    if (!host.permissions().mayWrite(isNew ? canonical.getParent() : canonical)) {
      throw new FileSystemException(path, null, "it may not be written; '--allow-write' allows it");
    }
    return file;
  }

  /** The files and directories that a path leads to which somebody has begun to write. */
  public List<Candidate> paths(String beginning) {
    return Paths.below(directory, beginning, file -> true);
  }

  /** Sets what paths are relative to, those of imports included. */
  public void setDirectory(Path now) {
    directory = now.toAbsolutePath();
  }

  /** The static type of the last expression of an input, without running it. */
  public synchronized TypeAnswer typeOf(Input input) {
    return worker.call(() -> {
      SourceFile source = new SourceFile(nameOf(input), input.text());
      Compilation compilation = engine.compile(source, input.mode());
      return new TypeAnswer(
          compilation
              .unit()
              .map(unit -> TypePrinter.print(KnownTypes.of(unit.typed(), false).ofResult())),
          compilation.diagnostics());
    });
  }

  /** The bytecode of an input, or of the function whose name it is, without running it. */
  public synchronized TypeAnswer disassemble(Input input) {
    return worker.call(() -> {
      SourceFile source = new SourceFile(nameOf(input), input.text());
      Optional<Code> function = redeclarations.code(input.text().strip());
      if (function.isPresent()) {
        CodeUnit alone = new CodeUnit(function.get().source(), List.of(function.get()));
        return new TypeAnswer(Optional.of(Disassembler.disassemble(alone)), List.of());
      }
      Compilation compilation = engine.compile(source, input.mode());
      return new TypeAnswer(
          compilation.unit().map(unit -> Disassembler.disassemble(unit.code())),
          compilation.diagnostics());
    });
  }

  /** The tree of an input as source text in canonical layout. */
  public synchronized TypeAnswer tree(Input input) {
    return worker.call(() -> {
      DiagnosticSink sink = new DiagnosticSink();
      SourceFile source = new SourceFile(nameOf(input), input.text());
      Ast.Program program = Parser.parse(source, input.mode(), sink);
      return new TypeAnswer(
          sink.hasErrors() ? Optional.empty() : Optional.of(TreePrinter.print(program)),
          sink.sorted());
    });
  }

  /**
   * All that inputs have done since the last {@link #reset}, as one program.
   *
   * @param file where it will be, for its imports
   */
  public synchronized SavedProgram program(Path file) {
    return worker.call(() -> SavedProgram.of(past, file));
  }

  /**
   * Runs an input again and again, for about a second, and at last once more to count. Only the
   * first run is heard.
   *
   * @return the result of the last run, how long each took, and what it executed
   */
  public synchronized Bench bench(Input input) {
    List<Long> nanos = new ArrayList<>();
    EvalResult result =
        worker.call(() -> guarded(input, source -> new Evaluation(source, input).bench(nanos)));
    return new Bench(result, nanos);
  }

  /**
   * What {@link #bench} measured.
   *
   * @param nanos of each run that came to its end
   */
  public record Bench(EvalResult result, List<Long> nanos) {
    public Bench {
      nanos = List.copyOf(nanos);
    }
  }

  /**
   * Runs an input with each of the values of a variable in turn, and counts. An input that declares
   * the variable has the value there; else it is declared before, and keeps the last value. Only
   * the first run is heard.
   */
  public synchronized Scaled scale(Input input, Scale scale, RunOptions run) {
    List<Scaling.Run> runs = new ArrayList<>();
    EvalResult result =
        worker.call(() -> guarded(input, source -> scaled(source, input, scale, run, runs)));
    return new Scaled(result, runs);
  }

  /**
   * What came of {@link #scale}.
   *
   * @param result of the run that failed, or of the last one
   * @param runs that came to their end
   */
  public record Scaled(EvalResult result, List<Scaling.Run> runs) {
    public Scaled {
      runs = List.copyOf(runs);
    }
  }

  private EvalResult scaled(
      SourceFile source, Input input, Scale scale, RunOptions how, List<Scaling.Run> runs) {
    Optional<Wanted> wanted = Optional.of(new Wanted(how, ReportOptions.DEFAULT));
    try {
      EvalResult result;
      Iterator<Long> values = scale.values().iterator();
      do {
        long value = values.next();
        Optional<SourceFile> set = Parameter.set(source, input.mode(), scale.variable(), value);
        result =
            set.isPresent()
                ? new Evaluation(set.get(), input).evaluate(wanted)
                : declared(scale.variable(), value)
                    .orElseGet(() -> new Evaluation(source, input).evaluate(wanted));
        if (result.isSuccess()) {
          Profiling profiling = result.about().profile().orElseThrow();
          runs.add(new Scaling.Run(value, profiling.profile()));
        }
        output.mute(true);
        screen.mute(true);
      } while (result.isSuccess() && values.hasNext());
      return result;
    } finally {
      output.mute(false);
      screen.mute(false);
    }
  }

  /** Declares a variable; empty, or why that failed. */
  private Optional<EvalResult> declared(String variable, long value) {
    boolean mutable = scope().variable(variable).filter(Symbol.Variable::mutable).isPresent();
    String text = (mutable ? "var " : "let ") + variable + " = " + value + ";";
    SourceFile source = new SourceFile("<" + Scale.OPTION + ">", text);
    return Optional.of(new Evaluation(source, Input.of(text)).evaluate(Optional.empty()))
        .filter(result -> !result.isSuccess());
  }

  /**
   * What {@link #typeOf}, {@link #disassemble} or {@link #tree} found.
   *
   * @param type absent if there are errors
   */
  public record TypeAnswer(Optional<String> type, List<Diagnostic> diagnostics) {}

  /**
   * What may be written at a cursor. From any thread and at any time, also while an input runs; it
   * takes no longer than a keystroke and never fails.
   *
   * @param cursor a UTF-16 offset
   */
  public Completions complete(String text, int cursor) {
    return ask(() -> query(text, cursor).complete(), Completions.none(cursor));
  }

  /**
   * What is known of the name at a cursor, or of the function called there; as {@link #complete}.
   */
  public Optional<Inspection> inspect(String text, int cursor) {
    return ask(() -> query(text, cursor).inspect(), Optional.empty());
  }

  /** The call that a cursor is inside of; as {@link #complete}. */
  public Optional<CallHint> hint(String text, int cursor) {
    return ask(() -> query(text, cursor).hint(), Optional.empty());
  }

  private Queries query(String text, int cursor) {
    return new Queries(text, cursor, engine.scope(), directory);
  }

  /** An answer that is not worth a failure. */
  private static <T> T ask(Supplier<T> question, T otherwise) {
    try {
      return question.get();
    } catch (RuntimeException | StackOverflowError e) {
      return otherwise;
    }
  }

  /** The top-level names declared so far. */
  public GlobalScope scope() {
    return engine.scope();
  }

  /** All inputs so far, the oldest first, failed ones included. */
  public synchronized List<HistoryEntry> history() {
    return List.copyOf(history);
  }

  /** Sets who is told of faults of Atlas itself, which become results as errors of programs do. */
  public synchronized void onFault(Consumer<Throwable> listener) {
    faults = listener;
  }

  /** Tells the one who listens for them of a fault elsewhere. */
  public synchronized void fault(Throwable fault) {
    faults.accept(fault);
  }

  /** Sets how many characters of a value's text are shown at most. */
  public synchronized void setDisplayLimit(int characters) {
    displayLimit = characters;
  }

  private EvalResult evaluate(Input input, Optional<Wanted> wanted) {
    return guarded(input, source -> new Evaluation(source, input).evaluate(wanted));
  }

  private EvalResult guarded(Input input, Function<SourceFile, EvalResult> evaluation) {
    String name = nameOf(input);
    SourceFile source = new SourceFile(name, input.text());
    int index = history.size();
    if (input.isRemembered()) {
      history.add(new HistoryEntry(index + 1, name, input.text(), false));
    }
    interruptRequested = false;
    try {
      evaluating = true;
      memory.begin();
      EvalResult result = evaluation.apply(source);
      if (result.isSuccess() && input.isRemembered()) {
        history.set(index, new HistoryEntry(index + 1, name, input.text(), true));
      }
      return result;
    } catch (OutOfMemoryError fault) {
      engine.makeRoom();
      return failure(name, OutOfMemory.diagnostic(source));
    } catch (RuntimeException | Error fault) {
      faults.accept(fault);
      return failure(name, internalError(source, fault));
    } finally {
      memory.end();
      evaluating = false;
    }
  }

  private static EvalResult failure(String name, Diagnostic diagnostic) {
    About about = new About(name, List.of(), List.of(), Optional.empty(), Timing.NONE);
    return new EvalResult.Failure(about, List.of(diagnostic));
  }

  private static Diagnostic internalError(SourceFile source, Throwable fault) {
    return Diagnostic.error(
            DiagnosticCode.AT9995, source, Span.at(0), "Internal error: " + fault, "")
        .withHelp("this is a defect of Atlas; please report it together with the input");
  }

  /**
   * The static type of the value that an input had, given that it is not null. An 'if' or block has
   * a value, but no static type.
   */
  static Type typeOfLast(CompiledUnit unit) {
    Type type = unit.typed().resultType();
    return type == Type.NULL || type == Type.VOID ? Type.UNKNOWN : type;
  }

  private String nameOf(Input input) {
    return input.name().orElse("<input " + (history.size() + 1) + ">");
  }

  /** The evaluation of one source text. */
  private final class Evaluation {
    private final SourceFile source;
    private final Input input;
    private List<Diagnostic> warnings = List.of();
    private List<String> notes = List.of();
    private Optional<Profiling> profile = Optional.empty();
    private CompiledUnit compiled;
    private long compileNanos;
    private long runNanos;

    Evaluation(SourceFile source, Input input) {
      this.source = source;
      this.input = input;
    }

    EvalResult evaluate(Optional<Wanted> wanted) {
      long start = System.nanoTime();
      Compilation compilation = engine.compile(source, input.mode());
      compileNanos = System.nanoTime() - start;
      warnings = compilation.diagnostics().stream().filter(d -> !d.isError()).toList();
      if (compilation.unit().isEmpty()) {
        return new EvalResult.Failure(about(), compilation.diagnostics());
      }
      if (interruptRequested) {
        return new EvalResult.Interrupted(about(), stoppedBetweenRuns());
      }
      CompiledUnit unit = compilation.unit().get();
      compiled = unit;
      GlobalScope before = engine.scope();
      Outcome outcome = timed(unit, wanted);
      notes = redeclarations.record(unit, before, engine.scope());
      remember(outcome);
      return result(unit, outcome);
    }

    private void remember(Outcome outcome) {
      // A program that is saved needs what was declared, whoever has sent it.
      if (!input.isRemembered() && compiled.typed().declared().isEmpty()) {
        return;
      }
      boolean answered =
          outcome instanceof Outcome.Success success && success.value() != NullValue.NULL;
      OptionalInt reached =
          outcome instanceof Outcome.Success
              ? OptionalInt.of(source.text().length())
              : outcome.ended().stream()
                  .filter(each -> each.code().isMain() && each.code().source() == source)
                  .mapToInt(each -> each.code().span(each.pc()).start())
                  .findFirst();
      reached.ifPresent(place ->
          past.add(
              new PastInput(history.size(), source, input.mode(), directory, place, answered)));
    }

    EvalResult bench(List<Long> nanos) {
      try {
        EvalResult result = evaluate(Optional.empty());
        output.mute(true);
        screen.mute(true);
        long total = 0;
        while (result.isSuccess()) {
          nanos.add(runNanos);
          total += Math.max(runNanos, SHORTEST_RUN_NANOS);
          if (total >= BENCH_NANOS && nanos.size() >= FEWEST_RUNS || interruptRequested) {
            break;
          }
          result = evaluateAgain();
        }
        if (result.isSuccess() && interruptRequested) {
          return new EvalResult.Interrupted(about(), stoppedBetweenRuns());
        }
        return result.isSuccess() ? counted(result) : result;
      } finally {
        output.mute(false);
        screen.mute(false);
      }
    }

    /** Keeps what the last run came to, with the counts of one run more. */
    private EvalResult counted(EvalResult result) {
      Outcome outcome =
          run(compiled, Optional.of(new Wanted(RunOptions.DEFAULT, ReportOptions.DEFAULT)));
      return outcome instanceof Outcome.Success ? result(compiled, outcome) : result;
    }

    private EvalResult evaluateAgain() {
      return result(compiled, timed(compiled, Optional.empty()));
    }

    /** Runs the unit; what making its classes takes counts as compiling. */
    private Outcome timed(CompiledUnit unit, Optional<Wanted> wanted) {
      long generated = engine.generationNanos();
      long start = System.nanoTime();
      Outcome outcome = run(unit, wanted);
      long nanos = System.nanoTime() - start;
      generated = engine.generationNanos() - generated;
      runNanos = Math.max(1, nanos - generated);
      compileNanos += generated;
      return outcome;
    }

    private Outcome run(CompiledUnit unit, Optional<Wanted> wanted) {
      if (wanted.isEmpty()) {
        return engine.run(unit, Optional.empty());
      }
      if (profiler == null) {
        profiler = new Profiler(engine);
      }
      ProfiledRun run = profiler.run(unit, wanted.get().run());
      profile =
          Optional.of(
              new Profiling(run.profile().plusCompileNanos(compileNanos), wanted.get().report()));
      return run.outcome();
    }

    private EvalResult result(CompiledUnit unit, Outcome outcome) {
      return switch (outcome) {
        case Outcome.Success success ->
            new EvalResult.Success(about(), answer(unit, success.value()));
        case Outcome.Failure failure -> {
          List<Diagnostic> all = new ArrayList<>(warnings);
          all.add(failure.diagnostic());
          yield new EvalResult.Failure(about(), all);
        }
        case Outcome.Interrupted interrupted ->
            new EvalResult.Interrupted(about(), interrupted.diagnostic());
      };
    }

    private Optional<Answer> answer(CompiledUnit unit, Value value) {
      if (value == NullValue.NULL) {
        return Optional.empty();
      }
      Type type = unit.typed().resultType();
      Type known = typeOfLast(unit);
      String text = Display.literal(value, displayLimit);
      Type shown = known == type ? KnownTypes.of(unit.typed(), false).ofResult() : known;
      Optional<Answer> answer = Optional.of(new Answer(value, TypePrinter.print(shown), text));
      if (input.isRemembered()) {
        engine.define(LAST, known, value, source);
        last = answer;
      }
      return answer;
    }

    private Diagnostic stoppedBetweenRuns() {
      return Diagnostic.error(DiagnosticCode.AW9999, source, Span.at(0), "interrupted", "");
    }

    private About about() {
      return new About(source.name(), warnings, notes, profile, new Timing(compileNanos, runNanos));
    }
  }
}
