package atlas.kernel.command;

import atlas.kernel.session.Candidate;
import atlas.kernel.session.Session;
import atlas.profiler.report.OptionDoc;
import java.util.List;
import java.util.Optional;

/** One command. What it works on is the session; only {@link ProfileCommand} keeps something. */
interface Command {
  /** The name, without {@code :} or {@code %}. */
  String name();

  /** The arguments as help shows them, such as {@code CODE}; may be empty. */
  String arguments();

  /** The options among them. */
  default List<OptionDoc> options() {
    return List.of();
  }

  /** The words that may stand in the place of arguments, for completion. */
  default List<Candidate> words() {
    return List.of();
  }

  /** What it does, in one line. */
  String summary();

  /** What else there is to say; may be empty. */
  default String details() {
    return "";
  }

  /** An example, without the prefix. */
  String example();

  /** Whether an invocation cannot be all: code that it needs must follow on further lines. */
  default boolean isUnfinished(Invocation invocation) {
    return false;
  }

  /** What it cannot do without and was not given, if anything. */
  default Optional<String> lacks(Invocation invocation) {
    return Optional.empty();
  }

  /** Whether arguments are code, so that open brackets in them ask for more lines. */
  default boolean takesCode() {
    return false;
  }

  /** What its arguments are, for completion. */
  default Operand operand() {
    return takesCode() ? Operand.CODE : Operand.NONE;
  }

  /** What an argument of a command can be. */
  enum Operand {
    NONE,
    CODE,
    COMMAND,
    PATH
  }

  Reply run(Session session, Invocation invocation);
}
