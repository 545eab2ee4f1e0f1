package atlas.vm.diagnostics;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the diagnostics of one compilation, at most {@value #LIMIT} of them, so that one slip
 * does not print a page.
 */
public final class DiagnosticSink {
  /** The largest number of diagnostics kept. */
  public static final int LIMIT = 200;

  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private int errors;

  /** Adds a diagnostic, unless the same code was reported at the same place before. */
  public void report(Diagnostic diagnostic) {
    if (diagnostic.isError()) {
      errors++;
    }
    boolean repeated =
        diagnostics.stream()
            .anyMatch(d ->
                d.code() == diagnostic.code()
                    && d.span().equals(diagnostic.span())
                    && d.severity() == diagnostic.severity());
    if (!repeated && diagnostics.size() < LIMIT) {
      diagnostics.add(diagnostic);
    }
  }

  public boolean hasErrors() {
    return errors > 0;
  }

  /** What was reported, in the order of {@link Diagnostic#ORDER}. */
  public List<Diagnostic> sorted() {
    return diagnostics.stream().sorted(Diagnostic.ORDER).toList();
  }
}
