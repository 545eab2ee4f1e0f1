package atlas.repl.cli;

import atlas.profiler.LiveProgress;
import atlas.profiler.ProfiledRun;
import atlas.profiler.Profiler;
import atlas.profiler.RunOptions;
import atlas.profiler.Scale;
import atlas.profiler.analysis.Comparison;
import atlas.profiler.analysis.Gate;
import atlas.profiler.analysis.Scaling;
import atlas.profiler.model.Profile;
import atlas.profiler.report.Format;
import atlas.profiler.report.HtmlComparison;
import atlas.profiler.report.HtmlDocument;
import atlas.profiler.report.HtmlScaling;
import atlas.profiler.report.JsonScaling;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.ReportOptions.Form;
import atlas.profiler.report.TextComparison;
import atlas.profiler.report.TextScaling;
import atlas.repl.script.InterruptGuard;
import atlas.repl.terminal.StatusLines;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Host;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.Output;
import atlas.vm.source.SourceFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code atlas profile}: the program's output, its result if there is one, then the report. What
 * ends the program early, Ctrl-C included, does not cost the report. Saved profiles are shown,
 * compared and added up without running anything.
 */
final class ProfileCommand implements Subcommand {
  /** The status for more instructions than are acceptable. */
  private static final int LIMIT = 3;

  private static final String MERGE = "merge";

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public CommandSpec spec() {
    return ProfileOptions.spec(name());
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    List<String> files = ProfileOptions.files(arguments);
    ReportOptions shown = ProfileOptions.report(arguments);
    Optional<Path> output = ProfileOptions.path(arguments, "--output");
    Report report =
        new Report(
            output.isPresent() ? shown : streams.look().fit(shown),
            ProfileOptions.format(arguments),
            output,
            ProfileOptions.path(arguments, "--save"),
            ProfileOptions.baseline(arguments, streams),
            ProfileOptions.gate(arguments));
    boolean runsNothing =
        Options.has(arguments, "--diff")
            || files.getFirst().equals(MERGE)
            || SavedProfile.isOne(files.getFirst());
    if (runsNothing && !ProfileOptions.programArguments(arguments).isEmpty()) {
      throw new UsageException("only a program that is run takes arguments");
    }
    if (runsNothing && Options.has(arguments, OverheadRuns.OPTION)) {
      throw new UsageException(OverheadRuns.OPTION + " needs a program to run");
    }
    if (Options.has(arguments, OverheadRuns.OPTION) && Options.has(arguments, "--summary")) {
      throw new UsageException(OverheadRuns.OPTION + " goes without --summary");
    }
    if (runsNothing) {
      ProfileOptions.refuseRunOptions(arguments);
    }
    if (Options.has(arguments, "--diff")) {
      return diff(files, report, streams);
    }
    if (files.getFirst().equals(MERGE)) {
      return report.write(merged(files.subList(1, files.size()), streams), streams);
    }
    if (files.size() > 1) {
      throw new UsageException(
          "unexpected argument '" + files.get(1) + "'; those of the program follow '--'");
    }
    if (SavedProfile.isOne(files.getFirst()) && !arguments.hasMatchedOption(Scale.OPTION)) {
      return report.write(SavedProfile.load(files.getFirst(), streams), streams);
    }
    return runProgram(files.getFirst(), arguments, report, streams);
  }

  private static int runProgram(String file, ParseResult arguments, Report report, Streams streams)
      throws UsageException {
    EngineKind kind = Options.engineOf(arguments);
    SourceFile source = SourceLoader.load(file, streams.in());
    RunOptions how = ProfileOptions.run(arguments);
    Host host =
        Program.host(
            streams, PermissionOptions.of(arguments), ProfileOptions.programArguments(arguments));
    Optional<Scale> scale = ProfileOptions.scale(arguments, how);
    if (scale.isPresent()) {
      ScaledRuns runs = new ScaledRuns(source, kind, host, scale.get(), how, streams);
      return report.write(runs, streams);
    }
    Optional<StatusLines> screen =
        streams.hasScreen() ? Optional.of(new StatusLines(streams.out())) : Optional.empty();
    Output out = screen.isPresent() ? screen.get() : streams.out();
    Optional<OverheadRuns> more =
        ProfileOptions.overhead(arguments, how)
            ? Optional.of(new OverheadRuns(source, kind, host, how))
            : Optional.empty();
    Program program = new Program(source, kind, out, more.map(OverheadRuns::host).orElse(host));
    return DeepStack.call(() -> run(program, how, report, screen, streams, more));
  }

