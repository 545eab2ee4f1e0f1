package atlas.kernel.server;

import atlas.kernel.command.Commands;
import atlas.kernel.command.InputAssembler;
import atlas.kernel.command.Reply.Change;
import atlas.kernel.display.Displays;
import atlas.kernel.display.MimeBundle;
import atlas.kernel.protocol.Completeness;
import atlas.kernel.protocol.Completions;
import atlas.kernel.protocol.ErrorInfo;
import atlas.kernel.protocol.KernelInfo;
import atlas.kernel.protocol.Reply.HistoryItem;
import atlas.kernel.protocol.Request.ExecuteRequest;
import atlas.kernel.protocol.Request.HistoryRequest;
import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.profiler.LiveProgress;
import atlas.profiler.analysis.Comparison;
import atlas.profiler.report.ReportOptions;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.DiagnosticRenderer;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.OutOfMemory;
import atlas.vm.runtime.Interruption;
import atlas.vm.runtime.Output;
import atlas.vm.runtime.Permissions;
import atlas.vm.runtime.Screen;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Atlas as the kernel's language: a session whose cells are named by the numbers that the notebook
 * shows.
 *
 * <p>A result is shown in literal form, null not at all. Warnings and notes go to stderr before it;
 * a profile follows it. An error's name is its code, its value the message, its traceback what the
 * terminal would show.
 *
 * <p>Nothing but {@link #execute} waits for the session, so everything else answers while a cell
 * runs.
 */
public final class SessionInterpreter implements Interpreter {
  private static final String USAGE_ERROR = "UsageError";

  private static final int PROFILES_KEPT = 64;

  private static final KernelInfo.LanguageInfo LANGUAGE =
      new KernelInfo.LanguageInfo("atlas", "0.2", "text/x-atlas", ".atl", "rust", "rust");

  private final String version;
  private final DiagnosticRenderer plain = new DiagnosticRenderer(DiagnosticRenderer.Style.PLAIN);
  private final DiagnosticRenderer tracebacks;
  private final Session session;
  private final Commands commands = Commands.ofNotebook();
  private final CursorQueries queries;
  private final CellHistory history = new CellHistory();
  private final CellProfiles profiles = new CellProfiles(PROFILES_KEPT);
  private volatile Optional<OutputSink> running = Optional.empty();

  /**
   * @param version of this kernel
   * @param style of the tracebacks of errors
   * @param permissions what cells may do to the world around them
   * @param faults is told of defects of Atlas that a cell brought to light
   */
  public SessionInterpreter(
      EngineKind engine,
      String version,
      DiagnosticRenderer.Style style,
      Permissions permissions,
      Consumer<Throwable> faults) {
    this.version = version;
    this.tracebacks = new DiagnosticRenderer(style);
    this.session = new Session(engine, new CellStdout(), permissions);
    session.readFrom((prompt, _) -> ask(prompt));
    this.queries = new CursorQueries(session, commands);
    session.onFault(faults);
  }

  /** One for trying out things: what its cells do has no effect, on the outside world or later. */
  public static SessionInterpreter forRehearsal() {
    return new SessionInterpreter(
        EngineKind.COMPILED, "", DiagnosticRenderer.Style.NOTEBOOK, Permissions.NONE, fault -> {});
  }

  @Override
  public KernelInfo info() {
    String banner = "Atlas " + version + ". %help lists the commands.";
    return new KernelInfo("atlas", version, LANGUAGE, banner, List.of());
  }

  @Override
  public Execution execute(ExecuteRequest request, int executionCount, OutputSink sink) {
    Input input;
    if (request.storeHistory()) {
      history.add(executionCount, request.code());
      input = Input.named(request.code(), "<cell " + executionCount + ">");
    } else {
      input = Input.named(request.code(), "<cell>").unremembered();
    }
    running = Optional.of(sink);
    session.showOn(new CellScreen(sink));
    try {
      return run(input, request.cellId(), sink);
    } catch (OutOfMemoryError e) {
      ErrorInfo error =
          new ErrorInfo(
              DiagnosticCode.AT0400.id(), OutOfMemory.MESSAGE, List.of(OutOfMemory.MESSAGE));
      return new Execution.Failure(error, List.of());
    } finally {
      running = Optional.empty();
      session.showOn(Screen.none());
    }
  }

  /** Runs the parts of a cell until one fails. */
  private Execution run(Input cell, Optional<String> cellId, OutputSink sink) {
    Execution last = nothing();
    for (Input part : commands.parts(cell)) {
      if (!(last instanceof Execution.Success(var _, List<MimeBundle> displays))) {
        break;
      }
      displays.forEach(sink::display);
      last = show(submit(part, sink), cellId, sink);
    }
    return last;
  }

  /** The output of the cell that runs. */
  private final class CellStdout implements Output {
    @Override
    public void write(String text) {
      running.ifPresent(sink -> sink.stdout(text));
    }

    @Override
    public boolean isStandard() {
      return false;
    }
  }

  /** A line from the user; the end of input is nothing that a front end has. */
  private Optional<String> ask(String prompt) {
    try {
      Optional<String> line = running.flatMap(sink -> sink.ask(prompt));
      if (line.isEmpty()) {
        throw new UncheckedIOException(new IOException("the front end asks nobody for input"));
      }
      return line;
    } catch (CancellationException e) {
      throw new Interruption();
    }
  }

  private atlas.kernel.command.Reply submit(Input input, OutputSink sink) {
    if (!commands.isProfiled(input)) {
      return commands.submit(session, input);
    }
    try (var _ = LiveProgress.watch(session::glimpse, new Progress(sink))) {
      return commands.submit(session, input);
    }
  }

  @Override
  public boolean isShortOfMemory() {
    return session.isShortOfMemory();
  }

  @Override
  public void interrupt() {
    session.interrupt();
  }

  @Override
  public Completeness isComplete(String code) {
    InputAssembler assembler = new InputAssembler(commands);
    code.lines().forEach(assembler::add);
    var scanned = atlas.vm.syntax.Completeness.of(code);
    if (!assembler.isEmpty()) {
      return Completeness.incomplete(" ".repeat(scanned.indent()));
    }
    boolean isInvalid = scanned.status() == atlas.vm.syntax.Completeness.Status.INVALID;
    return isInvalid && !Commands.isCommand(code) ? Completeness.INVALID : Completeness.COMPLETE;
  }

  @Override
  public Completions complete(String code, int cursorPos) {
    return queries.complete(code, cursorPos);
  }

  @Override
  public Optional<MimeBundle> inspect(String code, int cursorPos, int detailLevel) {
    return queries.inspect(code, cursorPos, detailLevel > 0);
  }

  @Override
  public List<HistoryItem> history(HistoryRequest request) {
    return history.find(request);
  }

  private Execution show(
      atlas.kernel.command.Reply reply, Optional<String> cellId, OutputSink sink) {
    return switch (reply) {
      case atlas.kernel.command.Reply.Evaluated evaluated -> show(evaluated, cellId, sink);
      case atlas.kernel.command.Reply.Scaled(
              var result,
              var scaling,
              var options,
              String footer) -> {
        List<MimeBundle> displays = new ArrayList<>();
        scaling.ifPresent(each -> displays.add(Displays.ofScaling(each, options)));
        addText(footer, displays);
        yield show(result, Optional.empty(), displays, sink);
      }
      case atlas.kernel.command.Reply.Profiled(EvalResult.Profiling profiling, String footer) ->
          displays(
              Displays.ofProfile(profiling.profile(), profiling.options(), Optional.empty()),
              footer);
      case atlas.kernel.command.Reply.Compared(Comparison change, ReportOptions options) ->
          displays(Displays.ofComparison(change, options), "");
      case atlas.kernel.command.Reply.Answered(String text) -> printed(text, sink);
      case atlas.kernel.command.Reply.Shown(EvalResult.Answer answer) ->
          printed(answer.text(), sink);
      case atlas.kernel.command.Reply.Rejected(List<Diagnostic> diagnostics) ->
          new Execution.Failure(error(diagnostics), List.of());
      case atlas.kernel.command.Reply.Refused(String message) ->
          new Execution.Failure(new ErrorInfo(USAGE_ERROR, message, List.of(message)), List.of());
      case atlas.kernel.command.Reply.Edited _, atlas.kernel.command.Reply.Quit _ -> nothing();
    };
  }

  private static Execution printed(String text, OutputSink sink) {
    if (!text.isEmpty()) {
      sink.stdout(text.endsWith("\n") ? text : text + "\n");
    }
    return nothing();
  }

  private static void addText(String text, List<MimeBundle> displays) {
    if (!text.isEmpty()) {
      displays.add(MimeBundle.text(text));
    }
  }

  private static Execution displays(MimeBundle bundle, String footer) {
    return new Execution.Success(
        Optional.empty(),
        footer.isEmpty() ? List.of(bundle) : List.of(bundle, MimeBundle.text(footer)));
  }

  private Execution show(
      atlas.kernel.command.Reply.Evaluated evaluated, Optional<String> cellId, OutputSink sink) {
    EvalResult result = evaluated.result();
    List<MimeBundle> displays = new ArrayList<>();
    result.about().profile().ifPresent(run -> displays.add(report(run, cellId, evaluated)));
    evaluated
        .change()
        .filter(Change::isAsked)
        .ifPresent(c -> displays.add(Displays.ofComparison(c.comparison(), ReportOptions.DEFAULT)));
    addText(evaluated.footer(), displays);
    Optional<MimeBundle> value =
        result instanceof EvalResult.Success(var _, var answer)
            ? answer.map(each -> Displays.ofValue(each.value(), each.text()))
            : Optional.empty();
    return show(result, value, displays, sink);
  }

  private Execution show(
      EvalResult result, Optional<MimeBundle> value, List<MimeBundle> displays, OutputSink sink) {
    if (result.isSuccess()) {
      sink.stderr(plain.render(result.diagnostics()));
    }
    result.about().notes().forEach(note -> sink.stderr("note: " + note + "\n"));
    return switch (result) {
      case EvalResult.Success _ -> new Execution.Success(value, displays);
      case EvalResult.Failure(var _, List<Diagnostic> diagnostics) ->
          new Execution.Failure(error(diagnostics), displays);
      case EvalResult.Interrupted(var _, Diagnostic stop) ->
          new Execution.Interrupted(
              stop.message(), tracebacks.renderStop(stop).lines().toList(), displays);
    };
  }

  /** The same cell, however edited, is what ran the last time; if it is new, the same code. */
  private MimeBundle report(
      EvalResult.Profiling run,
      Optional<String> cellId,
      atlas.kernel.command.Reply.Evaluated evaluated) {
    Optional<Comparison> ofCell =
        cellId
            .flatMap(id -> profiles.replace(id, run.profile()))
            .map(before -> Comparison.of(before, run.profile()));
    boolean isAsked = evaluated.change().filter(Change::isAsked).isPresent();
    Optional<Comparison> since = ofCell.or(() -> evaluated.change().map(Change::comparison));
    return Displays.ofProfile(run.profile(), run.options(), since.filter(_ -> !isAsked));
  }

  private ErrorInfo error(List<Diagnostic> diagnostics) {
    Diagnostic first =
        diagnostics.stream().filter(Diagnostic::isError).findFirst().orElse(diagnostics.getFirst());
    return new ErrorInfo(
        first.code().id(), first.message(), tracebacks.render(diagnostics).lines().toList());
  }

  private static Execution nothing() {
    return new Execution.Success(Optional.empty(), List.of());
  }
}
