package atlas.profiler.generator;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Well-typed expressions by lot. Numbers stay far from overflow, indices within bounds and divisors
 * off zero, so that the only errors are those that {@link Fuse} plants.
 */
final class ExpressionGenerator {
  private final RandomGenerator random;
  private final List<Signature> functions;
  private final Fuse fuse;
  private final ContainerGenerator containers;
  private final UnionGenerator unions;
  private final FunctionGenerator callables;
  private final TextGenerator texts;
  private int names;

  ExpressionGenerator(RandomGenerator random, List<Signature> functions, Fuse fuse) {
    this.random = random;
    this.functions = functions;
    this.fuse = fuse;
    this.containers = new ContainerGenerator(random, this);
    this.unions = new UnionGenerator(random, this);
    this.callables = new FunctionGenerator(random, this);
    this.texts = new TextGenerator(random, this);
  }

  String fresh(String prefix) {
    return prefix + ++names;
  }

  String of(Kind kind, Scope scope, int depth) {
    return switch (kind) {
      case NUMBER -> number(scope, depth);
      case BOOL -> bool(scope, depth);
      case STRING -> string(scope, depth);
      case NUMBERS -> numbers(scope, depth);
      case STRINGS -> strings(scope, depth);
      case GRID -> grid(scope, depth);
      case CUBE -> containers.cube(scope, depth);
      case OPTION -> containers.option(scope, depth);
      case RESULT -> containers.result(scope, depth);
      case TABLE -> containers.table(scope);
      case UNKNOWN -> containers.unknown(scope, depth);
      case LISTS -> containers.lists(scope);
      case SET -> containers.set(scope, depth);
      case ID -> unions.id(scope, depth);
      case MAYBE -> unions.maybe(scope, depth);
      case NEST -> unions.nest(scope, depth);
      case JSON -> unions.json(scope, depth);
      case FUNCTION -> callables.function(scope, depth);
      case NULL -> "null";
    };
  }

  UnionGenerator unions() {
    return unions;
  }

  ContainerGenerator containers() {
    return containers;
  }

  String number(Scope scope, int depth) {
    if (depth <= 0) {
      return numberLeaf(scope);
    }
    int d = depth - 1;
    return switch (random.nextInt(35)) {
      case 22, 23, 24, 25 -> containers.numberOf(scope, d);
      case 26, 27, 28 -> unions.numberOf(scope, d);
      case 29, 30, 31 -> callables.numberOf(scope, d);
      case 32, 33 -> texts.numberOf(scope, d);
      case 34 -> containers.sizeOf(scope, d);
      case 0, 1, 2 -> "(" + number(scope, d) + " + " + number(scope, d) + ")";
      case 3, 4 -> "(" + number(scope, d) + " - " + number(scope, d) + ")";
      case 5 -> "(" + number(scope, d) + " * " + number(scope, d) + " % 997)";
      case 6 -> "(" + number(scope, d) + " / (abs(" + number(scope, d) + ") + 1))";
      case 7 -> "(" + number(scope, d) + " % (abs(" + number(scope, d) + ") + 1))";
      case 8 -> "(-" + number(scope, d) + ")";
      case 9, 10 -> element(Kind.NUMBERS, scope, d);
      case 11 -> gridElement(scope, d);
      case 12 -> call(Kind.NUMBER, scope, d);
      case 13 -> numberMatch(scope, d);
      case 14 -> "len(" + of(pick(List.of(Kind.STRING, Kind.NUMBERS)), scope, d) + ")";
      case 15 ->
          pick(List.of("min", "max")) + "(" + number(scope, d) + ", " + number(scope, d) + ")";
      case 16 -> "floor(" + number(scope, d) + ")";
      case 17 -> "reduce(" + numbers(scope, d) + ", mix, " + number(scope, d) + ")";
      case 18 -> "unwrap_or(hashMapGet(table, " + key(scope, d) + "), " + number(scope, d) + ")";
      case 19 -> "apply(" + unary(scope) + ", " + number(scope, d) + ")";
      case 20 -> risky(scope, d);
      default -> nestedCall(scope, d);
    };
  }

