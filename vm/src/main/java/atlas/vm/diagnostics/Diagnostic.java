package atlas.vm.diagnostics;

import atlas.vm.source.Position;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One finding about a program (language §23.1). A value: phases collect diagnostics in lists,
 * nothing is thrown.
 *
 * @param label the text at the carets; may be empty
 */
public record Diagnostic(
    Severity severity,
    DiagnosticCode code,
    String message,
    SourceFile source,
    Span span,
    String label,
    List<String> notes,
    List<Related> related,
    Optional<String> help) {

  /** Another place that has to do with a diagnostic. */
  public record Related(SourceFile source, Span span, String message) {}

  /** Errors before warnings, then by file, line and column (language §23.4). */
  public static final Comparator<Diagnostic> ORDER = Diagnostic::compare;

  public Diagnostic {
    notes = List.copyOf(notes);
    related = List.copyOf(related);
  }

  /**
   * Written out, since every start compiles something: the comparators that the JDK combines are
   * serializable, and the JVM's AOT cache keeps no such lambdas.
   */
  private static int compare(Diagnostic a, Diagnostic b) {
    int order = a.severity.compareTo(b.severity);
    if (order == 0) {
      order = a.source.name().compareTo(b.source.name());
    }
    return order != 0 ? order : Integer.compare(a.span.start(), b.span.start());
  }

  public static Diagnostic error(
      DiagnosticCode code, SourceFile source, Span span, String message, String label) {
    return new Diagnostic(
        Severity.ERROR, code, message, source, span, label, List.of(), List.of(), Optional.empty());
  }

  public static Diagnostic warning(
      DiagnosticCode code, SourceFile source, Span span, String message, String label) {
    return new Diagnostic(
        Severity.WARNING,
        code,
        message,
        source,
        span,
        label,
        List.of(),
        List.of(),
        Optional.empty());
  }

  public Diagnostic withNote(String note) {
    List<String> all = new ArrayList<>(notes);
    all.add(note);
    return new Diagnostic(severity, code, message, source, span, label, all, related, help);
  }

  public Diagnostic withRelated(SourceFile file, Span place, String text) {
    List<Related> all = new ArrayList<>(related);
    all.add(new Related(file, place, text));
    return new Diagnostic(severity, code, message, source, span, label, notes, all, help);
  }

  public Diagnostic withHelp(String text) {
    return new Diagnostic(
        severity, code, message, source, span, label, notes, related, Optional.of(text));
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** Where it is, as people count. */
  public Position position() {
    return source.position(span.start());
  }
}
