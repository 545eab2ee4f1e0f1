package atlas.vm.analysis;

import static atlas.vm.analysis.Findings.quoted;

import atlas.vm.analysis.Symbol.Variable;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.ForeignNames;
import atlas.vm.diagnostics.Suggestions;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.Type.ArrayType;
import atlas.vm.types.Type.ResultType;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.Types;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Finds the type of every expression (language §5). Where something is wrong it reports once and
 * goes on with {@code ?}, about which nothing more is said.
 */
final class ExpressionChecker {
  private final Checking checking;
  private final Findings findings;
  private final Environment environment;
  private final Operators operators;

  ExpressionChecker(Checking checking) {
    this.checking = checking;
    this.findings = checking.findings;
    this.environment = checking.environment;
    this.operators = new Operators(findings);
  }

  /** Checks an expression and notes its type. */
  Type check(Ast.Expr expr) {
    Type type = typeOf(expr);
    findings.type(expr, held(expr).orElse(type));
    return type;
  }

  /**
   * The declared type of a {@code var}, which is what can be relied on when it runs: where it is
   * narrowed, an assignment may have changed it, also by a function in between (language §12.5).
   */
  private Optional<Type> held(Ast.Expr expr) {
    return switch (expr) {
      case Ast.GroupExpr group -> held(group.inner());
      case Ast.Expr other ->
          findings.plainVariable(other).filter(Variable::mutable).map(Variable::type);
    };
  }

  List<Type> checkAll(List<Ast.Expr> exprs) {
    List<Type> types = new ArrayList<>(exprs.size());
    for (Ast.Expr expr : exprs) {
      types.add(check(expr));
    }
    return types;
  }

  /** Checks an expression that has to fit {@code expected}. */
  void checkFits(Ast.Expr expr, Type expected, String what) {
    Type found = check(expr);
    if (!Types.isAssignable(found, expected)) {
      findings.report(findings.mismatch(expr.span(), what, expected, found));
    }
  }

  private Type typeOf(Ast.Expr expr) {
    return switch (expr) {
      case Ast.ErrorExpr _ -> Type.UNKNOWN;
      case Ast.NumberExpr _ -> Type.NUMBER;
      case Ast.StringExpr _ -> Type.STRING;
      case Ast.BoolExpr _ -> Type.BOOL;
      case Ast.NullExpr _ -> Type.NULL;
      case Ast.NameExpr e -> name(e);
      case Ast.GroupExpr e -> check(e.inner());
      case Ast.ArrayExpr e -> array(e);
      case Ast.UnaryExpr e -> operators.unary(e, check(e.operand()));
      case Ast.BinaryExpr e -> binary(e);
      case Ast.CallExpr e -> checking.calls.check(e);
      case Ast.IndexExpr e -> index(e);
      case Ast.MethodExpr e -> checking.methods.check(e);
      case Ast.TryExpr e -> attempt(e);
      case Ast.MatchExpr e -> checking.matches.check(e);
    };
  }

  /** Goes down the left side in a loop: a long sum is as deep as it is long. */
  private Type binary(Ast.BinaryExpr expr) {
    Deque<Ast.BinaryExpr> spine = new ArrayDeque<>();
    Ast.Expr leftmost = expr;
    while (leftmost instanceof Ast.BinaryExpr inner) {
      spine.push(inner);
      leftmost = inner.left();
    }
    Type type = operand(leftmost, spine.peek().op());
    while (!spine.isEmpty()) {
      Ast.BinaryExpr next = spine.pop();
      type = operators.binary(next, type, operand(next.right(), next.op()));
      findings.type(next, type);
    }
    return type;
  }

  private Type operand(Ast.Expr expr, Ast.BinaryOp op) {
    boolean compared = op == Ast.BinaryOp.EQUAL || op == Ast.BinaryOp.NOT_EQUAL;
    return compared ? compared(expr) : check(expr);
  }

  /** An array that is only compared may be of elements of different types (language §19). */
  private Type compared(Ast.Expr expr) {
    if (!(expr instanceof Ast.ArrayExpr array) || array.elements().isEmpty()) {
      return check(expr);
    }
    List<Type> types = new ArrayList<>();
    array.elements().forEach(element -> types.add(compared(element)));
    Type first = types.getFirst();
    boolean uniform = types.stream().allMatch(type -> Types.isAssignable(type, first));
    Type type = new ArrayType(uniform ? first : Type.UNKNOWN);
    findings.type(expr, type);
    return type;
  }

  private Type name(Ast.NameExpr expr) {
    Optional<Symbol> found =
        checking.externs.made(expr)
            ? environment.predefined(expr.name())
            : environment.find(expr.name());
    if (found.isEmpty()) {
      reportUnknown(expr.name(), expr.span(), Optional.empty());
      return Type.UNKNOWN;
    }
    findings.symbol(expr, found.get());
    environment.read(found.get());
    return switch (found.get()) {
      case Variable v -> environment.typeOf(v);
      case Symbol.Function f -> f.type();
      case Symbol.Library l -> l.function().signature().<Type>map(s -> s).orElse(Type.UNKNOWN);
      case Symbol.Constant _ -> Type.NUMBER;
      case Symbol.NoneValue _ -> Type.UNKNOWN;
    };
  }

