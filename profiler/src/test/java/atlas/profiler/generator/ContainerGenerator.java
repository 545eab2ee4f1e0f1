package atlas.profiler.generator;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Expressions by lot of Options, Results, hash maps, nested arrays and values of unknown type, and
 * numbers and texts that come out of them.
 */
final class ContainerGenerator {
  private final RandomGenerator random;
  private final ExpressionGenerator expressions;

  ContainerGenerator(RandomGenerator random, ExpressionGenerator expressions) {
    this.random = random;
    this.expressions = expressions;
  }

  String option(Scope scope, int depth) {
    if (depth <= 0) {
      return scope.variable(random, Kind.OPTION).orElse(random.nextBoolean() ? "Some(3)" : "None");
    }
    int d = depth - 1;
    return switch (random.nextInt(5)) {
      case 0 -> "Some(" + number(scope, d) + ")";
      case 1 -> "pick(" + number(scope, d) + ")";
      case 2 -> "result_ok(" + result(scope, d) + ")";
      case 3 -> "hashMapGet(" + table(scope) + ", " + text(scope, d) + ")";
      default -> expressions.call(Kind.OPTION, scope, d);
    };
  }

  String result(Scope scope, int depth) {
    if (depth <= 0) {
      return scope
          .variable(random, Kind.RESULT)
          .orElse(random.nextBoolean() ? "Ok(4)" : "Err(\"no\")");
    }
    int d = depth - 1;
    return switch (random.nextInt(8)) {
      case 6 -> "flat(" + expressions.of(Kind.NEST, scope, d) + ")";
      case 7 -> scope.attempt(random).orElse("checked") + "(" + number(scope, d) + ")";
      case 0 -> "Ok(" + number(scope, d) + ")";
      case 1 -> "Err(" + text(scope, d) + ")";
      case 2 -> "checked(" + number(scope, d) + ")";
      case 3 -> "result_map(" + result(scope, d) + ", twice)";
      case 4 -> "result_and_then(" + result(scope, d) + ", checked)";
      default -> expressions.call(Kind.RESULT, scope, d);
    };
  }

  String table(Scope scope) {
    return scope.variable(random, Kind.TABLE).orElse("names");
  }

  String lists(Scope scope) {
    return scope.variable(random, Kind.LISTS).orElse("hashMapNew()");
  }

  String set(Scope scope, int depth) {
    return switch (depth <= 0 ? 0 : random.nextInt(4)) {
      case 1 -> "hashSetFromArray(" + expressions.numbers(scope, depth - 1) + ")";
      case 2 -> "hashSetUnion(" + set(scope, depth - 1) + ", " + set(scope, depth - 1) + ")";
      case 3 -> expressions.call(Kind.SET, scope, depth - 1);
      default -> scope.variable(random, Kind.SET).orElse("hashSetNew()");
    };
  }

  /** How much is in one of the collections. */
  String sizeOf(Scope scope, int depth) {
    return random.nextBoolean()
        ? "hashSetSize(" + set(scope, depth) + ")"
        : "hashMapSize(" + lists(scope) + ")";
  }

  String numbersOf(Scope scope, int depth) {
    if (random.nextInt(3) == 0) {
      return "[" + number(scope, depth) + ", " + hidden(Kind.NUMBER, scope, depth) + "]";
    }
    return random.nextBoolean()
        ? "slice(hashSetToArray(" + set(scope, depth) + "), 0, 2)"
        : "unwrap_or(hashMapGet("
            + lists(scope)
            + ", "
            + text(scope, depth)
            + "), "
            + expressions.numbers(scope, depth)
            + ")";
  }

  String cube(Scope scope, int depth) {
    return switch (depth <= 0 ? 0 : random.nextInt(3)) {
      case 1 -> "[[[" + number(scope, depth - 1) + ", 1], [2]], [[3]]]";
      case 2 -> expressions.call(Kind.CUBE, scope, depth - 1);
      default -> scope.variable(random, Kind.CUBE).orElse("[[[1], [2]], [[3, 4]]]");
    };
  }

  /** A value of any kind where its kind is not known. */
  String unknown(Scope scope, int depth) {
    return switch (depth <= 0 ? 0 : random.nextInt(5)) {
      case 1 -> "first(" + any(scope, depth - 1) + ", " + any(scope, depth - 1) + ")";
      case 2 -> "unwrap(Some(" + any(scope, depth - 1) + "))";
      case 3 -> "wrapped(" + any(scope, depth - 1) + ")";
      case 4 -> expressions.call(Kind.UNKNOWN, scope, depth - 1);
      default -> scope.variable(random, Kind.UNKNOWN).orElse("anything");
    };
  }

  /** A call of a generic function, and so on, that is known to give a value of a kind. */
  String hidden(Kind kind, Scope scope, int depth) {
    String value = expressions.of(kind, scope, depth);
    return switch (random.nextInt(5)) {
      case 0 -> "unwrap(Some(" + value + "))";
      case 1 -> "unwrap_or(Err(\"\"), " + value + ")";
      case 2 -> "first(" + value + ", " + any(scope, depth - 1) + ")";
      case 3 -> "match Some(Ok(" + value + ")) { Some(Ok(x)) | Some(Err(x)) => x, _ => null }";
      default -> "unwrap(result_err(Err(" + value + ")))";
    };
  }

