package atlas.kernel.session;

import atlas.kernel.session.EvalResult.About;
import atlas.kernel.session.EvalResult.Answer;
import atlas.kernel.session.EvalResult.Profiling;
import atlas.kernel.session.EvalResult.Timing;
import atlas.profiler.ProfiledRun;
import atlas.profiler.Profiler;
import atlas.profiler.report.ReportOptions;
import atlas.vm.analysis.GlobalScope;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.engine.Compilation;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.Output;
import atlas.vm.runtime.Value;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.syntax.InputMode;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

  private final EngineKind kind;
  private final Output output;
  private final DeepWorker worker = new DeepWorker();
  private final List<HistoryEntry> history = new ArrayList<>();
  private final Redeclarations redeclarations = new Redeclarations();
  private volatile Engine engine;
  private Profiler profiler;
  private int displayLimit = DISPLAY_LIMIT;
  private Consumer<Throwable> faults = fault -> {};
  private volatile boolean evaluating;
  private volatile boolean interruptRequested;

  /**
   * @param output where {@code print} goes
   */
  public Session(EngineKind kind, Output output) {
    this.kind = kind;
    this.output = output;
    this.engine = new Engine(kind, true, output);
  }

  /**
   * Evaluates an input. If its first line begins with {@code %profile} or {@code :profile}, then
   * with a profile, under the options that follow on that line.
   */
  public synchronized EvalResult eval(Input input) {
    int options = MagicLine.optionsOf(input.text());
    if (options >= 0) {
      return profile(input, options);
    }
    return worker.call(() -> evaluate(nameOf(input), input, input.text(), Optional.empty()));
  }

  /**
   * Evaluates an input with a profile.
   *
   * @param from where in the text the options of the report start; what is before that is not code
   */
  public synchronized EvalResult profile(Input input, int from) {
    return worker.call(() -> evalProfiled(input, from));
  }

  /** Whether there is nothing yet behind the options of {@link #profile}, and they are sound. */
  public static boolean lacksCodeToProfile(Input input, int from) {
    MagicLine magic = MagicLine.parse(input.name().orElse(""), input.text(), from);
    return magic.problem().isEmpty() && !Input.of(magic.code()).hasCode();
  }

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
   * Forgets everything that was declared. The history stays, and so does the numbering of inputs.
   */
  public synchronized void reset() {
    engine = new Engine(kind, true, output);
    profiler = null;
    redeclarations.clear();
  }

  /** The static type of the last expression of an input, without running it. */
  public synchronized TypeAnswer typeOf(Input input) {
    return worker.call(() -> {
      SourceFile source = new SourceFile(nameOf(input), input.text());
      Compilation compilation = engine.compile(source, InputMode.INTERACTIVE);
      return new TypeAnswer(
          compilation.unit().map(unit -> TypePrinter.print(unit.typed().resultType())),
          compilation.diagnostics());
    });
  }

  /**
   * What {@link #typeOf} found.
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

  /** What is known of the name at a cursor, or of the function called there; as {@link #complete}. */
  public Optional<Inspection> inspect(String text, int cursor) {
    return ask(() -> query(text, cursor).inspect(), Optional.empty());
  }

  /** The call that a cursor is inside of; as {@link #complete}. */
  public Optional<CallHint> hint(String text, int cursor) {
    return ask(() -> query(text, cursor).hint(), Optional.empty());
  }

  private Queries query(String text, int cursor) {
    return new Queries(text, cursor, engine.scope());
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

  /** Sets how many characters of a value's text are shown at most. */
  public synchronized void setDisplayLimit(int characters) {
    displayLimit = characters;
  }

  private EvalResult evalProfiled(Input input, int from) {
    String name = nameOf(input);
    MagicLine magic = MagicLine.parse(name, input.text(), from);
    if (magic.problem().isPresent()) {
      remember(name, input);
      About about = new About(name, List.of(), List.of(), Optional.empty(), Timing.NONE);
      return new EvalResult.Failure(about, List.of(magic.problem().get()));
    }
    return evaluate(name, input, magic.code(), Optional.of(magic.options()));
  }

  private EvalResult evaluate(
      String name, Input input, String code, Optional<ReportOptions> options) {
    remember(name, input);
    SourceFile source = new SourceFile(name, code);
    interruptRequested = false;
    evaluating = true;
    try {
      return new Evaluation(source).evaluate(options);
    } catch (RuntimeException | Error fault) {
      faults.accept(fault);
      About about = new About(name, List.of(), List.of(), Optional.empty(), Timing.NONE);
      return new EvalResult.Failure(about, List.of(internalError(source, fault)));
    } finally {
      evaluating = false;
    }
  }

  private static Diagnostic internalError(SourceFile source, Throwable fault) {
    return Diagnostic.error(
            DiagnosticCode.AT9995, source, Span.at(0), "Internal error: " + fault, "")
        .withHelp("this is a defect of Atlas; please report it together with the input");
  }

  private void remember(String name, Input input) {
    history.add(new HistoryEntry(history.size() + 1, name, input.text()));
  }

  private String nameOf(Input input) {
    return input.name().orElse("<input " + (history.size() + 1) + ">");
  }

  /** The evaluation of one source text. */
  private final class Evaluation {
    private final SourceFile source;
    private List<Diagnostic> warnings = List.of();
    private List<String> notes = List.of();
    private Optional<Profiling> profile = Optional.empty();
    private long compileNanos;
    private long runNanos;

    Evaluation(SourceFile source) {
      this.source = source;
    }

    EvalResult evaluate(Optional<ReportOptions> options) {
      long start = System.nanoTime();
      Compilation compilation = engine.compile(source, InputMode.INTERACTIVE);
      compileNanos = System.nanoTime() - start;
      warnings = compilation.diagnostics().stream().filter(d -> !d.isError()).toList();
      if (compilation.unit().isEmpty()) {
        return new EvalResult.Failure(about(), compilation.diagnostics());
      }
      if (interruptRequested) {
        return new EvalResult.Interrupted(about(), stoppedBeforeItRan());
      }
      CompiledUnit unit = compilation.unit().get();
      GlobalScope before = engine.scope();
      start = System.nanoTime();
      Outcome outcome = run(unit, options);
      runNanos = System.nanoTime() - start;
      notes = redeclarations.record(unit, before, engine.scope());
      return result(unit, outcome);
    }

    private Outcome run(CompiledUnit unit, Optional<ReportOptions> options) {
      if (options.isEmpty()) {
        return engine.run(unit, Optional.empty());
      }
      if (profiler == null) {
        profiler = new Profiler(engine);
      }
      ProfiledRun run = profiler.run(unit);
      profile =
          Optional.of(new Profiling(run.profile().withCompileNanos(compileNanos), options.get()));
      return run.outcome();
    }

    private EvalResult result(CompiledUnit unit, Outcome outcome) {
      return switch (outcome) {
        case Outcome.Success success ->
            new EvalResult.Success(about(), answer(unit, success.value()));
        case Outcome.Failure failure -> {
          List<Diagnostic> all = new ArrayList<>();
          all.add(failure.diagnostic());
          all.addAll(warnings);
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
      // An 'if' or block has a value, but no static type.
      String typeText = TypePrinter.print(type == Type.NULL ? Type.UNKNOWN : type);
      return Optional.of(new Answer(value, typeText, Display.literal(value, displayLimit)));
    }

    private Diagnostic stoppedBeforeItRan() {
      return Diagnostic.error(DiagnosticCode.AW9999, source, Span.at(0), "interrupted", "");
    }

    private About about() {
      return new About(source.name(), warnings, notes, profile, new Timing(compileNanos, runNanos));
    }
  }
}
