package atlas.repl.cli;

import atlas.kernel.command.Commands;
import atlas.kernel.session.Session;
import atlas.repl.script.ScriptRunner;
import atlas.repl.terminal.ReplTerminal;
import atlas.repl.terminal.StatusLines;
import atlas.vm.source.SourceFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/**
 * {@code atlas repl}: a conversation on a terminal, else a script on the standard input; before it
 * the files that are named, and before a conversation the user's own.
 */
final class ReplCommand implements Subcommand {
  private static final String CODE = "--eval";
  private static final String FAIL_FAST = "--fail-fast";
  private static final String NO_INIT = "--no-init";

  @Override
  public String name() {
    return "repl";
  }

  @Override
  public CommandSpec spec() {
    CommandSpec spec =
        Options.command(
                name(),
                "Evaluates inputs one by one: interactively on a terminal, otherwise as a script on"
                    + " the standard input.")
            .addPositional(
                PositionalParamSpec.builder()
                    .index("0..*")
                    .arity("0..*")
                    .paramLabel("FILE")
                    .type(String[].class)
                    .description("Programs to evaluate first.")
                    .build())
            .addOption(
                OptionSpec.builder("-e", CODE)
                    .paramLabel("CODE")
                    .arity("1")
                    .type(String[].class)
                    .description("Inputs to evaluate instead of the", "standard input.")
                    .build())
            .addOption(Options.flag(FAIL_FAST, "Stop at the first input that fails."))
            .addOption(
                Options.flag(NO_INIT, "Do not evaluate atlas/init.atl in the configuration."))
            .addOption(Options.engine());
    PermissionOptions.addTo(spec);
    return spec;
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    StatusLines screen = new StatusLines(streams.out());
    boolean hasCode = arguments.hasMatchedOption(CODE);
    boolean isScript = hasCode || !streams.interactive();
    Session session =
        new Session(
            Options.engineOf(arguments),
            isScript ? streams.out() : screen,
            PermissionOptions.of(arguments));
    session.onFault(fault -> Faults.details(fault, streams));
    List<SourceFile> files = new ArrayList<>();
    for (String file : arguments.matchedPositionalValue(0, new String[0])) {
      files.add(SourceLoader.load(file, streams.in()));
    }
    try {
      if (isScript) {
        return script(session, arguments, files, streams);
      }
      if (!Options.has(arguments, NO_INIT)) {
        ownFile(streams).ifPresent(files::addFirst);
      }
      ReplTerminal.converse(session, screen, files);
      return ExitStatus.SUCCESS;
    } catch (IOException e) {
      throw new UsageException("cannot read the standard input: " + e.getMessage());
    }
  }

  /** The user's own file, if there is one. That it cannot be read keeps nobody from working. */
  private static Optional<SourceFile> ownFile(Streams streams) {
    Path file = initFile(System.getenv(), System.getProperty("user.home"));
    try {
      return Files.exists(file)
          ? Optional.of(SourceLoader.load(file.toString(), streams.in()))
          : Optional.empty();
    } catch (UsageException e) {
      streams.say(e.getMessage());
      return Optional.empty();
    }
  }

  private static int script(
      Session session, ParseResult arguments, List<SourceFile> files, Streams streams)
      throws IOException, UsageException {
    boolean hasCode = arguments.hasMatchedOption(CODE);
    String code = String.join("\n", arguments.matchedOptionValue(CODE, new String[0]));
    InputStream in =
        hasCode ? new ByteArrayInputStream(code.getBytes(StandardCharsets.UTF_8)) : streams.in();
    ScriptRunner runner =
        new ScriptRunner(session, Commands.ofTerminal(), in, streams.out(), streams.err());
    if (hasCode) {
      session.readFrom(Program.input(streams));
    }
    runner.failFast(Options.has(arguments, FAIL_FAST));
    files.forEach(runner::load);
    return switch (runner.run()) {
      case SUCCEEDED -> ExitStatus.SUCCESS;
      case FAILED -> ExitStatus.FAILURE;
      case UNREADABLE ->
          throw new UsageException(
              "line " + runner.line() + " of the standard input is not valid UTF-8");
    };
  }

  /** {@code atlas/init.atl} in the directory for configuration (XDG base directories). */
  static Path initFile(Map<String, String> environment, String home) {
    String configuration = environment.getOrDefault("XDG_CONFIG_HOME", "");
    String ownHome = environment.getOrDefault("HOME", "");
    Path directory =
        configuration.startsWith("/")
            ? Path.of(configuration)
            : Path.of(ownHome.isEmpty() ? home : ownHome, ".config");
    return directory.resolve("atlas").resolve("init.atl");
  }
}
