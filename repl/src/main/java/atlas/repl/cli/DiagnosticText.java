package atlas.repl.cli;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticRenderer;
import java.util.List;

/** Diagnostics as text for the error stream. */
final class DiagnosticText {
  private static final DiagnosticRenderer RENDERER =
      new DiagnosticRenderer(DiagnosticRenderer.Style.PLAIN);

  private DiagnosticText() {}

  static String of(List<Diagnostic> diagnostics) {
    return RENDERER.render(diagnostics);
  }

  static String of(Diagnostic diagnostic) {
    return RENDERER.render(diagnostic);
  }

  static String ofStop(Diagnostic stop) {
    return RENDERER.renderStop(stop);
  }
}
