package atlas.vm.analysis;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** What is found out about the nodes of one unit, and the way to report what is wrong with them. */
final class Findings {
  private final SourceFile source;
  private final DiagnosticSink sink;
  private int errors;
  private final Map<Ast.Expr, Type> types = new IdentityHashMap<>();
  private final Map<Ast.Node, Symbol> symbols = new IdentityHashMap<>();
  private final Map<Ast.MethodExpr, MethodTarget> methods = new IdentityHashMap<>();

  Findings(SourceFile source, DiagnosticSink sink) {
    this.source = source;
    this.sink = sink;
  }

  SourceFile source() {
    return source;
  }

  Map<Ast.Expr, Type> types() {
    return types;
  }

  Map<Ast.Node, Symbol> symbols() {
    return symbols;
  }

  Map<Ast.MethodExpr, MethodTarget> methods() {
    return methods;
  }

  void type(Ast.Expr expr, Type type) {
    types.put(expr, type);
  }

  void symbol(Ast.Node node, Symbol symbol) {
    symbols.put(node, symbol);
  }

  Optional<Symbol> symbol(Ast.Node node) {
    return Optional.ofNullable(symbols.get(node));
  }

  /** The variable that an expression is, if it is nothing but its name. */
  Optional<Symbol.Variable> plainVariable(Ast.Expr expr) {
    return expr instanceof Ast.NameExpr && symbols.get(expr) instanceof Symbol.Variable v
        ? Optional.of(v)
        : Optional.empty();
  }

  void method(Ast.MethodExpr expr, MethodTarget target) {
    methods.put(expr, target);
  }

  void report(Diagnostic diagnostic) {
    errors += diagnostic.isError() ? 1 : 0;
    sink.report(diagnostic);
  }

  /** How many errors were reported so far. */
  int errors() {
    return errors;
  }

  boolean hasErrors() {
    return sink.hasErrors();
  }

  /** Whether no further error is kept. */
  boolean isFull() {
    return sink.isFull();
  }

  void error(DiagnosticCode code, Span span, String message, String label) {
    report(diagnostic(code, span, message, label));
  }

  void warning(DiagnosticCode code, Span span, String message, String label) {
    report(Diagnostic.warning(code, source, span, message, label));
  }

  Diagnostic diagnostic(DiagnosticCode code, Span span, String message, String label) {
    return Diagnostic.error(code, source, span, message, label);
  }

  /** An AT3001 about {@code what}, a name or a few words such as {@code condition of 'if'}. */
  Diagnostic mismatch(Span span, String what, Type expected, Type found) {
    String wanted = TypePrinter.print(expected);
    Diagnostic bare = mismatch(span, what, wanted, found);
    Diagnostic error = TypeAdvice.mismatch(expected, found).map(bare::withHelp).orElse(bare);
    return wanted.equals(TypePrinter.print(found))
        ? error.withNote(
            "the name was declared again since: "
                + TypePrinter.print(expected.expanded())
                + " is expected, "
                + TypePrinter.print(found.expanded())
                + " was found")
        : error;
  }

  Diagnostic mismatch(Span span, String what, String expected, Type found) {
    String difference = "expected " + expected + ", found " + TypePrinter.print(found);
    return diagnostic(
        DiagnosticCode.AT3001, span, "Type mismatch in " + what + ": " + difference, difference);
  }

  /** A name in a message. */
  static String quoted(String name) {
    return "'" + name + "'";
  }

  /** A number of things in a message. */
  static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
