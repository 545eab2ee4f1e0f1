package atlas.vm.engine;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.runtime.Unwinding;
import atlas.vm.runtime.Value;
import java.util.List;

/** How a run ended. */
public sealed interface Outcome {
  /**
   * Every activation that did not end by returning, with the instruction it had begun: what a
   * profiler needs to be exact about a run that failed. Also those ended by errors that the library
   * caught.
   */
  List<Unwinding.Activation> ended();

  /** The program came to its end. {@code value} is its result (language §22.1). */
  record Success(Value value, List<Unwinding.Activation> ended) implements Outcome {}

  /** A run-time error, as a diagnostic with place and active calls. */
  record Failure(Diagnostic diagnostic, List<Unwinding.Activation> ended) implements Outcome {}

  /** The user interrupted it. {@code diagnostic} says where. */
  record Interrupted(Diagnostic diagnostic, List<Unwinding.Activation> ended) implements Outcome {}
}
