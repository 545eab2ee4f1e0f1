package atlas.repl.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One of the commands that {@code atlas} understands. */
interface Subcommand {
  /** The word that it is called by. */
  String name();

  /** What it understands: options, parameters, and what to say about them. */
  CommandSpec spec();

  /**
   * Does it.
   *
   * @return the exit status
   */
  int run(ParseResult arguments, Streams streams) throws UsageException;
}
