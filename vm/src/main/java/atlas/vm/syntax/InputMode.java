package atlas.vm.syntax;

/** Where a source text comes from, which decides whether its last semicolon may be left out. */
public enum InputMode {
  /** A file: every statement needs its semicolon. */
  FILE,
  /** A line, cell or argument: a semicolon missing at the very end is supplied (§22.2). */
  INTERACTIVE
}
