package atlas.vm.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.Ast;
import atlas.vm.syntax.InputMode;
import atlas.vm.syntax.Parser;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Parses and checks for the tests. */
final class Checks {
  private Checks() {}

  /** What came of a check. */
  record Checked(Optional<TypedUnit> unit, List<Diagnostic> diagnostics) {
    /** The unit of a program that has no errors. */
    TypedUnit valid() {
      return unit.orElseThrow(() -> new AssertionError("rejected: " + diagnostics));
    }

    /** The codes of all diagnostics, errors first. */
    List<String> codes() {
      return diagnostics.stream().map(d -> d.code().id()).toList();
    }
  }

  static Checked check(String text) {
    return check(text, GlobalScope.EMPTY);
  }

  static Checked check(String text, GlobalScope scope) {
    SourceFile source = new SourceFile("<test>", text);
    DiagnosticSink sink = new DiagnosticSink();
    Ast.Program program = Parser.parse(source, InputMode.FILE, sink);
    assertEquals(List.of(), sink.sorted(), "the test program has to parse: " + text);
    Optional<TypedUnit> unit =
        Checker.check(source, program, scope, Map.of(), TestLibrary.INSTANCE, sink);
    assertEquals(sink.hasErrors(), unit.isEmpty(), "a unit exactly if there are no errors");
    return new Checked(unit, sink.sorted());
  }

  /** Checks inputs one after the other, and gives the last. */
  static Checked session(String... inputs) {
    GlobalScope scope = GlobalScope.EMPTY;
    Checked last = check("");
    for (String input : inputs) {
      assertTrue(last.unit().isPresent(), "an earlier input was rejected: " + last);
      scope = last.valid().scopeAfter();
      last = check(input, scope);
    }
    return last;
  }

  /** A top-level function of a unit. */
  static Symbol.Function function(TypedUnit unit, String name) {
    return unit.declared().stream()
        .filter(s -> s instanceof Symbol.Function && s.name().equals(name))
        .map(Symbol.Function.class::cast)
        .findFirst()
        .orElseThrow();
  }

  /** A top-level variable of a unit. */
  static Symbol.Variable variable(TypedUnit unit, String name) {
    return unit.declared().stream()
        .filter(s -> s instanceof Symbol.Variable && s.name().equals(name))
        .map(Symbol.Variable.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