  /** Reports a name that nothing declares; with the help given, if nothing better is known. */
  void reportUnknown(String name, Span span, Optional<String> help) {
    Diagnostic error =
        findings.diagnostic(
            DiagnosticCode.AT2002, span, "Unknown name " + quoted(name), "not declared here");
    if (findings.isFull()) {
      findings.report(error);
      return;
    }
    Optional<Span> later = environment.declaredLater(name);
    if (later.isPresent()) {
      findings.report(
          error
              .withRelated(findings.source(), later.get(), quoted(name) + " is declared here")
              .withNote("a variable is known from the end of its declaration on"));
      return;
    }
    if (environment.isReserved(name)) {
      findings.report(error.withHelp(quoted(name) + " is reserved for a later standard library"));
      return;
    }
    findings.report(
        Suggestions.didYouMean(name, environment.ownNames())
            .or(() -> ForeignNames.adviceOnValue(name))
            .or(() -> Suggestions.didYouMean(name, environment.predefinedNames()))
            .or(() -> help)
            .map(error::withHelp)
            .orElse(error));
  }

  private Type array(Ast.ArrayExpr expr) {
    List<Type> types = checkAll(expr.elements());
    if (types.isEmpty()) {
      return new ArrayType(Type.UNKNOWN);
    }
    Type first = types.getFirst();
    for (int i = 1; i < types.size(); i++) {
      if (!Types.isAssignable(types.get(i), first)) {
        findings.report(
            findings
                .mismatch(expr.elements().get(i).span(), "array element", first, types.get(i))
                .withHelp("the elements have the type of the first one"));
      }
    }
    return new ArrayType(first);
  }

  private Type index(Ast.IndexExpr expr) {
    Type target = check(expr.target());
    Type index = check(expr.index());
    return element(target, expr.target().span(), index, expr.index().span());
  }

  /** The type of {@code target[index]}. */
  Type element(Type target, Span targetSpan, Type index, Span indexSpan) {
    if (Types.isUnknown(target)) {
      return Type.UNKNOWN;
    }
    List<Type> results = new ArrayList<>();
    for (Type member : Types.members(target)) {
      if (member instanceof ArrayType array) {
        requireIndex(index, indexSpan, "number", Type.NUMBER);
        results.add(array.element());
      } else if (member == Type.JSON) {
        requireIndex(index, indexSpan, "string or number", Types.union(Type.STRING, Type.NUMBER));
        results.add(Type.JSON);
      } else if (member == Type.UNKNOWN) {
        results.add(Type.UNKNOWN);
      } else {
        Diagnostic error = findings.mismatch(targetSpan, "indexed value", "array or json", target);
        findings.report(TypeAdvice.indexed(member).map(error::withHelp).orElse(error));
        return Type.UNKNOWN;
      }
    }
    return results.size() == 1 ? results.getFirst() : united(results);
  }

  /** The union; {@code ?} as soon as one member is, and for an expression that has no value. */
  static Type united(List<Type> types) {
    return types.isEmpty() || types.stream().anyMatch(Types::isUnknown)
        ? Type.UNKNOWN
        : Types.union(types);
  }

  private void requireIndex(Type index, Span span, String words, Type expected) {
    if (!Types.isAssignable(index, expected)) {
      findings.report(findings.mismatch(span, "index", words, index));
    }
  }

  /** {@code e?} (language §10). */
  private Type attempt(Ast.TryExpr expr) {
    Type operand = check(expr.operand());
    if (Types.isUnknown(operand)) {
      return Type.UNKNOWN;
    }
    if (!(operand.expanded() instanceof ResultType result)) {
      String difference = "expected Result, found " + TypePrinter.print(operand);
      findings.error(
          DiagnosticCode.AT3027,
          expr.span(),
          "Operator '?' needs a Result: " + difference,
          difference);
      return Type.UNKNOWN;
    }
    Optional<Symbol.Function> function = environment.frame().function();
    if (function.isEmpty()) {
      findings.error(
          DiagnosticCode.AT3028,
          expr.span(),
          "Operator '?' outside a function: there is nothing to return from",
          "no enclosing function");
      return result.value();
    }
    Type outer = environment.frame().result();
    if (Types.isUnknown(outer)) {
      return result.value();
    }
    if (!(outer.expanded() instanceof ResultType wanted)) {
      String difference = "expected Result, found " + TypePrinter.print(outer);
      findings.error(
          DiagnosticCode.AT3030,
          expr.span(),
          "Operator '?' in function "
              + quoted(function.get().name())
              + ", which does not return a Result: "
              + difference,
          difference);
    } else if (!Types.agree(result.error(), wanted.error())) {
      String difference =
          "expected "
              + TypePrinter.print(wanted.error())
              + ", found "
              + TypePrinter.print(result.error());
      findings.error(
          DiagnosticCode.AT3029,
          expr.span(),
          "Operator '?' in function "
              + quoted(function.get().name())
              + " with another error type: "
              + difference,
          difference);
    }
    return result.value();
  }
}
