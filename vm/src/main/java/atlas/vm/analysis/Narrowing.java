package atlas.vm.analysis;

import atlas.vm.analysis.Symbol.Variable;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.Type.ArrayType;
import atlas.vm.types.Type.FunctionType;
import atlas.vm.types.Type.Member;
import atlas.vm.types.Type.StructType;
import atlas.vm.types.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a condition says about the types of variables (language §12.5). Two liberties are taken, so
 * that a narrowed type can be relied on: where nothing would be left the type is {@code ?} and not
 * {@code never}; and {@code x == literal} being false removes a type from a union for the checker
 * only if the literal is {@code null}, otherwise the variable becomes {@code ?}.
 */
final class Narrowing {
  /** What holds where a condition is true, and where it is false. */
  record Facts(Map<Variable, Type> whenTrue, Map<Variable, Type> whenFalse) {
    static final Facts NONE = new Facts(Map.of(), Map.of());

    Facts negated() {
      return new Facts(whenFalse, whenTrue);
    }
  }

  private static final Map<String, Type> KINDS =
      Map.of(
          "string", Type.STRING,
          "number", Type.NUMBER,
          "bool", Type.BOOL,
          "null", Type.NULL,
          "array", new ArrayType(Type.UNKNOWN),
          "function", FunctionType.of(List.of(), Type.UNKNOWN),
          "json", Type.JSON,
          "object", Type.JSON);

  private static final Map<String, String> GUARDS =
      Map.of(
          "isString", "string",
          "isNumber", "number",
          "isBool", "bool",
          "isNull", "null",
          "isArray", "array",
          "isFunction", "function",
          "isObject", "object");

  private final Checking checking;

  Narrowing(Checking checking) {
    this.checking = checking;
  }

  /** The facts of a condition that has been checked. */
  Facts facts(Ast.Expr condition) {
    return switch (condition) {
      case Ast.GroupExpr e -> facts(e.inner());
      case Ast.UnaryExpr e when e.op() == Ast.UnaryOp.NOT -> facts(e.operand()).negated();
      case Ast.BinaryExpr e -> binary(e);
      case Ast.CallExpr e -> guard(e);
      case Ast.ErrorExpr _,
          Ast.NumberExpr _,
          Ast.StringExpr _,
          Ast.BoolExpr _,
          Ast.NullExpr _,
          Ast.NameExpr _,
          Ast.ArrayExpr _,
          Ast.UnaryExpr _,
          Ast.IndexExpr _,
          Ast.MethodExpr _,
          Ast.TryExpr _,
          Ast.MatchExpr _ ->
          Facts.NONE;
    };
  }

  private Facts binary(Ast.BinaryExpr expr) {
    return switch (expr.op()) {
      case AND -> {
        Facts left = facts(expr.left());
        Facts right = facts(expr.right());
        yield new Facts(
            both(left.whenTrue(), right.whenTrue()), either(left.whenFalse(), right.whenFalse()));
      }
      case OR -> {
        Facts left = facts(expr.left());
        Facts right = facts(expr.right());
        yield new Facts(
            either(left.whenTrue(), right.whenTrue()), both(left.whenFalse(), right.whenFalse()));
      }
      case EQUAL -> equality(expr);
      case NOT_EQUAL -> equality(expr).negated();
      case ADD, SUB, MUL, DIV, MOD, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> Facts.NONE;
    };
  }

  private static Map<Variable, Type> both(Map<Variable, Type> first, Map<Variable, Type> second) {
    Map<Variable, Type> all = new LinkedHashMap<>(first);
    second.forEach((v, type) -> all.merge(v, type, Narrowing::kept));
    return all;
  }

  private static Map<Variable, Type> either(Map<Variable, Type> first, Map<Variable, Type> second) {
    Map<Variable, Type> all = new LinkedHashMap<>();
    first.forEach((v, type) -> {
      if (second.containsKey(v)) {
        all.put(v, ExpressionChecker.united(List.of(type, second.get(v))));
      }
    });
    return all;
  }

  private Facts equality(Ast.BinaryExpr expr) {
    Facts facts = comparison(expr.left(), expr.right());
    return facts == Facts.NONE ? comparison(expr.right(), expr.left()) : facts;
  }

