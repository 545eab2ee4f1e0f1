package atlas.vm.diagnostics;

/** How bad a diagnostic is: an error keeps a program from running, a warning never does. */
public enum Severity {
  ERROR,
  WARNING;

  /** The word used in texts and JSON: {@code error} or {@code warning}. */
  public String word() {
    return this == ERROR ? "error" : "warning";
  }
}
