package atlas.vm.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import java.util.List;

/** What the tests of this package do with a source text. */
final class Parsing {
  private static final long LARGE_STACK = 512L << 20;

  private Parsing() {}

  /** A tree, and what was reported on the way to it. */
  record Result(Ast.Program program, List<Diagnostic> diagnostics) {
    List<String> codes() {
      return diagnostics.stream().map(d -> d.code().id()).toList();
    }
  }

  static Result parse(String text, InputMode mode) {
    DiagnosticSink sink = new DiagnosticSink();
    Ast.Program program = Parser.parse(new SourceFile("test.atl", text), mode, sink);
    return new Result(program, sink.sorted());
  }

  static Result parse(String text) {
    return parse(text, InputMode.FILE);
  }

  /** Parses a text that has no errors. */
  static Ast.Program valid(String text) {
    Result result = parse(text);
    assertEquals(
        List.of(),
        result.diagnostics().stream().map(d -> d.code() + " " + d.message()).toList(),
        text);
    return result.program();
  }

  /** The canonical text of a program of one line. */
  static String reprint(String text) {
    return TreePrinter.print(valid(text)).stripTrailing();
  }

  /** The expression of a program that is one expression statement. */
  static Ast.Expr expression(String text) {
    return ((Ast.ExprStmt) valid(text + ";").items().getFirst()).expr();
  }

  /** Runs a test on a thread with a stack as large as the session's. */
  static void deep(Runnable test) {
    onStack(LARGE_STACK, test);
  }

  static void onStack(long bytes, Runnable test) {
    Throwable[] failure = new Throwable[1];
    Thread thread = new Thread(null, test, "deep", bytes);
    thread.setUncaughtExceptionHandler((t, e) -> failure[0] = e);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    if (failure[0] != null) {
      throw new AssertionError(failure[0]);
    }
  }
}
