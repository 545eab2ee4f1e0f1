package atlas.repl.cli;

import atlas.profiler.RunOptionReader;
import atlas.profiler.RunOptions;
import atlas.profiler.Scale;
import atlas.profiler.analysis.Gate;
import atlas.profiler.model.Profile;
import atlas.profiler.report.Format;
import atlas.profiler.report.OptionDoc;
import atlas.profiler.report.OptionReader;
import atlas.profiler.report.ReportOptions;
import atlas.vm.diagnostics.Suggestions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** What {@code atlas profile} understands, and the reading of it. */
final class ProfileOptions {
  private ProfileOptions() {}

  static CommandSpec spec(String name) {
    CommandSpec spec =
        Options.command(
                name,
                "Runs a program and counts every instruction.",
                "",
                "  profile FILE -- ARG...     gives the program arguments",
                "  profile FILE.atlprof       shows a saved profile again",
                "  profile --diff A B         compares two saved profiles",
                "  profile merge FILE...      adds saved profiles up")
            .addPositional(
                PositionalParamSpec.builder()
                    .index("0..*")
                    .arity("1..*")
                    .required(true)
                    .paramLabel("FILE")
                    .type(List.class)
                    .auxiliaryTypes(String.class)
                    .description("The program; - is the standard input.")
                    .build());
    RunOptionReader.docs().forEach(doc -> spec.addOption(option(doc)));
    spec.addOption(
        Options.flag(
            OverheadRuns.OPTION,
            "Measure what counting costs: run it several times",
            "more, with and without, on the same input."));
    spec.addOption(option(Scale.DOC));
    OptionReader.docs().forEach(doc -> spec.addOption(option(doc)));
    output(spec);
    spec.addOption(Options.engine());
    PermissionOptions.addTo(spec);
    return spec;
  }

  private static void output(CommandSpec spec) {
    spec.addOption(
            option("--format", "NAME")
                .completionCandidates(Format.ids())
                .description("As --format html:", String.join(", ", Format.ids()) + ".")
                .build())
        .addOption(
            OptionSpec.builder("-o", "--output")
                .type(String.class)
                .paramLabel("PATH")
                .description(
                    "Write the report to a file, -o report.txt, in the",
                    "form of its ending: .txt, .html, .json; .atlprof",
                    "for the profile itself, .pb.gz for pprof.")
                .build())
        .addOption(
            option("--save", "PATH")
                .description("Save the profile, too: --save old.atlprof.")
                .build())
        .addOption(Options.flag("--diff", "Compare two saved profiles."))
        .addOption(
            option("--baseline", "FILE")
                .description("Compare with it: --baseline old.atlprof.")
                .build())
        .addOption(
            option("--fail-if", "LIMIT")
                .description(
                    "End with status 3 if there are more instructions",
                    "than in the baseline by over LIMIT:",
                    "--fail-if '+2%', --fail-if +1000.")
                .build());
  }

  private static OptionSpec option(OptionDoc doc) {
    String[] meaning = doc.meaning().toArray(String[]::new);
    if (doc.value().isEmpty()) {
      return Options.flag(doc.name(), meaning);
    }
    OptionSpec.Builder option = option(doc.name(), doc.value());
    return (doc.values().isEmpty() ? option : option.completionCandidates(doc.values()))
        .description(meaning)
        .build();
  }

  private static OptionSpec.Builder option(String name, String label) {
    return OptionSpec.builder(name).type(String.class).paramLabel(label);
  }

  /** How the program shall be run. */
  static RunOptions run(ParseResult arguments) throws UsageException {
    RunOptions options = RunOptions.DEFAULT;
    for (OptionDoc doc : RunOptionReader.docs()) {
      String name = doc.name();
      if (arguments.hasMatchedOption(name)) {
        try {
          Object value = arguments.matchedOptionValue(name, (Object) "");
          options = RunOptionReader.apply(options, name, () -> String.valueOf(value));
        } catch (IllegalArgumentException e) {
          throw new UsageException(e.getMessage());
        }
      }
    }
    return options;
  }

  /** Says of options on how to run that there is nothing to run. */
  static void refuseRunOptions(ParseResult arguments) throws UsageException {
    for (OptionDoc doc : RunOptionReader.docs()) {
      if (arguments.hasMatchedOption(doc.name())) {
        throw new UsageException(doc.name() + " needs a program to run");
      }
    }
  }

