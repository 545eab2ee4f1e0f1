package atlas.kernel.command;

import atlas.kernel.session.EvalResult;
import atlas.vm.diagnostics.Diagnostic;
import java.util.List;

/** What came of something that a user entered. */
public sealed interface Reply {
  /**
   * Code was evaluated.
   *
   * @param footer what the command adds behind the result; may be empty
   */
  record Evaluated(EvalResult result, String footer) implements Reply {}

  /** A command's answer. */
  record Answered(String text) implements Reply {}

  /** The code given to a command that does not run it has errors. */
  record Rejected(List<Diagnostic> diagnostics) implements Reply {
    public Rejected {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** There is no such command, or it cannot do what it is asked for. One line. */
  record Refused(String message) implements Reply {}

  /** The user wants to leave. */
  record Quit() implements Reply {}

  /** Whether all went well. */
  default boolean isSuccess() {
    return switch (this) {
      case Evaluated(EvalResult result, String _) -> result.isSuccess();
      case Answered _, Quit _ -> true;
      case Rejected _, Refused _ -> false;
    };
  }
}
