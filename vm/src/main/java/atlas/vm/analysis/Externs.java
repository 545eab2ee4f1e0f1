package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Foreign functions (language §15.3) can be declared and not called: {@code extern "c" fn f() ->
 * CInt;} is checked as {@code fn f() -> number { return expect(None, "…"); }}, whose call ends with
 * the message. The names in that body mean the predefined ones, whatever the program calls so.
 */
final class Externs {
  private final Set<Ast.Node> made = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Whether a function or a name comes from here. */
  boolean made(Ast.Node node) {
    return made.contains(node);
  }

  /** The program with every {@code extern} replaced. */
  Ast.Program expand(Ast.Program program) {
    if (program.items().stream().noneMatch(Ast.ExternDecl.class::isInstance)) {
      return program;
    }
    List<Ast.Item> items =
        program.items().stream().map(i -> i instanceof Ast.ExternDecl e ? function(e) : i).toList();
    return new Ast.Program(items, program.span());
  }

  private Ast.Item function(Ast.ExternDecl decl) {
    Span span = decl.span();
    String message =
        "foreign function "
            + quoted(decl.name().name())
            + " of "
            + quoted(decl.library().value())
            + " cannot be called: there are no foreign calls";
    Ast.Expr expect = new Ast.NameExpr("expect", span);
    Ast.Expr none = new Ast.NameExpr("None", span);
    Ast.Expr failure =
        new Ast.CallExpr(expect, List.of(none, new Ast.StringExpr(message, span)), span);
    Ast.Item function =
        new Ast.FunctionDecl(
            decl.name(),
            List.of(),
            decl.params().stream().map(Externs::param).toList(),
            Ast.Ownership.NONE,
            Optional.of(type(decl.result())),
            Optional.empty(),
            new Ast.Block(List.of(new Ast.ReturnStmt(Optional.of(failure), span)), span),
            span);
    made.addAll(List.of(expect, none, function));
    return function;
  }

  private static Ast.Param param(Ast.ExternParam param) {
    return new Ast.Param(Ast.Ownership.NONE, param.name(), type(param.type()), param.span());
  }

  private static Ast.TypeExpr type(Ast.Ident type) {
    String name =
        switch (type.name()) {
          case "CInt", "CLong", "CDouble" -> "number";
          case "CCharPtr" -> "string";
          case "CBool" -> "bool";
          case "CVoid" -> "void";
          default -> type.name();
        };
    return new Ast.NamedTypeExpr(new Ast.Ident(name, type.span()), List.of(), type.span());
  }
}