  /** The values that a variable shall have in turn. */
  static Optional<Scale> scale(ParseResult arguments, RunOptions run) throws UsageException {
    if (!arguments.hasMatchedOption(Scale.OPTION)) {
      return Optional.empty();
    }
    try {
      Scale scale = Scale.parse(arguments.matchedOptionValue(Scale.OPTION, ""));
      List<String> others =
          Stream.of("--save", "--baseline", "--fail-if", OverheadRuns.OPTION)
              .filter(arguments::hasMatchedOption)
              .toList();
      Optional<String> conflict = scale.conflict(run, others);
      if (conflict.isPresent()) {
        throw new UsageException(conflict.get());
      }
      return Optional.of(scale);
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }

  /** Whether to measure what counting costs. */
  static boolean overhead(ParseResult arguments, RunOptions run) throws UsageException {
    boolean isWanted = Options.has(arguments, OverheadRuns.OPTION);
    if (isWanted && run.limit().isPresent()) {
      throw new UsageException(OverheadRuns.OPTION + " goes without --max-instructions");
    }
    return isWanted;
  }

  /** What the report shall show. */
  static ReportOptions report(ParseResult arguments) throws UsageException {
    ReportOptions options = ReportOptions.DEFAULT;
    for (OptionDoc doc : OptionReader.docs()) {
      String name = doc.name();
      if (arguments.hasMatchedOption(name)) {
        try {
          Object value = arguments.matchedOptionValue(name, (Object) "");
          options = OptionReader.apply(options, name, () -> String.valueOf(value));
        } catch (IllegalArgumentException e) {
          throw new UsageException(e.getMessage());
        }
      }
    }
    return options;
  }

  /** The files named. */
  static List<String> files(ParseResult arguments) {
    List<String> named = arguments.matchedPositionalValue(0, List.of());
    return named.subList(0, named.size() - programArguments(arguments).size());
  }

  /** The arguments for the program: what follows {@code --}, and a file if none is before. */
  static List<String> programArguments(ParseResult arguments) {
    int end = arguments.originalArgs().indexOf("--");
    if (end < 0) {
      return List.of();
    }
    List<String> named = arguments.matchedPositionalValue(0, List.of());
    int behind = arguments.originalArgs().size() - end - 1;
    return named.subList(Math.max(1, named.size() - behind), named.size());
  }

  /** The format asked for; else the one that the name of the output ends in. */
  static Format format(ParseResult arguments) throws UsageException {
    String output = arguments.matchedOptionValue("--output", "");
    boolean isJson = SavedProfile.isOne(output) || output.endsWith(".json");
    String usual = isJson ? "json" : output.endsWith(".html") ? "html" : "text";
    String id = arguments.matchedOptionValue("--format", usual);
    Optional<Format> format = Format.byId(id);
    if (format.isEmpty()) {
      throw new UsageException("unknown format " + Suggestions.unknown(id, Format.ids()));
    }
    return format.get();
  }

  /** The profile to compare with. */
  static Optional<Profile> baseline(ParseResult arguments, Streams streams) throws UsageException {
    String file = arguments.matchedOptionValue("--baseline", "");
    return file.isEmpty() ? Optional.empty() : Optional.of(SavedProfile.load(file, streams));
  }

  /** By how much the instructions may grow. */
  static Optional<Gate> gate(ParseResult arguments) throws UsageException {
    if (!arguments.hasMatchedOption("--fail-if")) {
      return Optional.empty();
    }
    if (!arguments.hasMatchedOption("--baseline") && !Options.has(arguments, "--diff")) {
      throw new UsageException("--fail-if needs --baseline FILE, or --diff");
    }
    Optional<Gate> gate = Gate.parse(arguments.matchedOptionValue("--fail-if", ""));
    if (gate.isEmpty()) {
      throw new UsageException("--fail-if needs a limit such as '+2%' or '+1000'");
    }
    return gate;
  }

  /** Where to write. What can be seen to fail fails before the program runs. */
  static Optional<Path> path(ParseResult arguments, String option) throws UsageException {
    String name = arguments.matchedOptionValue(option, "");
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
    if (!Files.isWritable(Files.exists(path) ? path : path.toAbsolutePath().getParent())) {
      throw new UsageException("cannot write '" + name + "': permission denied");
    }
    return Optional.of(path);
  }
}
