package atlas.vm.analysis;

import atlas.vm.analysis.Stores.Store;
import atlas.vm.analysis.Symbol.Variable;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.Type.OptionType;
import atlas.vm.types.Type.ResultType;
import atlas.vm.types.Types;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What is known of values whose static type is {@code ?} (the latitude of language §4.3). The rules
 * of the language are about static types alone, so nothing is refused because of what is known
 * here; but it holds for every value at run time, and code that relies on it needs no boxes and no
 * checks.
 *
 * <p>It is known what an operator yields, what the library gives, what is in an Option or Result
 * that the program makes, and what a local variable holds if that is known of all that is stored in
 * it. Static types say nothing here about contents: an {@code Option<number>} may have come by way
 * of {@code ?}. Top-level variables of a session are left out, as later inputs may store in them,
 * and so are exported ones, which other modules hold as what their static type says.
 *
 * <p>{@link Type#NEVER} is the type of what has not been seen to have any value yet.
 */
public final class KnownTypes {
  /** How deep Options and Results are followed into each other. */
  private static final int DEPTH = 4;

  private final TypedUnit unit;
  private final Map<Variable, Type> variables = new IdentityHashMap<>();
  private final Map<Ast.Expr, Type> expressions = new IdentityHashMap<>();
  private boolean complete;

  private KnownTypes(TypedUnit unit) {
    this.unit = unit;
  }

  /**
   * Finds out what is known in a unit.
   *
   * @param lasting whether no other unit stores in top-level variables of this one
   */
  public static KnownTypes of(TypedUnit unit, boolean lasting) {
    KnownTypes known = new KnownTypes(unit);
    List<Store> stores = Stores.of(unit, lasting);
    stores.forEach(store -> known.variables.put(store.variable(), Type.NEVER));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (Store store : stores) {
        Type before = known.variables.get(store.variable());
        Type after = join(before, known.value(store.source()), DEPTH);
        known.variables.put(store.variable(), after);
        grown |= !after.equals(before);
      }
    }
    known.complete = true;
    return known;
  }

  /** The static type of a variable, or what is known if that is {@code ?}. */
  public Type of(Variable variable) {
    Type known = variables.get(variable);
    return known == null ? variable.type() : settled(known);
  }

  /** The static type of an expression, or what is known if that is {@code ?}. */
  public Type of(Ast.Expr expr) {
    Type type = unit.typeOf(expr);
    return Types.isUnknown(type) ? settled(value(expr)) : type;
  }

  /**
   * The same for the unit's last top-level expression statement, as {@link TypedUnit#resultType}.
   */
  public Type ofResult() {
    return unit.program().items().reversed().stream()
        .flatMap(item -> item instanceof Ast.ExprStmt s ? Stream.of(of(s.expr())) : Stream.of())
        .findFirst()
        .orElse(unit.resultType());
  }

  private Type value(Stores.Source source) {
    return switch (source) {
      case Stores.Anything _ -> Type.UNKNOWN;
      case Stores.Value s -> value(s.expr());
      case Stores.Sum s -> sum(variable(s.variable()), value(s.added()));
      case Stores.Number _ -> Type.NUMBER;
      case Stores.Content s -> content(value(s.whole()), s.constructor());
    };
  }

  private Type value(Ast.Expr expr) {
    Type found = expressions.get(expr);
    if (found == null) {
      found = find(expr);
      if (complete) {
        expressions.put(expr, found);
      }
    }
    return found;
  }

  private Type find(Ast.Expr expr) {
    return switch (expr) {
      case Ast.ErrorExpr _, Ast.ArrayExpr _, Ast.IndexExpr _ -> Type.UNKNOWN;
      case Ast.NumberExpr _ -> Type.NUMBER;
      case Ast.StringExpr _ -> Type.STRING;
      case Ast.BoolExpr _ -> Type.BOOL;
      case Ast.NullExpr _ -> Type.NULL;
      case Ast.NameExpr e -> symbol(unit.symbolOf(e));
      case Ast.GroupExpr e -> value(e.inner());
      case Ast.UnaryExpr e -> e.op() == Ast.UnaryOp.NEGATE ? Type.NUMBER : Type.BOOL;
      case Ast.BinaryExpr e -> binary(e);
      case Ast.CallExpr e -> call(e);
      case Ast.MethodExpr e ->
          unit.methodOf(e) instanceof MethodTarget.Implementation target
              ? outermost(target.function().type().result())
              : Type.UNKNOWN;
      case Ast.TryExpr e -> content(value(e.operand()), "Ok");
      case Ast.MatchExpr e ->
          e.arms().stream()
              .map(arm -> value(arm.body()))
              .reduce(Type.NEVER, (a, b) -> join(a, b, DEPTH));
    };
  }

  private Type symbol(Symbol symbol) {
    return switch (symbol) {
      case Variable v -> variable(v);
      case Symbol.Constant _ -> Type.NUMBER;
      case Symbol.NoneValue _ -> new OptionType(Type.NEVER);
      case Symbol.Function _, Symbol.Library _ -> Type.UNKNOWN;
    };
  }

  private Type variable(Variable variable) {
    Type known = variables.get(variable);
    return known == null ? outermost(variable.type()) : known;
  }

  private Type binary(Ast.BinaryExpr expr) {
    return switch (expr.op()) {
      case ADD -> sum(value(expr.left()), value(expr.right()));
      case SUB, MUL, DIV, MOD -> Type.NUMBER;
      case AND, OR, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> Type.BOOL;
    };
  }

  /** A sum that is none of numbers is one of strings; other operands have none. */
  private static Type sum(Type left, Type right) {
    if (left == Type.NUMBER || left == Type.STRING) {
      return left;
    }
    return right == Type.NUMBER || right == Type.STRING ? right : join(left, right, DEPTH);
  }

  private Type call(Ast.CallExpr call) {
    if (!(call.callee() instanceof Ast.NameExpr name)) {
      return Type.UNKNOWN;
    }
    return switch (unit.symbolOf(name)) {
      case Symbol.Library library -> library(library, call.args());
      case Symbol.Function function -> outermost(function.type().result());
      case Symbol.NoneValue none -> symbol(none);
      case Variable _, Symbol.Constant _ -> Type.UNKNOWN;
    };
  }

  private Type library(Symbol.Library library, List<Ast.Expr> args) {
    return switch (args.size()) {
      case 1 -> {
        Type arg = value(args.getFirst());
        yield switch (library.name()) {
          case "Some" -> new OptionType(arg);
          case "Ok" -> new ResultType(arg, Type.NEVER);
          case "Err" -> new ResultType(Type.NEVER, arg);
          case "unwrap" -> unwrapped(arg);
          case "result_ok" -> new OptionType(content(arg, "Ok"));
          case "result_err" -> new OptionType(content(arg, "Err"));
          default -> outermost(library.function().result());
        };
      }
      case 2 ->
          switch (library.name()) {
            case "expect" -> unwrapped(value(args.getFirst()));
            case "unwrap_or" ->
                join(unwrapped(value(args.getFirst())), value(args.getLast()), DEPTH);
            default -> outermost(library.function().result());
          };
      default -> outermost(library.function().result());
    };
  }

  private static Type unwrapped(Type whole) {
    return whole instanceof OptionType ? content(whole, "Some") : content(whole, "Ok");
  }

  /** What a constructor pattern finds in a value. */
  private static Type content(Type whole, String constructor) {
    return switch (whole) {
      case OptionType option when constructor.equals("Some") -> option.value();
      case ResultType result when constructor.equals("Ok") -> result.value();
      case ResultType result when constructor.equals("Err") -> result.error();
      case Type other -> other == Type.NEVER ? Type.NEVER : Type.UNKNOWN;
    };
  }

  /** What a static type guarantees: the kind of a value, and nothing about what is in it. */
  private static Type outermost(Type type) {
    Type t = type.expanded();
    return switch (t) {
      case OptionType _ -> new OptionType(Type.UNKNOWN);
      case ResultType _ -> new ResultType(Type.UNKNOWN, Type.UNKNOWN);
      case Type.MapType _ -> new Type.MapType(Type.UNKNOWN, Type.UNKNOWN);
      case Type.SetType _ -> new Type.SetType(Type.UNKNOWN);
      case Type other ->
          other == Type.NUMBER || other == Type.STRING || other == Type.BOOL || other == Type.NULL
              ? other
              : Type.UNKNOWN;
    };
  }

  private static Type join(Type first, Type second, int depth) {
    if (second == Type.NEVER || first.equals(second)) {
      return first;
    }
    if (depth == 0) {
      return Type.UNKNOWN;
    }
    if (first == Type.NEVER) {
      return second;
    }
    if (first instanceof OptionType a && second instanceof OptionType b) {
      return new OptionType(join(a.value(), b.value(), depth - 1));
    }
    if (first instanceof ResultType a && second instanceof ResultType b) {
      return new ResultType(
          join(a.value(), b.value(), depth - 1), join(a.error(), b.error(), depth - 1));
    }
    return Type.UNKNOWN;
  }

  /** A result: what has no value yet will never have one, so nothing needs to be known of it. */
  private static Type settled(Type type) {
    return switch (type) {
      case OptionType option -> new OptionType(settled(option.value()));
      case ResultType result -> new ResultType(settled(result.value()), settled(result.error()));
      case Type other -> other == Type.NEVER ? Type.UNKNOWN : other;
    };
  }
}
