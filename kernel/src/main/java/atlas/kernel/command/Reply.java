package atlas.kernel.command;

import atlas.kernel.session.EvalResult;
import atlas.profiler.analysis.Comparison;
import atlas.profiler.analysis.Scaling;
import atlas.profiler.report.ReportOptions;
import atlas.vm.diagnostics.Diagnostic;
import java.util.List;
import java.util.Optional;

/** What came of something that a user entered. */
public sealed interface Reply {
  /**
   * Code was evaluated.
   *
   * @param change how its profile differs from an earlier one
   * @param footer what the command adds behind the result; may be empty
   */
  record Evaluated(EvalResult result, Optional<Change> change, String footer) implements Reply {
    /** Code was evaluated, and nothing compared. */
    public Evaluated(EvalResult result, String footer) {
      this(result, Optional.empty(), footer);
    }
  }

  /**
   * A profile made earlier.
   *
   * @param footer what the command adds behind it; may be empty
   */
  record Profiled(EvalResult.Profiling profiling, String footer) implements Reply {}

  /**
   * How a profile differs from an earlier one.
   *
   * @param isAsked whether that was asked for; else it is said in a line that code which was run
   *     before has changed
   */
  record Change(Comparison comparison, boolean isAsked) {}

  /** How two profiles made earlier differ. */
  record Compared(Comparison change, ReportOptions options) implements Reply {}

  /**
   * Code was evaluated for several values of a variable; what it came to is not shown.
   *
   * @param result of the run that failed, or of the last one
   * @param scaling how counts grow, if there are runs enough to tell
   * @param footer what the command adds behind it; may be empty
   */
  record Scaled(EvalResult result, Optional<Scaling> scaling, ReportOptions options, String footer)
      implements Reply {}

  /** A command's answer. */
  record Answered(String text) implements Reply {}

  /** The value of an earlier input. */
  record Shown(EvalResult.Answer answer) implements Reply {}

  /** The code given to a command that does not run it has errors. */
  record Rejected(List<Diagnostic> diagnostics) implements Reply {
    public Rejected {
      diagnostics = List.copyOf(diagnostics);
    }
  }

  /** There is no such command, or it cannot do what it is asked for. One line. */
  record Refused(String message) implements Reply {}

  /** The user has written this in an editor, and wants it to be taken like any other input. */
  record Edited(String text) implements Reply {}

  /** The user wants to leave. */
  record Quit() implements Reply {}

  /** Whether all went well. */
  default boolean isSuccess() {
    return switch (this) {
      case Evaluated(EvalResult result, var _, String _) -> result.isSuccess();
      case Scaled(EvalResult result, var _, var _, String _) -> result.isSuccess();
      case Profiled _, Compared _, Answered _, Shown _, Edited _, Quit _ -> true;
      case Rejected _, Refused _ -> false;
    };
  }
}
