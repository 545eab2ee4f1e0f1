package atlas.profiler.generator;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Expressions by lot of union types, of an Option of Results and of json, what comes out of them,
 * and conditions that narrow variables.
 */
final class UnionGenerator {
  private static final List<String> TEXT_TESTS =
      List.of(
          "typeof(%s) == \"string\"",
          "isString(%s)",
          "isWord(%s)",
          "!isNumber(%s)",
          "!(\"string\" != typeof(%s))",
          "isType(%s, \"string\")",
          "!(isNumber(%1$s) || isNull(%1$s))",
          "(isString(%1$s) && isWord(%1$s))");

  private static final List<String> COUNT_TESTS =
      List.of(
          "isNumber(%s)",
          "isCount(%s)",
          "%s != null",
          "!isNull(%s)",
          "typeof(%s) == \"number\"",
          "!(null == %s)",
          "typeof(%s) != \"null\"");

  private final RandomGenerator random;
  private final ExpressionGenerator expressions;

  UnionGenerator(RandomGenerator random, ExpressionGenerator expressions) {
    this.random = random;
    this.expressions = expressions;
  }

  /** A number or a text. */
  String id(Scope scope, int depth) {
    if (depth <= 0) {
      return scope.variable(random, Kind.ID).orElse(random.nextBoolean() ? "4" : "\"id\"");
    }
    int d = depth - 1;
    return switch (random.nextInt(8)) {
      case 0 -> number(scope, d) + " % 997";
      case 1 -> text(scope, d);
      case 2, 3 -> "either(" + id(scope, d) + ")";
      case 4 -> "(match " + expressions.of(Kind.RESULT, scope, d) + " { Ok(x) | Err(x) => x })";
      case 5 -> "(match " + bool(scope, d) + " { true => " + id(scope, d) + ", false => \"no\" })";
      case 6 -> "first(" + id(scope, d) + ", " + number(scope, d) + ")";
      default -> expressions.call(Kind.ID, scope, d);
    };
  }

  /** A number or null. */
  String maybe(Scope scope, int depth) {
    return switch (depth <= 0 ? random.nextInt(2) : random.nextInt(5)) {
      case 0 -> scope.variable(random, Kind.MAYBE).orElse("null");
      case 1 -> "5";
      case 2 -> number(scope, depth - 1) + " % 97";
      case 3 ->
          "(match "
              + expressions.of(Kind.OPTION, scope, depth - 1)
              + " { Some(x) => x, None => null })";
      default -> expressions.call(Kind.MAYBE, scope, depth - 1);
    };
  }

  /** An Option of a Result. */
  String nest(Scope scope, int depth) {
    return switch (depth <= 0 ? 0 : random.nextInt(4)) {
      case 1 -> "Some(" + expressions.of(Kind.RESULT, scope, depth - 1) + ")";
      case 2 -> "wrapped(checked(" + number(scope, depth - 1) + "))";
      case 3 -> expressions.call(Kind.NEST, scope, depth - 1);
      default -> scope.variable(random, Kind.NEST).orElse("None");
    };
  }

  String json(Scope scope, int depth) {
    return switch (depth <= 0 ? 0 : random.nextInt(4)) {
      case 1 ->
          "parseJSON(\"{\\\"n\\\": \" + str("
              + number(scope, depth - 1)
              + ") + \", \\\"s\\\": [1]}\")";
      case 2 ->
          json(scope, depth - 1) + "[" + expressions.pick(List.of("\"n\"", "\"s\"", "0")) + "]";
      case 3 -> "parseJSON(toJSON(" + json(scope, depth - 1) + "))";
      default -> scope.variable(random, Kind.JSON).orElse("parseJSON(\"[1, {}]\")");
    };
  }

  /** A number that comes out of one of these. */
  String numberOf(Scope scope, int depth) {
    String name = expressions.fresh("u");
    Scope arm = scope.inner();
    arm.add(name, Kind.NUMBER, false);
    return switch (random.nextInt(7)) {
      case 0 -> "size(" + id(scope, depth) + ")";
      case 1 -> idMatch(scope, depth);
      case 2 ->
          "(match %s { null => %s, 0 | 1 => 2, _ => 3 })"
              .formatted(wideMaybe(scope, depth), number(scope, depth));
      case 3 ->
          "(match %s { Some(Ok(%s)) if %s => %s, Some(Ok(1 | 2)) | None => 3, Some(Err(\"no\") | Ok(_)) => %s, Some(_) => 4 })"
              .formatted(
                  nest(scope, depth),
                  name,
                  bool(arm, depth),
                  number(arm, depth),
                  number(scope, depth));
      case 4 -> "counted(" + json(scope, depth) + ")";
      case 5 ->
          scope.isFallible()
              ? "(flat(" + nest(scope, depth) + ")? + 1)"
              : "unwrap_or(flat(" + nest(scope, depth) + "), 3)";
      default -> "(match " + bool(scope, depth) + " { true => flip(), false => current() })";
    };
  }

  private String idMatch(Scope scope, int depth) {
    String name = expressions.fresh("u");
    Scope arm = scope.inner();
    arm.add(name, Kind.ID, false);
    return "(match %s { \"a\" | \"id\" | 4 => %s, %s if %s => size(%s), %s => %s })"
        .formatted(
            wideId(scope, depth),
            number(scope, depth),
            name,
            expressions.pick(TEXT_TESTS).formatted(name),
            name,
            name,
            number(arm, depth));
  }

  /** An expression whose type is known to be the union, not one of its members. */
  private String wideId(Scope scope, int depth) {
    return scope.variable(random, Kind.ID).orElseGet(() -> "asId(" + id(scope, depth) + ")");
  }

  private String wideMaybe(Scope scope, int depth) {
    return scope
        .variable(random, Kind.MAYBE)
        .orElseGet(() -> "asMaybe(" + maybe(scope, depth) + ")");
  }

  String boolOf(Scope scope, int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> "(" + wideId(scope, depth) + " == asId(" + id(scope, depth) + "))";
      case 1 -> "hasField(vague(" + json(scope, depth) + "), \"n\")";
      default -> "isNull(vague(" + maybe(scope, depth) + "))";
    };
  }

  String textOf(Scope scope, int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> "toJSON(" + json(scope, depth) + "[\"s\"])";
      case 1 -> "typeof(" + id(scope, depth) + ")";
      default -> "(match " + wideMaybe(scope, depth) + " { null => \"nil\", x => str(x) })";
    };
  }

  /** A condition that holds if, and only if, a variable holds the first of two kinds. */
  record Narrowing(String name, String condition, Kind then, Kind otherwise) {}

  /** A condition about one of the variables of union type. */
  Optional<Narrowing> narrowing(Scope scope) {
    if (random.nextInt(3) == 0) {
      var maybe = scope.variable(random, Kind.MAYBE);
      if (maybe.isPresent()) {
        String test = expressions.pick(COUNT_TESTS).formatted(maybe.get());
        return Optional.of(new Narrowing(maybe.get(), test, Kind.NUMBER, Kind.NULL));
      }
    }
    return scope
        .variable(random, Kind.ID)
        .map(name -> {
          String test = expressions.pick(TEXT_TESTS).formatted(name);
          return new Narrowing(name, test, Kind.STRING, Kind.NUMBER);
        });
  }

  private String number(Scope scope, int depth) {
    return expressions.number(scope, depth);
  }

  private String bool(Scope scope, int depth) {
    return expressions.bool(scope, depth);
  }

  private String text(Scope scope, int depth) {
    return "substring(" + expressions.string(scope, depth) + " + \"uvw\", 0, 3)";
  }
}
