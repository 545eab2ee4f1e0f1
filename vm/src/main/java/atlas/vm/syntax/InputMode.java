package atlas.vm.syntax;

/** Where a source text comes from, which decides what is tolerated at its edges. */
public enum InputMode {
  /** A file: every statement needs its semicolon. */
  FILE,
  /**
   * A line, cell or argument: a semicolon missing at the very end is supplied (§22.2), and {@code
   * _} may be used as a name, that of the last value.
   */
  INTERACTIVE
}
