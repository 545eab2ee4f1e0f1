package atlas.repl.cli;

import atlas.kernel.session.Parameter;
import atlas.profiler.ProfiledRun;
import atlas.profiler.Profiler;
import atlas.profiler.RunOptions;
import atlas.profiler.Scale;
import atlas.profiler.analysis.Scaling;
import atlas.repl.script.InterruptGuard;
import atlas.repl.terminal.StatusLines;
import atlas.vm.diagnostics.Suggestions;
import atlas.vm.engine.Compilation;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.EngineKind;
import atlas.vm.runtime.Host;
import atlas.vm.runtime.Output;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import atlas.vm.types.TypePrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * {@code atlas profile --scale}: the program once for each value of one of its variables. Each run
 * gets the same input, only the first one is heard. One that fails is the last, and the report is
 * on those before it.
 */
final class ScaledRuns {
  private static final Output SILENCE = text -> {};

  private final SourceFile source;
  private final EngineKind kind;
  private final Host host;
  private final ReplayedInput input;
  private final Scale scale;
  private final RunOptions how;
  private final Streams streams;
  private final List<Scaling.Run> runs = new ArrayList<>();

  ScaledRuns(
      SourceFile source, EngineKind kind, Host host, Scale scale, RunOptions how, Streams streams) {
    this.source = source;
    this.kind = kind;
    this.input = new ReplayedInput(host.input());
    this.host = host;
    this.scale = scale;
    this.how = how;
    this.streams = streams;
  }

  /** Runs them. The status of the last one. */
  int run() throws UsageException {
    requireVariable();
    // What there is to say about the program is said once, and of the text as it is written.
    Program written = new Program(source, kind, SILENCE, host);
    if (!DeepStack.call(() -> written.compile(streams))) {
      return ExitStatus.FAILURE;
    }
    requireNumber(written.unit());
    for (long value : scale.values()) {
      OptionalInt failed = DeepStack.call(() -> run(value));
      if (failed.isPresent()) {
        return failed.getAsInt();
      }
    }
    return ExitStatus.SUCCESS;
  }

  /** How counts grow, if there are runs enough to tell. */
  Optional<Scaling> scaling() {
    return runs.size() < 2 ? Optional.empty() : Optional.of(new Scaling(scale.variable(), runs));
  }

  private void requireVariable() throws UsageException {
    String variable = scale.variable();
    List<String> names = DeepStack.call(() -> Parameter.names(source, InputMode.FILE));
    if (!names.contains(variable)) {
      String hint =
          Suggestions.didYouMean(variable, names)
              .orElse("it gives its values to a 'let' or 'var' of the top level");
      throw new UsageException(
          "'%s' declares no variable '%s' for %s; %s"
              .formatted(source.name(), variable, Scale.OPTION, hint));
    }
  }

  private void requireNumber(CompiledUnit unit) throws UsageException {
    Optional<String> mismatch =
        unit.typed()
            .scopeAfter()
            .variable(scale.variable())
            .flatMap(variable -> scale.mismatch(TypePrinter.print(variable.type())));
    if (mismatch.isPresent()) {
      throw new UsageException(mismatch.get());
    }
  }

  /** Runs it with a value. The status if it failed. */
  private OptionalInt run(long value) {
    input.rewind();
    SourceFile set = Parameter.set(source, InputMode.FILE, scale.variable(), value).orElseThrow();
    Optional<StatusLines> screen =
        streams.hasScreen() ? Optional.of(new StatusLines(streams.out())) : Optional.empty();
    Output heard = screen.isPresent() ? screen.get() : streams.out();
    Host fresh = new Host(host.permissions(), input, host.arguments());
    Program program = new Program(set, kind, runs.isEmpty() ? heard : SILENCE, fresh);
    Compilation compilation = program.compile();
    if (compilation.unit().isEmpty()) {
      streams.complain(DiagnosticText.of(compilation.diagnostics()));
      return OptionalInt.of(ExitStatus.FAILURE);
    }
    try (InterruptGuard _ = new InterruptGuard(program.engine()::interrupt)) {
      ProfiledRun run =
          ProfileCommand.watched(new Profiler(program.engine()), program, how, screen);
      int status = ProfileCommand.ended(run, how, streams);
      if (status != ExitStatus.SUCCESS) {
        streams.say("stopped with %s = %d".formatted(scale.variable(), value));
        return OptionalInt.of(status);
      }
      runs.add(new Scaling.Run(value, run.profile()));
      return OptionalInt.empty();
    }
  }
}
