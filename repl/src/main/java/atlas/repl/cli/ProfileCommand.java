package atlas.repl.cli;

import atlas.profiler.ProfiledRun;
import atlas.profiler.Profiler;
import atlas.profiler.model.Profile;
import atlas.profiler.report.Format;
import atlas.profiler.report.ReportOptions;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.NullValue;
import atlas.vm.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code atlas profile}: the program's output, its result if there is one, then the report. What
 * ends the program early, Ctrl-C included, does not cost the report.
 */
final class ProfileCommand implements Subcommand {
  @Override
  public String name() {
    return "profile";
  }

  @Override
  public CommandSpec spec() {
    return Options.command(name(), "Runs a program and counts every instruction.")
        .addPositional(Options.file())
        .addOption(
            option("--threshold", double.class, "PCT")
                .description("Show lines with at least PCT %% of all", "instructions (default: 1).")
                .build())
        .addOption(
            option("--top", int.class, "N").description("Show at most N rows of a table.").build())
        .addOption(Options.flag("--summary", "Say it all in one line."))
        .addOption(
            option("--format", String.class, "NAME")
                .description("One of " + String.join(", ", Format.ids()) + ".")
                .build())
        .addOption(
            OptionSpec.builder("-o", "--output")
                .type(String.class)
                .paramLabel("PATH")
                .description("Write the report to a file.")
                .build())
        .addOption(Options.engine());
  }

  private static OptionSpec.Builder option(String name, Class<?> type, String label) {
    return OptionSpec.builder(name).type(type).paramLabel(label);
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    EngineKind kind = Options.engineOf(arguments);
    Report report = new Report(options(arguments), format(arguments), path(arguments));
    SourceFile source = SourceLoader.load(Options.fileOf(arguments), streams.in());
    return DeepStack.call(() -> run(new Program(source, kind, streams.out()), report, streams));
  }

  private static int run(Program program, Report report, Streams streams) {
    if (!program.compile(streams)) {
      return ExitStatus.FAILURE;
    }
    try (InterruptGuard _ = new InterruptGuard(program.engine()::interrupt)) {
      ProfiledRun run = new Profiler(program.engine()).run(program.unit());
      int status = show(run.outcome(), streams);
      boolean written =
          report.write(run.profile().withCompileNanos(program.compileNanos()), streams);
      streams.out().flush();
      return written ? status : ExitStatus.USAGE;
    }
  }

  private static int show(Outcome outcome, Streams streams) {
    return switch (outcome) {
      case Outcome.Success success -> {
        if (success.value() != NullValue.NULL) {
          streams.out().line(Display.literal(success.value()));
        }
        yield ExitStatus.SUCCESS;
      }
      case Outcome.Failure failure -> {
        streams.complain(DiagnosticText.of(failure.diagnostic()));
        yield ExitStatus.FAILURE;
      }
      case Outcome.Interrupted interrupted -> {
        streams.complain(DiagnosticText.of(interrupted.diagnostic()));
        yield ExitStatus.INTERRUPTED;
      }
    };
  }

  private record Report(ReportOptions options, Format format, Optional<Path> path) {
    /** Writes the report where it is wanted. False, and a message, if that fails. */
    boolean write(Profile profile, Streams streams) {
      String text = format.writer().render(profile, options);
      if (path.isEmpty()) {
        streams.out().write(text.endsWith("\n") ? text : text + "\n");
        return true;
      }
      try {
        Files.writeString(path.get(), text);
      } catch (IOException e) {
        streams.say("cannot write '" + path.get() + "': " + reason(e));
        return false;
      }
      streams.out().line("Profile of " + profile.name() + " written to " + path.get());
      return true;
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "") + " (" + e.getMessage() + ")";
  }

  private static ReportOptions options(ParseResult arguments) throws UsageException {
    double threshold = arguments.matchedOptionValue("--threshold", 1.0);
    if (!(threshold >= 0 && threshold <= 100)) {
      throw new UsageException("--threshold needs a percentage from 0 to 100");
    }
    ReportOptions options =
        ReportOptions.DEFAULT
            .withThreshold(threshold)
            .withSummary(Options.has(arguments, "--summary"));
    if (!arguments.hasMatchedOption("--top")) {
      return options;
    }
    int top = arguments.matchedOptionValue("--top", 0);
    if (top < 1) {
      throw new UsageException("--top needs a number of rows, at least 1");
    }
    return options.withTop(top);
  }

  private static Format format(ParseResult arguments) throws UsageException {
    String id = arguments.matchedOptionValue("--format", "text");
    Optional<Format> format = Format.byId(id);
    if (format.isEmpty()) {
      throw new UsageException("unknown format " + Options.quoted(id, Format.ids()));
    }
    return format.get();
  }

  /** Where to write the report. What can be seen to fail fails before the program runs. */
  private static Optional<Path> path(ParseResult arguments) throws UsageException {
    String name = arguments.matchedOptionValue("--output", "");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Path path = SourceLoader.path(name);
    Path directory = path.toAbsolutePath().getParent();
    if (Files.isDirectory(path)) {
      throw new UsageException("cannot write '" + name + "': it is a directory");
    }
    if (directory != null && !Files.isDirectory(directory)) {
      throw new UsageException("cannot write '" + name + "': there is no such directory");
    }
    return Optional.of(path);
  }
}
