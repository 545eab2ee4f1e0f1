package atlas.repl.cli;

import atlas.vm.diagnostics.Suggestions;
import atlas.vm.source.SourceTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Finds the subcommand, lets picocli read its arguments, and has it run. Only the one that is asked
 * for is set up, unless help about all of them is wanted.
 */
final class Cli {
  static {
    // Or else picocli looks for Groovy, in all jars there are.
    System.setProperty("picocli.disable.closures", "true");
    // Or else it loads the classes for dates and databases, to convert arguments that are none.
    System.setProperty("picocli.converters.excludes", "java\\.(sql|time)\\..*");
  }

  private static final List<String> ROOT_OPTIONS = List.of("--help", "--version");

  private final Streams streams;

  Cli(Streams streams) {
    this.streams = streams;
  }

  /** Name and maker of each subcommand, in the order in which help lists them. */
  private enum Entry {
    RUN("run", RunCommand::new),
    PROFILE("profile", ProfileCommand::new),
    REPL("repl", ReplCommand::new),
    CHECK("check", CheckCommand::new),
    TEST("test", TestCommand::new),
    DISASM("disasm", DisasmCommand::new),
    EXPLAIN("explain", ExplainCommand::new),
    KERNEL("kernel", KernelCommand::new),
    COMPLETION("completion", CompletionCommand::new),
    TRAIN("train", TrainCommand::new);

    private final String word;
    private final Supplier<Subcommand> maker;

    Entry(String word, Supplier<Subcommand> maker) {
      this.word = word;
      this.maker = maker;
    }

    static Optional<Subcommand> find(String word) {
      for (Entry entry : values()) {
        if (entry.word.equals(word)) {
          return Optional.of(entry.maker.get());
        }
      }
      return Optional.empty();
    }

    static List<String> words() {
      List<String> words = new ArrayList<>();
      for (Entry entry : values()) {
        if (entry != TRAIN) {
          words.add(entry.word);
        }
      }
      return words;
    }
  }

  int execute(String[] args) throws UsageException {
    if (args.length == 0) {
      throw new UsageException(
          "a command is missing: " + String.join(", ", Entry.words()) + "; see 'atlas --help'");
    }
    String first = args[0];
    List<String> rest = List.of(args).subList(1, args.length);
    Optional<Subcommand> found = Entry.find(first);
    if (found.isPresent()) {
      return run(found.get(), rest);
    }
    if (first.equals("help") && !rest.isEmpty()) {
      return help(rest);
    }
    switch (first) {
      case "-h", "--help", "help" -> streams.out().write(overview());
      case "-V", "--version" -> streams.out().line("atlas " + Version.number());
      default -> throw unknown(first);
    }
    return ExitStatus.SUCCESS;
  }

  /** {@code atlas help COMMAND}. */
  private int help(List<String> command) throws UsageException {
    Subcommand found =
        Entry.find(command.getFirst()).orElseThrow(() -> unknown(command.getFirst()));
    List<String> args = new ArrayList<>(command.subList(1, command.size()));
    args.add("--help");
    return run(found, args);
  }

  private int run(Subcommand command, List<String> args) throws UsageException {
    CommandSpec spec = command.spec();
    CommandLine parser = new CommandLine(spec);
    parser.setExpandAtFiles(false);
    ParseResult parsed;
    try {
      parsed = parser.parseArgs(args.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new UsageException(message(e));
    }
    ParseResult innermost = parsed;
    while (innermost.hasSubcommand()) {
      innermost = innermost.subcommand();
    }
    if (innermost.isUsageHelpRequested()) {
      streams.out().write(usage(innermost.commandSpec().commandLine()));
      return ExitStatus.SUCCESS;
    }
    if (innermost.isVersionHelpRequested()) {
      streams.out().line("atlas " + Version.number());
      return ExitStatus.SUCCESS;
    }
    return command.run(parsed, streams);
  }

  /** What picocli has found wrong, in one line. */
  private static String message(ParameterException e) {
    CommandSpec spec = e.getCommandLine().getCommandSpec();
    String message =
        switch (e) {
          case UnmatchedArgumentException unmatched -> unmatched(spec, unmatched.getUnmatched());
          case MissingParameterException missing when !missing.getMissing().isEmpty() ->
              missing.getMissing().getFirst() instanceof OptionSpec option
                  ? "option " + option.longestName() + " needs a value"
                  : missing.getMissing().getFirst().paramLabel() + " is missing";
          default -> lowerCaseFirst(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        };
    return withHelp(message.replace("is not a double", "is not a number"), spec.qualifiedName());
  }

  private static String unmatched(CommandSpec spec, List<String> arguments) {
    String argument = arguments.getFirst();
    if (argument.startsWith("-") && argument.length() > 1) {
      int equals = argument.indexOf('=');
      String option = equals < 0 ? argument : argument.substring(0, equals);
      List<String> known = new ArrayList<>();
      spec.options().forEach(o -> known.add(o.longestName()));
      String hint = didYouMean(option, known);
      boolean maybeOfProgram =
          spec.positionalParameters().stream().anyMatch(p -> p.paramLabel().equals(Options.ARG));
      return "unknown option '%s'%s"
          .formatted(
              option,
              hint.isEmpty() && maybeOfProgram ? "; options of the program follow '--'" : hint);
    }
    if (!spec.subcommands().isEmpty()) {
      List<String> known = List.copyOf(spec.subcommands().keySet());
      return "unknown command '" + argument + "'" + didYouMean(argument, known);
    }
    return "unexpected argument '" + argument + "'";
  }

  private static UsageException unknown(String word) {
    if (word.startsWith("-")) {
      String message = "unknown option '" + word + "'" + didYouMean(word, ROOT_OPTIONS);
      return new UsageException(withHelp(message, "atlas"));
    }
    String message = "unknown command '" + word + "'";
    return new UsageException(
        SourceTexts.isSource(word)
            ? message + "; did you mean 'atlas run " + word + "'?"
            : withHelp(message + didYouMean(word, Entry.words()), "atlas"));
  }

  private static String withHelp(String message, String command) {
    return message + (message.endsWith("?") ? " See '" : "; see '") + command + " --help'";
  }

  private static String didYouMean(String word, List<String> known) {
    return Suggestions.didYouMean(word, known).map(hint -> "; " + hint).orElse("");
  }

  private static String lowerCaseFirst(String text) {
    return text.isEmpty() ? text : Character.toLowerCase(text.charAt(0)) + text.substring(1);
  }

  private static String overview() {
    return usage(new CommandLine(root()));
  }

  /** All that there is to know about the command line. */
  static CommandSpec root() {
    CommandSpec root = Options.command("", "Atlas: a small typed language with an exact profiler.");
    root.name("atlas");
    for (String word : Entry.words()) {
      root.addSubcommand(word, Entry.find(word).orElseThrow().spec());
    }
    root.usageMessage()
        .customSynopsis("atlas COMMAND [ARG...]")
        .footer("%n'atlas COMMAND --help' tells more.");
    return root;
  }

  private static String usage(CommandLine command) {
    return command.getUsageMessage(Ansi.OFF);
  }
}