  private Facts comparison(Ast.Expr subject, Ast.Expr literal) {
    if (subject instanceof Ast.CallExpr call
        && isLibrary(call.callee(), "typeof")
        && call.args().size() == 1
        && literal instanceof Ast.StringExpr kind) {
      return narrowed(call.args().getFirst(), kind(kind.value()));
    }
    Optional<Variable> variable = checking.findings.plainVariable(subject);
    Optional<Type> type = literalType(literal);
    if (variable.isEmpty() || type.isEmpty()) {
      return Facts.NONE;
    }
    Variable v = variable.get();
    Type before = checking.environment.typeOf(v);
    Facts facts = narrowed(subject, type);
    if (type.get() == Type.NULL) {
      return facts;
    }
    boolean union = before.expanded() instanceof Type.UnionType;
    return new Facts(facts.whenTrue(), union ? Map.of(v, Type.UNKNOWN) : Map.of(v, before));
  }

  private static Optional<Type> literalType(Ast.Expr expr) {
    return switch (expr) {
      case Ast.NumberExpr _ -> Optional.of(Type.NUMBER);
      case Ast.StringExpr _ -> Optional.of(Type.STRING);
      case Ast.BoolExpr _ -> Optional.of(Type.BOOL);
      case Ast.NullExpr _ -> Optional.of(Type.NULL);
      case Ast.GroupExpr e -> literalType(e.inner());
      case Ast.ErrorExpr _,
          Ast.NameExpr _,
          Ast.ArrayExpr _,
          Ast.UnaryExpr _,
          Ast.BinaryExpr _,
          Ast.CallExpr _,
          Ast.IndexExpr _,
          Ast.MethodExpr _,
          Ast.TryExpr _,
          Ast.MatchExpr _ ->
          Optional.empty();
    };
  }

  private static Optional<Type> kind(String name) {
    return Optional.ofNullable(KINDS.get(name));
  }

  private boolean isLibrary(Ast.Expr callee, String name) {
    return callee instanceof Ast.NameExpr
        && checking.findings.symbol(callee).orElse(null) instanceof Symbol.Library library
        && library.name().equals(name);
  }

  private Facts guard(Ast.CallExpr call) {
    if (!(call.callee() instanceof Ast.NameExpr)) {
      return Facts.NONE;
    }
    return switch (checking.findings.symbol(call.callee()).orElse(null)) {
      case Symbol.Library library -> libraryGuard(library.name(), call.args());
      case Symbol.Function function ->
          function
              .guard()
              .filter(g -> g.parameter() < call.args().size())
              .map(g -> narrowed(call.args().get(g.parameter()), Optional.of(type(function, g))))
              .orElse(Facts.NONE);
      case null, default -> Facts.NONE;
    };
  }

  private static Type type(Symbol.Function function, Guard guard) {
    return Types.substitute(guard.type(), function.unknowns());
  }

  private Facts libraryGuard(String name, List<Ast.Expr> args) {
    if (args.size() == 1 && GUARDS.containsKey(name)) {
      return narrowed(args.getFirst(), kind(GUARDS.get(name)));
    }
    if (args.size() != 2 || !(args.getLast() instanceof Ast.StringExpr text)) {
      return Facts.NONE;
    }
    Optional<Type> type =
        switch (name) {
          case "isType" -> kind(text.value());
          case "hasField", "hasMethod" -> Optional.of(struct(text.value(), Type.UNKNOWN));
          case "hasTag" -> Optional.of(struct("tag", Type.STRING));
          default -> Optional.empty();
        };
    return narrowed(args.getFirst(), type);
  }

  private static Type struct(String member, Type type) {
    return new StructType(List.of(new Member(member, type)));
  }

  private Facts narrowed(Ast.Expr subject, Optional<Type> target) {
    Optional<Variable> variable = checking.findings.plainVariable(subject);
    if (variable.isEmpty() || target.isEmpty()) {
      return Facts.NONE;
    }
    Type before = checking.environment.typeOf(variable.get());
    return new Facts(
        Map.of(variable.get(), kept(before, target.get())),
        Map.of(variable.get(), removed(before, target.get())));
  }

  /** Positive narrowing. */
  private static Type kept(Type type, Type target) {
    if (Types.isUnknown(type)) {
      return target.expanded() instanceof StructType ? type : target;
    }
    if (!(type.expanded() instanceof Type.UnionType)) {
      return Types.isAssignable(type, target) ? type : Type.UNKNOWN;
    }
    List<Type> left = new ArrayList<>(Types.members(type));
    left.removeIf(m -> !Types.isAssignable(m, target));
    return left.isEmpty() ? Type.UNKNOWN : ExpressionChecker.united(left);
  }

  /** Negative narrowing. */
  private static Type removed(Type type, Type target) {
    List<Type> left = new ArrayList<>(Types.members(type));
    left.removeIf(m -> m != Type.UNKNOWN && Types.isAssignable(m, target));
    return ExpressionChecker.united(left);
  }
}
