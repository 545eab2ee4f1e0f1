package atlas.vm.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import org.junit.jupiter.api.Test;

final class DiagnosticSinkTest {
  private static final SourceFile SOURCE = new SourceFile("test.atl", "x".repeat(1000));

  private final DiagnosticSink sink = new DiagnosticSink();

  private static Diagnostic warning(int at) {
    return Diagnostic.warning(DiagnosticCode.AW9999, SOURCE, new Span(at, at + 1), "w", "");
  }

  private static Diagnostic error(int at) {
    return Diagnostic.error(DiagnosticCode.AT3001, SOURCE, new Span(at, at + 1), "e", "");
  }

  @Test
  void anErrorIsKeptHoweverManyWarningsCameBefore() {
    for (int i = 0; i < 500; i++) {
      sink.report(warning(i));
    }
    sink.report(error(700));
    assertTrue(sink.hasErrors());
    assertEquals(DiagnosticSink.LIMIT + 1, sink.sorted().size());
    assertEquals(error(700), sink.sorted().getFirst());
  }

  @Test
  void theSameIsNotSaidTwiceOfOnePlace() {
    sink.report(error(1));
    sink.report(error(1));
    sink.report(warning(1));
    sink.report(warning(2));
    assertEquals(3, sink.sorted().size());
  }

  @Test
  void errorsBeyondTheLimitAreDropped() {
    for (int i = 0; i < DiagnosticSink.LIMIT; i++) {
      assertEquals(false, sink.isFull());
      sink.report(error(i));
    }
    assertTrue(sink.isFull());
    sink.report(error(999));
    assertEquals(DiagnosticSink.LIMIT, sink.sorted().size());
  }
}
