package atlas.vm.engine;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;

/** What is said when there is no memory left. */
public final class OutOfMemory {
  public static final String MESSAGE = "out of memory";
  static final String HELP = "what this run and all variables hold needs more memory than there is";

  private OutOfMemory() {}

  /** Where no place in the program is to blame, or none can be found out any more. */
  public static Diagnostic diagnostic(SourceFile source) {
    return Diagnostic.error(DiagnosticCode.AT0400, source, Span.at(0), MESSAGE, "").withHelp(HELP);
  }
}
