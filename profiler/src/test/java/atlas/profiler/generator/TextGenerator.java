package atlas.profiler.generator;

import java.util.List;
import java.util.random.RandomGenerator;

/** Expressions by lot about the characters of texts. */
final class TextGenerator {
  private static final List<String> LITERALS =
      List.of("\"a\"", "\"bc\"", "\"\"", "\"é🚀z\"", "\"a,b,a\"", "\" x \"");

  private final RandomGenerator random;
  private final ExpressionGenerator expressions;

  TextGenerator(RandomGenerator random, ExpressionGenerator expressions) {
    this.random = random;
    this.expressions = expressions;
  }

  String literal() {
    return expressions.pick(LITERALS);
  }

  String text(Scope scope, int depth) {
    String text = expressions.string(scope, depth);
    return switch (random.nextInt(9)) {
      case 0 -> "charAt(" + text + " + \"éx\", " + small(scope, depth, 2) + ")";
      case 1 -> "trim(" + text + ")";
      case 2 -> "replace(" + text + ", \"a\", " + literal() + ")";
      case 3 -> "padStart(" + text + ", 4, \"*\")";
      case 4 -> "padEnd(" + text + ", 3, \"🚀\")";
      case 5 -> "repeat(substring(" + text + " + \"ab\", 0, 2), " + small(scope, depth, 3) + ")";
      case 6 -> "toLowerCase(" + text + ")";
      case 7 -> "join(each(" + expressions.numbers(scope, depth) + ", word), \"\")";
      default -> "label(" + text + ")";
    };
  }

  String numberOf(Scope scope, int depth) {
    String text = expressions.string(scope, depth);
    return switch (random.nextInt(3)) {
      case 0 -> "indexOf(" + text + ", " + literal() + ")";
      case 1 -> "lastIndexOf(" + text + ", \"a\")";
      default -> "len(split(" + text + ", \",\"))";
    };
  }

  String boolOf(Scope scope, int depth) {
    String function = expressions.pick(List.of("includes", "startsWith", "endsWith"));
    return function + "(" + expressions.string(scope, depth) + ", " + literal() + ")";
  }

  private String small(Scope scope, int depth, int limit) {
    return "floor(abs(" + expressions.number(scope, depth) + ")) % " + limit;
  }
}
