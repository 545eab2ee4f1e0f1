package atlas.repl.cli;

import atlas.vm.diagnostics.Suggestions;
import atlas.vm.engine.EngineKind;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** Options and parameters that several commands share, and the reading of their values. */
final class Options {
  /** The label of arguments that are the program's. */
  static final String ARG = "ARG";

  private static final Map<String, EngineKind> ENGINES =
      Map.of("compiled", EngineKind.COMPILED, "interpreter", EngineKind.INTERPRETER);

  private Options() {}

  /** A command without parameters of its own, but with {@code --help} and {@code --version}. */
  static CommandSpec command(String name, String... description) {
    CommandSpec spec = CommandSpec.create().name("atlas " + name);
    // No text of ours has variables or formats; to look for some costs 2 ms at each start.
    spec.interpolateVariables(false);
    spec.usageMessage()
        .description(description)
        .abbreviateSynopsis(true)
        .synopsisHeading("Usage: ")
        .descriptionHeading("%n")
        .parameterListHeading("%nParameters:%n")
        .optionListHeading("%nOptions:%n")
        .commandListHeading("%nCommands:%n")
        .sortOptions(false)
        .width(80);
    return spec.addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build())
        .addOption(
            OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
  }

  static OptionSpec flag(String name, String... description) {
    return OptionSpec.builder(name).type(boolean.class).description(description).build();
  }

  static OptionSpec engine() {
    return OptionSpec.builder("--engine")
        .paramLabel("NAME")
        .type(String.class)
        .completionCandidates(new TreeSet<>(ENGINES.keySet()))
        .description(
            "How code is executed: compiled (default) or",
            "the slow reference: --engine interpreter.")
        .build();
  }

  /** The file to work on; it must be there. */
  static PositionalParamSpec file() {
    return PositionalParamSpec.builder()
        .index("0")
        .arity("1")
        .required(true)
        .paramLabel("FILE")
        .type(String.class)
        .description("The program; - is the standard input.")
        .build();
  }

  static String fileOf(ParseResult arguments) {
    return arguments.matchedPositionalValue(0, "-");
  }

  static EngineKind engineOf(ParseResult arguments) throws UsageException {
    String name = arguments.matchedOptionValue("--engine", "compiled");
    EngineKind kind = ENGINES.get(name.toLowerCase(Locale.ROOT));
    if (kind == null) {
      throw new UsageException(
          "unknown engine " + Suggestions.unknown(name, new TreeSet<>(ENGINES.keySet())));
    }
    return kind;
  }

  static boolean has(ParseResult arguments, String option) {
    return arguments.matchedOptionValue(option, false);
  }
}
