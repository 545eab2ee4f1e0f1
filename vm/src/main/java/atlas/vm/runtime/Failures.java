package atlas.vm.runtime;

import atlas.vm.diagnostics.DiagnosticCode;
import java.util.Optional;

/**
 * The errors that instructions raise themselves in either engine, those of operators and library
 * aside.
 */
public final class Failures {
  private Failures() {}

  /**
   * A call that exceeds the depth limit, or Java's own.
   *
   * @param depth the call depth that the new activation would have
   */
  public static AtlasError exhausted(int depth) {
    return new AtlasError(
        DiagnosticCode.AT0008,
        "call stack exhausted: more than " + (depth - 1) + " calls within each other",
        "is there a recursion that never ends?");
  }

  /** A top-level variable whose declaration was not reached. */
  public static AtlasError unboundVariable(String name) {
    return unbound("variable '" + name + "'");
  }

  /** A top-level function of a unit that was not begun. */
  public static AtlasError unboundFunction(String name) {
    return unbound("function '" + name + "'");
  }

  static AtlasError unbound(String what) {
    return new AtlasError(DiagnosticCode.AT0002, what + " is not bound yet");
  }

  public static AtlasError noArm() {
    return new AtlasError(DiagnosticCode.AT0001, "no arm of this match fits the value");
  }

  /** A method that a value lacks. */
  public static AtlasError noMethod(Kind kind, String name, Optional<String> help) {
    return new AtlasError(
        DiagnosticCode.AT0001,
        "a value of kind " + kind.inMessages() + " has no method '" + name + "'",
        help.orElse(null));
  }
}