  private static int diff(List<String> files, Report report, Streams streams)
      throws UsageException {
    if (files.size() != 2) {
      throw new UsageException("--diff needs two saved profiles, before and after");
    }
    Profile before = SavedProfile.load(files.get(0), streams);
    Profile after = SavedProfile.load(files.get(1), streams);
    return report.compare(before, after, streams);
  }

  private static Profile merged(List<String> files, Streams streams) throws UsageException {
    if (files.isEmpty()) {
      throw new UsageException("merge needs saved profiles: 'profile merge a.atlprof b.atlprof'");
    }
    Profile sum = SavedProfile.load(files.getFirst(), streams);
    for (String file : files.subList(1, files.size())) {
      try {
        sum = sum.merge(SavedProfile.load(file, streams));
      } catch (ArithmeticException | IllegalArgumentException e) {
        throw new UsageException("cannot add '" + file + "': " + e.getMessage());
      }
    }
    return sum;
  }

  private static int run(
      Program program,
      RunOptions how,
      Report report,
      Optional<StatusLines> screen,
      Streams streams,
      Optional<OverheadRuns> more) {
    if (!program.compile(streams)) {
      return ExitStatus.FAILURE;
    }
    Runnable interrupt =
        () -> {
          program.engine().interrupt();
          more.ifPresent(OverheadRuns::interrupt);
        };
    try (InterruptGuard _ = new InterruptGuard(interrupt)) {
      ProfiledRun run = watched(new Profiler(program.engine()), program, how, screen);
      int status = ended(run, how, streams);
      show(run.outcome(), streams);
      Profile profile = run.profile().plusCompileNanos(program.compileNanos());
      if (more.isPresent() && status == ExitStatus.SUCCESS) {
        streams.out().flush();
        profile = profile.withOverhead(more.get().measure(screen));
        if (!profile.timing().overhead().isMeasured()) {
          streams.say("own cost not measured: a further run did not come to its end");
        }
      }
      int written = report.write(profile, streams);
      streams.out().flush();
      return status == ExitStatus.SUCCESS || written == ExitStatus.USAGE ? written : status;
    }
  }

  /** Says what ended a run early, if anything did. The exit status. */
  static int ended(ProfiledRun run, RunOptions how, Streams streams) {
    if (run.exhausted()) {
      streams.say("stopped after %d instructions, the limit".formatted(how.limit().orElseThrow()));
      return LIMIT;
    }
    return switch (run.outcome()) {
      case Outcome.Success _ -> ExitStatus.SUCCESS;
      case Outcome.Failure failure -> {
        streams.complain(DiagnosticText.of(failure.diagnostic()));
        yield ExitStatus.FAILURE;
      }
      case Outcome.Interrupted interrupted -> {
        streams.complain(DiagnosticText.ofStop(interrupted.diagnostic()));
        yield ExitStatus.INTERRUPTED;
      }
    };
  }

  private static void show(Outcome outcome, Streams streams) {
    if (outcome instanceof Outcome.Success success && success.value() != NullValue.NULL) {
      streams.out().line(Display.literal(success.value()));
    }
  }

  /** Runs a program, and shows on the screen meanwhile what it does. */
  static ProfiledRun watched(
      Profiler profiler, Program program, RunOptions how, Optional<StatusLines> screen) {
    if (screen.isEmpty()) {
      return profiler.run(program.unit(), how);
    }
    try (var _ = LiveProgress.watch(profiler::glimpse, screen.get())) {
      return profiler.run(program.unit(), how);
    }
  }