  /** A number in the course of which an error may happen. */
  String risky(Scope scope, int depth) {
    return fuse.expression(random, number(scope, depth));
  }

  private String numberLeaf(Scope scope) {
    return switch (random.nextInt(6)) {
      case 0 -> Integer.toString(random.nextInt(10));
      case 1 -> random.nextInt(100) + ".5";
      case 2 -> scope.variable(random, Kind.NUMBERS).map(name -> name + ".len()").orElse("2");
      default -> scope.variable(random, Kind.NUMBER).orElse("total");
    };
  }

  private String numberMatch(Scope scope, int depth) {
    String name = fresh("m");
    Scope arm = scope.inner();
    arm.add(name, Kind.NUMBER, false);
    String body = number(arm, depth);
    return switch (random.nextInt(5)) {
      case 0 ->
          "(match pick("
              + number(scope, depth)
              + ") { Some("
              + name
              + ") => "
              + body
              + ", None => "
              + number(scope, depth)
              + " })";
      case 1 ->
          "(match checked("
              + number(scope, depth)
              + ") { Ok("
              + name
              + ") => "
              + body
              + ", Err(e) => len(e) })";
      case 2 ->
          "(match floor("
              + number(scope, depth)
              + ") % 4 { 0 => "
              + number(scope, depth)
              + ", 1 | 2 => 7, "
              + name
              + " if "
              + bool(arm, depth)
              + " => "
              + body
              + ", _ => 1 })";
      case 3 ->
          "(match "
              + numbers(scope, depth)
              + " { [] => 0, [1, 2] => 3, ["
              + name
              + "] => "
              + body
              + ", _ => "
              + number(scope, depth)
              + " })";
      default ->
          "(match "
              + string(scope, depth)
              + " { \"a\" | \"b\" => "
              + number(scope, depth)
              + ", \"\" => 4, _ => 5 })";
    };
  }

  private String key(Scope scope, int depth) {
    return "floor(" + number(scope, depth) + ") % 7";
  }

  String index(Scope scope, int depth, String array) {
    return "floor(abs(" + number(scope, depth) + ")) % len(" + array + ")";
  }

  private String element(Kind array, Scope scope, int depth) {
    return scope
        .variable(random, array)
        .map(name -> name + "[" + index(scope, depth, name) + "]")
        .orElse(array == Kind.NUMBERS ? "3" : "\"q\"");
  }

  private String gridElement(Scope scope, int depth) {
    return scope
        .variable(random, Kind.GRID)
        .map(name -> name + "[" + index(scope, depth, name) + "][0]")
        .orElse("1");
  }

  String bool(Scope scope, int depth) {
    if (depth <= 0) {
      return scope.variable(random, Kind.BOOL).orElse(random.nextBoolean() ? "true" : "false");
    }
    int d = depth - 1;
    return switch (random.nextInt(13)) {
      case 9 ->
          "(vague(" + of(Kind.UNKNOWN, scope, d) + ") == " + of(pick(Kind.ALL), scope, d) + ")";
      case 10 -> "is_some(" + of(Kind.OPTION, scope, d) + ")";
      case 11 -> unions.boolOf(scope, d);
      case 12 -> texts.boolOf(scope, d);
      case 0, 1, 2 ->
          "("
              + number(scope, d)
              + " "
              + pick(List.of("<", "<=", ">", ">=", "==", "!="))
              + " "
              + number(scope, d)
              + ")";
      case 3 -> "(" + bool(scope, d) + " && " + bool(scope, d) + ")";
      case 4 -> "(" + bool(scope, d) + " || " + bool(scope, d) + ")";
      case 5 -> "!" + bool(scope, d);
      case 6 -> "(" + string(scope, d) + " == " + string(scope, d) + ")";
      case 7 -> "some(" + numbers(scope, d) + ", even)";
      default -> call(Kind.BOOL, scope, d);
    };
  }

