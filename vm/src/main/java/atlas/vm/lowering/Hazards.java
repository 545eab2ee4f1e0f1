package atlas.vm.lowering;

import atlas.vm.analysis.MethodTarget;
import atlas.vm.analysis.Symbol;
import atlas.vm.analysis.TypedUnit;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.WriteBack;
import java.util.List;
import java.util.Optional;

/**
 * Tells whether a variable's value can be looked at without sharing its storage (see {@link Use}):
 * not if the variable may be changed in place between the reading and the using, by what is
 * evaluated in between.
 */
final class Hazards {
  private final TypedUnit typed;
  private final boolean main;

  /**
   * @param main whether it is about the top-level code of the unit: while that runs, there are no
   *     functions but those that are known by now
   */
  Hazards(TypedUnit typed, boolean main) {
    this.typed = typed;
    this.main = main;
  }

  /** The variable that an expression reads from: a name, or an index path rooted in one. */
  Optional<Symbol.Variable> root(Ast.Expr expr) {
    return switch (expr) {
      case Ast.NameExpr name ->
          typed.symbolOf(name) instanceof Symbol.Variable v ? Optional.of(v) : Optional.empty();
      case Ast.IndexExpr index -> root(index.target());
      case Ast.GroupExpr group -> root(group.inner());
      default -> Optional.empty();
    };
  }

  /** How to read a value that is only looked at, after {@code later} has been evaluated. */
  Use look(Ast.Expr target, List<Ast.Expr> later) {
    Optional<Symbol.Variable> root = root(target);
    boolean hazard =
        root.isPresent()
            && (anyMayChange(later, root.get(), isOpenToCalls(root.get()))
                || target instanceof Ast.IndexExpr && anyMayShare(later, root.get()));
    return hazard ? Use.LEND : Use.BORROW;
  }

  /**
   * How to pass an argument to a function of the program, whose parameters belong to the caller
   * until they are changed.
   */
  Use argument(Ast.Expr argument, List<Ast.Expr> later) {
    boolean open = root(argument).map(this::isOpenToCalls).orElse(false);
    return open ? Use.LEND : look(argument, later);
  }

  /**
   * How to read a value that is changed after {@code later} has been evaluated, and stored back. An
   * element may have come to other places by then without a mark of its own, with its container or
   * by being taken out.
   *
   * @param direct whether it is a library function that changes it, not a method found at run time
   */
  Use change(Ast.Expr target, Symbol.Variable root, List<Ast.Expr> later, boolean direct) {
    boolean open = isOpenToCalls(root);
    if (target instanceof Ast.IndexExpr) {
      boolean known = isGlobal(root) && (!main || root.isKnownToFunctions());
      boolean hazard =
          anyMayChange(later, root, known) || anyMayShare(later, root) || open && !direct;
      return hazard ? Use.SHARE : Use.UPDATE;
    }
    if (direct) {
      return anyMayChange(later, root, open) ? Use.LEND : Use.BORROW;
    }
    return open || anyMayChange(later, root, false) ? Use.SHARE : Use.BORROW;
  }

  /** How to read an array that a loop goes through, whose body is executed meanwhile. */
  Use iterate(Ast.Expr iterable, Ast.Block body) {
    Optional<Symbol.Variable> root = root(iterable);
    boolean hazard = root.isEmpty() || mayChange(body, root.get(), isOpenToCalls(root.get()));
    return hazard ? Use.SHARE : Use.BORROW;
  }

  /** How to read a value that is matched, while guards may be evaluated. */
  Use match(Ast.Expr scrutinee, List<Ast.Expr> guards) {
    Optional<Symbol.Variable> root = root(scrutinee);
    boolean hazard =
        root.isEmpty()
            || anyMayChange(guards, root.get(), isOpenToCalls(root.get()))
            || anyMayShare(guards, root.get());
    return hazard ? Use.SHARE : Use.BORROW;
  }

