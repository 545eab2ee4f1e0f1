package atlas.repl.cli;

import atlas.kernel.command.Commands;
import atlas.kernel.session.Session;
import atlas.repl.script.ScriptRunner;
import atlas.repl.terminal.ReplTerminal;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code atlas repl}: a conversation on a terminal, else a script on the standard input. */
final class ReplCommand implements Subcommand {
  @Override
  public String name() {
    return "repl";
  }

  @Override
  public CommandSpec spec() {
    return Options.command(
            name(),
            "Evaluates inputs one by one: interactively on a terminal, otherwise as a script on"
                + " the standard input.")
        .addOption(Options.engine());
  }

  @Override
  public int run(ParseResult arguments, Streams streams) throws UsageException {
    Session session = new Session(Options.engineOf(arguments), streams.out());
    session.onFault(fault -> Faults.details(fault, streams));
    try {
      return streams.interactive() ? converse(session, streams) : script(session, streams);
    } catch (IOException e) {
      throw new UsageException("cannot read the standard input: " + e.getMessage());
    }
  }

  private static int script(Session session, Streams streams) throws IOException, UsageException {
    ScriptRunner runner =
        new ScriptRunner(
            session, Commands.ofTerminal(), streams.in(), streams.out(), streams.err());
    return switch (runner.run()) {
      case SUCCEEDED -> ExitStatus.SUCCESS;
      case FAILED -> ExitStatus.FAILURE;
      case UNREADABLE ->
          throw new UsageException(
              "line " + runner.line() + " of the standard input is not valid UTF-8");
    };
  }

  private static int converse(Session session, Streams streams) throws IOException {
    ReplTerminal.converse(session, streams.out(), streams.out()::flush);
    return ExitStatus.SUCCESS;
  }
}