  String string(Scope scope, int depth) {
    if (depth <= 0) {
      return scope.variable(random, Kind.STRING).orElse(texts.literal());
    }
    int d = depth - 1;
    return switch (random.nextInt(13)) {
      case 9, 10, 11 -> texts.text(scope, d);
      case 12 -> unions.textOf(scope, d);
      case 8 -> containers.textOf(scope, d);
      case 0, 1 -> "(" + string(scope, d) + " + " + string(scope, d) + ")";
      case 2 -> "str(" + of(pick(Kind.ALL), scope, d) + ")";
      case 3 -> "substring(" + string(scope, d) + " + \"xyz\", 0, 2)";
      case 4 -> "join(" + strings(scope, d) + ", \"-\")";
      case 5 -> element(Kind.STRINGS, scope, d);
      case 6 -> "toUpperCase(" + string(scope, d) + ")";
      default -> call(Kind.STRING, scope, d);
    };
  }

  String numbers(Scope scope, int depth) {
    if (depth <= 0) {
      return scope.variable(random, Kind.NUMBERS).orElse("[4, 2, 9]");
    }
    int d = depth - 1;
    return switch (random.nextInt(12)) {
      case 9 -> "each(" + numbers(scope, d) + ", " + callables.function(scope, 0) + ")";
      case 10, 11 -> containers.numbersOf(scope, d);
      case 0, 1 -> "[" + number(scope, d) + ", " + number(scope, d) + ", " + number(scope, d) + "]";
      case 2 -> "map(" + numbers(scope, d) + ", " + unary(scope) + ")";
      case 3 -> "filter(" + numbers(scope, d) + ", even)";
      case 4 -> "sort(" + numbers(scope, d) + ", descending)";
      case 5 -> "slice(concat(" + numbers(scope, d) + ", " + numbers(scope, d) + "), 0, 5)";
      case 6 ->
          scope
              .variable(random, Kind.GRID)
              .map(name -> name + "[" + index(scope, d, name) + "]")
              .orElse("[5]");
      default -> call(Kind.NUMBERS, scope, d);
    };
  }

  private String strings(Scope scope, int depth) {
    return switch (depth <= 0 ? 0 : random.nextInt(5)) {
      case 4 -> "each(" + numbers(scope, depth - 1) + ", word)";
      case 1 -> "[" + string(scope, depth - 1) + ", " + string(scope, depth - 1) + "]";
      case 2 -> "split(" + string(scope, depth - 1) + ", \"a\")";
      case 3 -> call(Kind.STRINGS, scope, depth - 1);
      default -> scope.variable(random, Kind.STRINGS).orElse("[\"s\", \"t\"]");
    };
  }

  private String grid(Scope scope, int depth) {
    return switch (depth <= 0 ? 0 : random.nextInt(3)) {
      case 1 -> "[[" + number(scope, depth - 1) + "], [" + number(scope, depth - 1) + ", 2]]";
      case 2 -> call(Kind.GRID, scope, depth - 1);
      default -> scope.variable(random, Kind.GRID).orElse("[[1], [2, 3]]");
    };
  }

  /** A call of a function with such a result, or something simple. */
  String call(Kind result, Scope scope, int depth) {
    List<Signature> fitting = functions.stream().filter(f -> f.result() == result).toList();
    if (fitting.isEmpty()) {
      return of(result, scope, 0);
    }
    Signature function = pick(fitting);
    String call = function.name() + "(" + arguments(function, scope, depth) + ")";
    return function.fallible() ? "unwrap_or(" + call + ", " + of(result, scope, 0) + ")" : call;
  }

  String arguments(Signature function, Scope scope, int depth) {
    StringBuilder list =
        new StringBuilder(scope.variable(random, Kind.NUMBER).isEmpty() ? "3" : "d - 1");
    for (Kind kind : function.params()) {
      list.append(", ").append(of(kind, scope, depth - 1));
    }
    return list.toString();
  }

  private String nestedCall(Scope scope, int depth) {
    return scope
        .function(random)
        .map(name -> name + "(" + number(scope, depth) + " % 4)")
        .orElse("twice(" + number(scope, depth) + ")");
  }

  /** The name of a function from number to number. */
  private String unary(Scope scope) {
    return scope.function(random).filter(name -> random.nextBoolean()).orElse("twice");
  }

  <T> T pick(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
