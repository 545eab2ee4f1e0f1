package atlas.vm.analysis;

import atlas.vm.analysis.Symbol.Variable;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Types;
import atlas.vm.types.WriteBack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds all that a unit stores in its variables of unknown type. A variable whose content may
 * change in place counts as one that anything may be stored in.
 */
final class Stores {
  /** What is stored: the value of an expression, or something made of one. */
  sealed interface Source {}

  /** Something of which nothing is known. */
  record Anything() implements Source {}

  record Value(Ast.Expr expr) implements Source {}

  /** The sum of a variable's value and that of an expression. */
  record Sum(Variable variable, Ast.Expr added) implements Source {}

  /** A number: the result of any other operator. */
  record Number() implements Source {}

  /** The content of an Option or Result, as a pattern takes it out. */
  record Content(Source whole, String constructor) implements Source {}

  record Store(Variable variable, Source source) {}

  private final TypedUnit unit;
  private final boolean lasting;
  private final List<Store> found = new ArrayList<>();

  private Stores(TypedUnit unit, boolean lasting) {
    this.unit = unit;
    this.lasting = lasting;
  }

  /**
   * All stores of a unit.
   *
   * @param lasting whether they include those in top-level variables
   */
  static List<Store> of(TypedUnit unit, boolean lasting) {
    Stores stores = new Stores(unit, lasting);
    unit.program().items().forEach(stores::item);
    return stores.found;
  }

  private void item(Ast.Item item) {
    switch (item) {
      case Ast.ExportDecl export -> {
        item(export.declaration());
        store(export.declaration(), new Anything());
      }
      case Ast.ImplDecl impl -> impl.methods().forEach(this::statement);
      case Ast.Stmt statement -> statement(statement);
      case Ast.ImportDecl _, Ast.ExternDecl _, Ast.AliasDecl _, Ast.TraitDecl _ -> {}
    }
  }

  private void statement(Ast.Stmt statement) {
    switch (statement) {
      case Ast.VarDecl s -> {
        expr(s.init());
        store(s, new Value(s.init()));
      }
      case Ast.FunctionDecl s -> statement(s.body());
      case Ast.Block s -> s.statements().forEach(this::statement);
      case Ast.IfStmt s -> {
        expr(s.condition());
        statement(s.then());
        s.otherwise().ifPresent(this::statement);
      }
      case Ast.WhileStmt s -> {
        expr(s.condition());
        statement(s.body());
      }
      case Ast.ForStmt s -> {
        s.init().ifPresent(this::statement);
        s.condition().ifPresent(this::expr);
        statement(s.body());
        s.step().ifPresent(this::statement);
      }
      case Ast.ForInStmt s -> {
        expr(s.iterable());
        store(s, new Anything());
        statement(s.body());
      }
      case Ast.ReturnStmt s -> s.value().ifPresent(this::expr);
      case Ast.BreakStmt _, Ast.ContinueStmt _ -> {}
      case Ast.ExprStmt s -> expr(s.expr());
      case Ast.AssignStmt s -> assignment(s);
    }
  }

  private void assignment(Ast.AssignStmt s) {
    s.target().indices().forEach(this::expr);
    s.value().ifPresent(this::expr);
    if (!s.target().indices().isEmpty()) {
      store(s.target(), new Anything());
      return;
    }
    store(
        s.target(),
        switch (s.op()) {
          case SET -> new Value(s.value().orElseThrow());
          case ADD -> new Sum((Variable) unit.symbolOf(s.target()), s.value().orElseThrow());
          case SUB, MUL, DIV, MOD, INCREMENT, DECREMENT -> new Number();
        });
  }

  private void store(Ast.Node node, Source source) {
    if (unit.symbolOf(node) instanceof Variable variable && isOpen(variable)) {
      found.add(new Store(variable, source));
    }
  }

  private boolean isOpen(Variable variable) {
    boolean seen =
        switch (variable.storage()) {
          case LOCAL -> true;
          case GLOBAL -> lasting;
          case PARAMETER -> false;
        };
    return seen && Types.isUnknown(variable.type());
  }

  private void expr(Ast.Expr expr) {
    switch (expr) {
      case Ast.ErrorExpr _,
          Ast.NumberExpr _,
          Ast.StringExpr _,
          Ast.BoolExpr _,
          Ast.NullExpr _,
          Ast.NameExpr _ -> {}
      case Ast.GroupExpr e -> expr(e.inner());
      case Ast.ArrayExpr e -> e.elements().forEach(this::expr);
      case Ast.UnaryExpr e -> expr(e.operand());
      case Ast.BinaryExpr e -> {
        expr(e.left());
        expr(e.right());
      }
      case Ast.CallExpr e -> call(e);
      case Ast.IndexExpr e -> {
        expr(e.target());
        expr(e.index());
      }
      case Ast.MethodExpr e -> {
        expr(e.receiver());
        e.args().forEach(this::expr);
        if (unit.methodOf(e) instanceof MethodTarget.Dynamic) {
          changed(e.receiver());
        }
      }
      case Ast.TryExpr e -> expr(e.operand());
      case Ast.MatchExpr e -> match(e);
    }
  }

  private void call(Ast.CallExpr call) {
    expr(call.callee());
    call.args().forEach(this::expr);
    if (call.callee() instanceof Ast.NameExpr name
        && unit.symbolOf(name) instanceof Symbol.Library function
        && function.function().writeBack() != WriteBack.NONE
        && !call.args().isEmpty()) {
      changed(call.args().getFirst());
    }
  }

  /** A call may store something else in the variable that its receiver is rooted in. */
  private void changed(Ast.Expr receiver) {
    Ast.Expr root = receiver;
    while (root instanceof Ast.IndexExpr || root instanceof Ast.GroupExpr) {
      root =
          switch (root) {
            case Ast.IndexExpr index -> index.target();
            case Ast.GroupExpr group -> group.inner();
            default -> throw new AssertionError(root);
          };
    }
    store(root, new Anything());
  }

  private void match(Ast.MatchExpr match) {
    expr(match.scrutinee());
    for (Ast.MatchArm arm : match.arms()) {
      bind(arm.pattern(), new Value(match.scrutinee()));
      arm.guard().ifPresent(this::expr);
      expr(arm.body());
    }
  }

  private void bind(Ast.Pattern pattern, Source whole) {
    switch (pattern) {
      case Ast.WildcardPattern _, Ast.LiteralPattern _ -> {}
      case Ast.BindingPattern p -> store(p, whole);
      case Ast.ConstructorPattern p -> {
        Source content = new Content(whole, p.name().name());
        p.args().forEach(arg -> bind(arg, content));
      }
      case Ast.ArrayPattern p -> p.elements().forEach(element -> bind(element, new Anything()));
      case Ast.OrPattern p -> alternatives(p, whole);
    }
  }

  /** A name that some alternative lacks has no value when that one matches. */
  private void alternatives(Ast.OrPattern pattern, Source whole) {
    Map<Variable, Integer> bound = new LinkedHashMap<>();
    for (Ast.Pattern alternative : pattern.alternatives()) {
      int before = found.size();
      bind(alternative, whole);
      found.subList(before, found.size()).stream()
          .map(Store::variable)
          .distinct()
          .forEach(variable -> bound.merge(variable, 1, Integer::sum));
    }
    bound.forEach((variable, times) -> {
      if (times < pattern.alternatives().size()) {
        found.add(new Store(variable, new Anything()));
      }
    });
  }
}
