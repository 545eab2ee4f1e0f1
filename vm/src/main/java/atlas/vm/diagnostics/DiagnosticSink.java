package atlas.vm.diagnostics;

import atlas.vm.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects the diagnostics of one compilation, at most {@value #LIMIT} errors and as many warnings,
 * so that one slip does not print a page.
 */
public final class DiagnosticSink {
  /** The largest number of errors kept, and of warnings. */
  public static final int LIMIT = 200;

  private record Place(DiagnosticCode code, Span span, Severity severity) {}

  private final List<Diagnostic> errors = new ArrayList<>();
  private final List<Diagnostic> warnings = new ArrayList<>();
  private final Set<Place> places = new HashSet<>();

  /** Adds a diagnostic, unless the same code was reported at the same place before. */
  public void report(Diagnostic diagnostic) {
    List<Diagnostic> kept = diagnostic.isError() ? errors : warnings;
    Place place = new Place(diagnostic.code(), diagnostic.span(), diagnostic.severity());
    if (kept.size() < LIMIT && places.add(place)) {
      kept.add(diagnostic);
    }
  }

  public boolean hasErrors() {
    return !errors.isEmpty();
  }

  /** Whether no further error is kept, so that there is no need to say much about it. */
  public boolean isFull() {
    return errors.size() == LIMIT;
  }

  /** What was reported, in the order of {@link Diagnostic#ORDER}. */
  public List<Diagnostic> sorted() {
    List<Diagnostic> all = new ArrayList<>(errors);
    all.addAll(warnings);
    all.sort(Diagnostic.ORDER);
    return List.copyOf(all);
  }
}
