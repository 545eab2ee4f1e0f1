package atlas.vm.runtime;

import atlas.vm.diagnostics.DiagnosticCode;

/** A run-time error of the language (§21). Where it happened follows from the stack trace. */
public final class AtlasError extends Unwinding {
  private static final long serialVersionUID = 1;

  private final DiagnosticCode code;
  private final transient String help;

  public AtlasError(DiagnosticCode code, String message) {
    this(code, message, null);
  }

  /** An error with advice. */
  public AtlasError(DiagnosticCode code, String message, String help) {
    super(message);
    this.code = code;
    this.help = help;
  }

  public DiagnosticCode code() {
    return code;
  }

  /** Advice, or null. */
  public String help() {
    return help;
  }
}