  /** A number that comes out of one of these. */
  String numberOf(Scope scope, int depth) {
    String name = expressions.fresh("c");
    Scope arm = scope.inner();
    arm.add(name, Kind.NUMBER, false);
    return switch (random.nextInt(10)) {
      case 0 -> "unwrap_or(" + option(scope, depth) + ", " + number(scope, depth) + ")";
      case 1 ->
          "(match %s { Some(%s) if %s => %s, Some(_) => 2, None => %s })"
              .formatted(
                  option(scope, depth),
                  name,
                  expressions.bool(arm, depth),
                  number(arm, depth),
                  number(scope, depth));
      case 2 ->
          "(match %s { Ok(%s) => %s, Err(e) => len(e) })"
              .formatted(result(scope, depth), name, number(arm, depth));
      case 3 -> "hashMapSize(" + table(scope) + ")";
      case 4 -> "hidden(" + hidden(Kind.NUMBER, scope, depth) + ")";
      case 5 -> unknownMatch(scope, depth);
      case 6 ->
          scope
              .variable(random, Kind.CUBE)
              .map(cube -> cube + "[" + expressions.index(scope, depth, cube) + "][0][0]")
              .orElse("6");
      case 7 -> "(" + number(scope, depth) + ").scaled(" + number(scope, depth) + ")";
      case 8 -> "(" + text(scope, depth) + ").scaled(" + number(scope, depth) + ")";
      default -> scope.isFallible() ? "(" + result(scope, depth) + ")?" : "9";
    };
  }

  private String unknownMatch(Scope scope, int depth) {
    return """
    (match vague(%s) { Some(Some(_)) | Ok(_) => 1, Some(_) | None => 2, [a, b] => len([a, b]), [] => 3, \
    true | "a" => 4, x if typeof(x) == "number" => hidden(x), _ => %s })\
    """
        .formatted(unknown(scope, depth), number(scope, depth));
  }

  /** A text that comes out of one of these. */
  String textOf(Scope scope, int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> "typeof(" + unknown(scope, depth) + ")";
      case 1 -> "(match %s { Ok(_) => \"k\", Err(e) => e })".formatted(result(scope, depth));
      default -> "first(" + text(scope, depth) + ", " + any(scope, depth) + ")";
    };
  }

  private String any(Scope scope, int depth) {
    return expressions.of(expressions.pick(Kind.ALL), scope, depth);
  }

  private String number(Scope scope, int depth) {
    return expressions.number(scope, depth);
  }

  private String text(Scope scope, int depth) {
    return "substring(" + expressions.string(scope, depth) + " + \"uvw\", 0, 3)";
  }

  /** Statements about a variable of one of these kinds that change what is in it. */
  List<String> changes(Scope scope) {
    return switch (random.nextInt(7)) {
      case 3 -> listChanges(scope);
      case 4 -> setChanges(scope);
      case 0 ->
          scope
              .variable(random, Kind.CUBE)
              .map(cube ->
                  List.of(
                      "%s[%s][0][0] %s %s %% 53;"
                          .formatted(
                              cube,
                              expressions.index(scope, 1, cube),
                              expressions.pick(List.of("=", "+=", "-=")),
                              number(scope, 2)),
                      cube + "[0].push([7]);",
                      "if (len(" + cube + "[0]) > 4) { " + cube + "[0].shift(); }",
                      cube + "[len(" + cube + ") - 1][0].unshift(1);",
                      "while (len(%s[0][0]) > 3) { total = (total + %s[0][0].pop()) %% 9973; }"
                          .formatted(cube, cube)))
              .orElse(List.of());
      case 1 ->
          scope
              .variable(random, Kind.TABLE)
              .map(table ->
                  List.of(
                      "hashMapPut(%s, %s, %s);".formatted(table, text(scope, 1), number(scope, 1)),
                      "if (hashMapSize(%s) > 5) { hashMapRemove(%s, hashMapKeys(%s)[0]); }"
                          .formatted(table, table, table)))
              .orElse(List.of());
      case 2 ->
          scope
              .variable(random, Kind.UNKNOWN)
              .map(value ->
                  List.of(
                      "if (isNumber(%s)) { total = (total + %s) %% 9973; }".formatted(value, value),
                      "if (typeof(%s) == \"string\") { total = (total + len(%s)) %% 9973; }"
                          .formatted(value, value)))
              .orElse(List.of());
      default -> List.of("hashMapPut(names, " + text(scope, 1) + ", hashMapSize(names));");
    };
  }

  private List<String> listChanges(Scope scope) {
    String key = text(scope, 0);
    String copy = expressions.fresh("l");
    return scope
        .variable(random, Kind.LISTS)
        .map(lists ->
            List.of(
                "hashMapPut(%s, %s, %s);".formatted(lists, key, expressions.numbers(scope, 1)),
                "var %s: number[] = unwrap(hashMapGet(%s, %s));".formatted(copy, lists, key),
                "%s.push(%s %% 7);".formatted(copy, number(scope, 1)),
                "for e in hashMapKeys(%1$s) { total = (total + len(unwrap(hashMapGet(%1$s, e)))) %% 9973; }"
                    .formatted(lists),
                "hashMapPut(%s, \"k\", slice(%s, 0, 2));".formatted(lists, copy),
                "if (hashMapSize(%1$s) > 4) { hashMapRemove(%1$s, hashMapKeys(%1$s)[1]); }"
                    .formatted(lists)))
        .orElse(List.of());
  }

  private List<String> setChanges(Scope scope) {
    return scope
        .variable(random, Kind.SET)
        .map(set ->
            List.of(
                "hashSetAdd(%s, %s %% 7);".formatted(set, number(scope, 1)),
                "if (hashSetHas(%1$s, 3) || hashSetSize(%1$s) > 5) { hashSetRemove(%1$s, hashSetToArray(%1$s)[0]); }"
                    .formatted(set)))
        .orElse(List.of());
  }
}