  private record Report(
      ReportOptions options,
      Format format,
      Optional<Path> path,
      Optional<Path> saved,
      Optional<Profile> baseline,
      Optional<Gate> gate) {
    /** Writes and saves what is wanted, and compares with the baseline. The exit status. */
    int write(Profile profile, Streams streams) {
      if (!put(profile, streams)) {
        return ExitStatus.USAGE;
      }
      if (saved.isPresent()) {
        if (!SavedProfile.save(profile, saved.get(), streams)) {
          return ExitStatus.USAGE;
        }
        say(profile.name(), saved.get(), streams);
      }
      return baseline.isPresent() ? gated(baseline.get(), profile, streams) : ExitStatus.SUCCESS;
    }

    /** Runs a program with several values, and writes how its counts grow. The exit status. */
    int write(ScaledRuns runs, Streams streams) throws UsageException {
      boolean isShown = List.of(Format.TEXT, Format.HTML, Format.JSON).contains(format);
      if (!isShown || path.map(Path::toString).filter(SavedProfile::isWrittenTo).isPresent()) {
        throw new UsageException(Scale.OPTION + " is shown as text, html or json only");
      }
      int status = runs.run();
      int written = runs.scaling().map(each -> write(each, streams)).orElse(ExitStatus.SUCCESS);
      streams.out().flush();
      return status == ExitStatus.SUCCESS ? written : status;
    }

    private int write(Scaling scaling, Streams streams) {
      String name = scaling.largest().name();
      String text =
          switch (format) {
            case HTML ->
                HtmlDocument.page("Growth of " + name, HtmlScaling.render(scaling, options));
            case JSON -> JsonScaling.render(scaling);
            case TEXT, SPEEDSCOPE, COLLAPSED, CALLGRIND -> TextScaling.render(scaling, options);
          };
      return put(text, name, streams) ? ExitStatus.SUCCESS : ExitStatus.USAGE;
    }

    /** Shows what differs between two profiles. The exit status. */
    int compare(Profile before, Profile after, Streams streams) throws UsageException {
      Comparison comparison = Comparison.of(before, after);
      String text =
          switch (format) {
            case TEXT -> TextComparison.render(comparison, options);
            case HTML ->
                HtmlDocument.page("Difference", HtmlComparison.render(comparison, options));
            case JSON, SPEEDSCOPE, COLLAPSED, CALLGRIND ->
                throw new UsageException("--diff is shown as text or html only");
          };
      String name = before.name() + " and " + after.name();
      return put(text, name, streams) ? judge(comparison, streams) : ExitStatus.USAGE;
    }

    private int gated(Profile before, Profile after, Streams streams) {
      Comparison comparison = Comparison.of(before, after);
      boolean grew = exceeds(comparison);
      String text =
          TextComparison.render(comparison, grew ? options.withForm(Form.REPORT) : options);
      if (format == Format.TEXT && path.isEmpty()) {
        streams.out().write("\n" + text);
      } else if (grew) {
        streams.complain(text);
      }
      return judge(comparison, streams);
    }

    private boolean exceeds(Comparison comparison) {
      long before = comparison.before().totals().instructions();
      long after = comparison.after().totals().instructions();
      return gate.isPresent() && gate.get().isExceeded(before, after);
    }

    private int judge(Comparison comparison, Streams streams) {
      long before = comparison.before().totals().instructions();
      long after = comparison.after().totals().instructions();
      if (!exceeds(comparison)) {
        return ExitStatus.SUCCESS;
      }
      streams.say(
          "%d instructions, %d more than the %d of the baseline: the limit is %s"
              .formatted(after, after - before, before, gate.orElseThrow()));
      return LIMIT;
    }

    private boolean put(Profile profile, Streams streams) {
      if (path.isEmpty()) {
        return put(format.writer().render(profile, options), profile.name(), streams);
      }
      Path file = path.get();
      boolean written =
          SavedProfile.isPprof(file)
              ? SavedProfile.savePprof(profile, file, streams)
              : SavedProfile.write(format.writer().encode(profile, options), file, streams);
      return said(written, profile.name(), streams);
    }

    private boolean put(String text, String name, Streams streams) {
      if (path.isEmpty()) {
        streams.out().write(text.endsWith("\n") ? text : text + "\n");
        return true;
      }
      byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
      return said(SavedProfile.write(encoded, path.get(), streams), name, streams);
    }

    private boolean said(boolean written, String name, Streams streams) {
      if (written) {
        say(name, path.orElseThrow(), streams);
      }
      return written;
    }

    private static void say(String name, Path path, Streams streams) {
      streams.out().line("Profile of " + name + " written to " + path);
    }
  }
}