  /**
   * Whether an expression may change a variable.
   *
   * @param byCalls whether calls of functions of the program may
   */
  private boolean mayChange(Ast.Expr expr, Symbol.Variable variable, boolean byCalls) {
    return switch (expr) {
      case Ast.ErrorExpr _,
          Ast.NumberExpr _,
          Ast.StringExpr _,
          Ast.BoolExpr _,
          Ast.NullExpr _,
          Ast.NameExpr _ ->
          false;
      case Ast.GroupExpr e -> mayChange(e.inner(), variable, byCalls);
      case Ast.ArrayExpr e -> anyMayChange(e.elements(), variable, byCalls);
      case Ast.UnaryExpr e -> mayChange(e.operand(), variable, byCalls);
      case Ast.BinaryExpr e ->
          mayChange(e.left(), variable, byCalls) || mayChange(e.right(), variable, byCalls);
      case Ast.IndexExpr e ->
          mayChange(e.target(), variable, byCalls) || mayChange(e.index(), variable, byCalls);
      case Ast.TryExpr e -> mayChange(e.operand(), variable, byCalls);
      case Ast.MatchExpr e ->
          mayChange(e.scrutinee(), variable, byCalls)
              || e.arms().stream()
                  .anyMatch(arm ->
                      mayChange(arm.body(), variable, byCalls)
                          || arm.guard().map(g -> mayChange(g, variable, byCalls)).orElse(false));
      case Ast.CallExpr e ->
          callMayChange(e, variable, byCalls) || anyMayChange(e.args(), variable, byCalls);
      case Ast.MethodExpr e ->
          methodMayChange(e, variable, byCalls)
              || mayChange(e.receiver(), variable, byCalls)
              || anyMayChange(e.args(), variable, byCalls);
    };
  }

  private boolean mayChange(Ast.Stmt statement, Symbol.Variable variable, boolean byCalls) {
    return switch (statement) {
      case Ast.FunctionDecl _, Ast.BreakStmt _, Ast.ContinueStmt _ -> false;
      case Ast.VarDecl s -> mayChange(s.init(), variable, byCalls);
      case Ast.ExprStmt s -> mayChange(s.expr(), variable, byCalls);
      case Ast.ReturnStmt s -> s.value().map(v -> mayChange(v, variable, byCalls)).orElse(false);
      case Ast.AssignStmt s ->
          typed.symbolOf(s.target()) == variable
              || anyMayChange(s.target().indices(), variable, byCalls)
              || s.value().map(v -> mayChange(v, variable, byCalls)).orElse(false);
      case Ast.Block s ->
          s.statements().stream().anyMatch(each -> mayChange(each, variable, byCalls));
      case Ast.IfStmt s ->
          mayChange(s.condition(), variable, byCalls)
              || mayChange(s.then(), variable, byCalls)
              || s.otherwise().map(o -> mayChange(o, variable, byCalls)).orElse(false);
      case Ast.WhileStmt s ->
          mayChange(s.condition(), variable, byCalls) || mayChange(s.body(), variable, byCalls);
      case Ast.ForStmt s ->
          s.init().map(i -> mayChange(i, variable, byCalls)).orElse(false)
              || s.condition().map(c -> mayChange(c, variable, byCalls)).orElse(false)
              || s.step().map(step -> mayChange(step, variable, byCalls)).orElse(false)
              || mayChange(s.body(), variable, byCalls);
      case Ast.ForInStmt s ->
          mayChange(s.iterable(), variable, byCalls) || mayChange(s.body(), variable, byCalls);
    };
  }

  private boolean anyMayChange(List<Ast.Expr> exprs, Symbol.Variable variable, boolean byCalls) {
    return exprs.stream().anyMatch(e -> mayChange(e, variable, byCalls));
  }

  private boolean callMayChange(Ast.CallExpr call, Symbol.Variable variable, boolean byCalls) {
    if (call.callee() instanceof Ast.NameExpr name
        && typed.symbolOf(name) instanceof Symbol.Library library) {
      boolean writes =
          library.function().writeBack() != WriteBack.NONE
              && !call.args().isEmpty()
              && isRoot(call.args().getFirst(), variable);
      return writes || (byCalls && takesFunction(call.args()));
    }
    return byCalls || mayChange(call.callee(), variable, byCalls);
  }

