package atlas.profiler.generator;

import java.util.List;
import java.util.random.RandomGenerator;

/** Functions as values, calls of them and of generic functions with bounds. */
final class FunctionGenerator {
  private final RandomGenerator random;
  private final ExpressionGenerator expressions;

  FunctionGenerator(RandomGenerator random, ExpressionGenerator expressions) {
    this.random = random;
    this.expressions = expressions;
  }

  /** A function from number to number. */
  String function(Scope scope, int depth) {
    return switch (depth <= 0 ? random.nextInt(3) : random.nextInt(6)) {
      case 0 -> scope.function(random).orElse("twice");
      case 1 -> scope.variable(random, Kind.FUNCTION).orElse("floor");
      case 2 -> expressions.pick(List.of("twice", "abs"));
      case 3 -> "adder(" + expressions.number(scope, depth - 1) + ")";
      case 4 -> "compose(" + function(scope, depth - 1) + ", " + function(scope, depth - 1) + ")";
      default -> expressions.call(Kind.FUNCTION, scope, depth - 1);
    };
  }

  String numberOf(Scope scope, int depth) {
    String number = expressions.number(scope, depth);
    return switch (random.nextInt(7)) {
      case 0 -> "larger(" + number + ", " + expressions.number(scope, depth) + ")";
      case 1 -> "heavier(" + scaled(scope, depth) + ", " + number + ")";
      case 2 -> "sized(" + expressions.numbers(scope, depth) + ")";
      case 3 -> "fold(" + expressions.numbers(scope, depth) + ", mix, " + number + ")";
      case 4 -> "lent(" + expressions.numbers(scope, depth) + ", " + number + ")";
      case 5 -> "apply(" + function(scope, depth) + ", " + number + " % 4)";
      default -> called(scope, depth) + "(" + number + " % 4)";
    };
  }

  /** A function that can be called where it stands. */
  private String called(Scope scope, int depth) {
    return "[" + function(scope, depth) + "][0]";
  }

  private String scaled(Scope scope, int depth) {
    return random.nextBoolean()
        ? expressions.number(scope, depth)
        : expressions.string(scope, depth);
  }
}
