package atlas.kernel.session;

import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.syntax.InputMode;
import atlas.vm.syntax.Parser;
import java.util.List;
import java.util.Optional;

/**
 * A top-level variable of a program that is given its value from outside: in the text, in place of
 * what the program initialises it with. Lines stay where they are.
 */
public final class Parameter {
  private Parameter() {}

  /** The program with a value for a variable; empty if it declares no such variable. */
  public static Optional<SourceFile> set(
      SourceFile source, InputMode mode, String variable, long value) {
    return declarations(source, mode).stream()
        .filter(each -> each.name().name().equals(variable))
        .findFirst()
        .map(each -> replaced(source, each.init().span(), Long.toString(value)));
  }

  /** The variables that a program declares at top level. */
  public static List<String> names(SourceFile source, InputMode mode) {
    return declarations(source, mode).stream().map(each -> each.name().name()).toList();
  }

  private static List<Ast.VarDecl> declarations(SourceFile source, InputMode mode) {
    return Parser.parse(source, mode, new DiagnosticSink()).items().stream()
        .map(item -> item instanceof Ast.ExportDecl(Ast.Item exported, var _) ? exported : item)
        .filter(Ast.VarDecl.class::isInstance)
        .map(Ast.VarDecl.class::cast)
        .toList();
  }

  private static SourceFile replaced(SourceFile source, Span span, String value) {
    String text = source.text();
    String lineEnds = source.text(span).replaceAll("[^\n]", "");
    return new SourceFile(
        source.name(),
        text.substring(0, span.start()) + value + lineEnds + text.substring(span.end()));
  }
}