  /**
   * Whether a second place may come to refer to the value of a variable: an element of it that was
   * read before would not be known to be shared.
   */
  private boolean mayShare(Ast.Expr expr, Symbol.Variable variable) {
    return switch (expr) {
      case Ast.ErrorExpr _, Ast.NumberExpr _, Ast.StringExpr _, Ast.BoolExpr _, Ast.NullExpr _ ->
          false;
      case Ast.NameExpr name -> typed.symbolOf(name) == variable;
      case Ast.GroupExpr e -> mayShare(e.inner(), variable);
      case Ast.ArrayExpr e -> anyMayShare(e.elements(), variable);
      case Ast.UnaryExpr e -> mayShare(e.operand(), variable);
      case Ast.BinaryExpr e -> mayShare(e.left(), variable) || mayShare(e.right(), variable);
      case Ast.IndexExpr e -> lookMayShare(e.target(), variable) || mayShare(e.index(), variable);
      case Ast.TryExpr e -> mayShare(e.operand(), variable);
      case Ast.MatchExpr e ->
          mayShare(e.scrutinee(), variable)
              || e.arms().stream()
                  .anyMatch(arm ->
                      mayShare(arm.body(), variable)
                          || arm.guard().map(g -> mayShare(g, variable)).orElse(false));
      case Ast.CallExpr e -> callMayShare(e, variable);
      case Ast.MethodExpr e ->
          lookMayShare(e.receiver(), variable) || anyMayShare(e.args(), variable);
    };
  }

  private boolean anyMayShare(List<Ast.Expr> exprs, Symbol.Variable variable) {
    return exprs.stream().anyMatch(e -> mayShare(e, variable));
  }

  /** The same for an expression whose value is only looked at. */
  private boolean lookMayShare(Ast.Expr expr, Symbol.Variable variable) {
    return !(expr instanceof Ast.NameExpr) && mayShare(expr, variable);
  }

  private boolean callMayShare(Ast.CallExpr call, Symbol.Variable variable) {
    if (!(call.callee() instanceof Ast.NameExpr name)
        || !(typed.symbolOf(name) instanceof Symbol.Library library)) {
      return mayShare(call.callee(), variable) || anyMayShare(call.args(), variable);
    }
    for (int i = 0; i < call.args().size(); i++) {
      Ast.Expr arg = call.args().get(i);
      boolean reads = library.function().reads(i);
      if (reads ? lookMayShare(arg, variable) : mayShare(arg, variable)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the arguments may be a function, which the library may call. */
  private boolean takesFunction(List<Ast.Expr> args) {
    return args.stream()
        .map(arg -> HeldTypes.erase(typed.typeOf(arg)))
        .anyMatch(type -> type instanceof Type.FunctionType || type == Type.UNKNOWN);
  }

  private boolean methodMayChange(
      Ast.MethodExpr method, Symbol.Variable variable, boolean byCalls) {
    return switch (typed.methodOf(method)) {
      case MethodTarget.Library library ->
          library.writeBack() != WriteBack.NONE && isRoot(method.receiver(), variable)
              || byCalls && takesFunction(method.args());
      case MethodTarget.Implementation _ -> byCalls;
      case MethodTarget.Dynamic _ -> byCalls || isRoot(method.receiver(), variable);
    };
  }

  private boolean isRoot(Ast.Expr expr, Symbol.Variable variable) {
    return root(expr).map(v -> v == variable).orElse(false);
  }

  /** Whether a call of an unknown function may change a variable. */
  private boolean isOpenToCalls(Symbol.Variable variable) {
    return isGlobal(variable) && (!main || variable.isChangedByFunctions());
  }

  private static boolean isGlobal(Symbol.Variable variable) {
    return variable.storage() == Symbol.Storage.GLOBAL;
  }
}
