package atlas.vm.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Optional;

/** What the lowering relies on: in a checked unit no node lacks its type, symbol or target. */
final class Completeness {
  private final TypedUnit unit;

  private Completeness(TypedUnit unit) {
    this.unit = unit;
  }

  static void check(TypedUnit unit) {
    new Completeness(unit).visit(unit.program());
    for (Symbol symbol : unit.declared()) {
      int slot =
          switch (symbol) {
            case Symbol.Variable v -> v.slot();
            case Symbol.Function f -> f.slot();
            case Symbol.Library _, Symbol.Constant _, Symbol.NoneValue _ -> -1;
          };
      assertTrue(slot >= 0, () -> "slot of " + symbol.name());
    }
  }

  private void visit(Object value) {
    switch (value) {
      case Ast.TypeExpr _ -> {
        // Resolved into types.
      }
      case Ast.Node node -> {
        node(node);
        parts(node);
      }
      case List<?> list -> list.forEach(this::visit);
      case Optional<?> optional -> optional.ifPresent(this::visit);
      default -> {
        // A leaf.
      }
    }
  }

  private void parts(Ast.Node node) {
    for (RecordComponent part : node.getClass().getRecordComponents()) {
      try {
        visit(part.getAccessor().invoke(node));
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }
  }

  private void node(Ast.Node node) {
    if (node instanceof Ast.Expr expr && !(node instanceof Ast.ErrorExpr)) {
      boolean path = expr instanceof Ast.StringExpr && unit.typeOf(expr) == null;
      assertTrue(path || unit.typeOf(expr) != null, () -> "type of " + expr);
      if (!path) {
        assertTrue(unit.typeOf(expr).expanded() != Type.NEVER, () -> "value of " + expr);
      }
    }
    switch (node) {
      case Ast.NameExpr _, Ast.Target _, Ast.VarDecl _, Ast.ForInStmt _, Ast.BindingPattern _ ->
          assertNotNull(unit.symbolOf(node), () -> "symbol of " + node);
      case Ast.FunctionDecl f -> function(f);
      case Ast.MethodExpr m -> assertNotNull(unit.methodOf(m), () -> "target of " + m);
      default -> {
        // Nothing is noted about it.
      }
    }
  }

  private void function(Ast.FunctionDecl decl) {
    Symbol.Function function = (Symbol.Function) unit.symbolOf(decl);
    assertNotNull(function, () -> "symbol of " + decl.name());
    assertEquals(decl, function.declaration());
    assertTrue(!function.topLevel() || function.captures().isEmpty());
    decl.params().forEach(p -> assertNotNull(unit.symbolOf(p), () -> "symbol of " + p));
  }
}
