package atlas.profiler.generator;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Atlas programs by lot: well-typed, always ending, the same for the same seed. They touch whatever
 * counts differently in a profiler: nested loops with ways out, recursion, closures, callbacks of
 * the library, matches, arrays changed in place and by path, Options, Results and hash maps, values
 * of unknown type and variables of which it is known all the same what they hold, unions that are
 * narrowed, generic functions with bounds, trait methods, functions as values, json, early returns
 * through {@code ?}, and in about half of the programs a run-time error somewhere in the middle of
 * nested calls.
 *
 * <p>They end because every call hands on a smaller depth and takes from a shared budget.
 */
public final class ProgramGenerator {
  private final RandomGenerator random;
  private final int most;
  private final List<Signature> functions = new ArrayList<>();
  private final StringBuilder out = new StringBuilder();
  private final ExpressionGenerator expressions;
  private final StatementGenerator statements;

  private ProgramGenerator(long seed) {
    this.random = new SplittableRandom(seed);
    this.most = random.nextInt(4) == 0 ? 14 : 6;
    Fuse fuse = new Fuse(random.nextInt(3) > 0);
    this.expressions = new ExpressionGenerator(random, functions, fuse);
    this.statements = new StatementGenerator(random, expressions, out);
    out.append(Prelude.TEXT).append(fuse.declarations(random));
  }

  /** The program of a seed. */
  public static String program(long seed) {
    return new ProgramGenerator(seed).program();
  }

  private String program() {
    int count = 2 + random.nextInt(5);
    for (int i = 0; i < count; i++) {
      functions.add(signature(i));
    }
    functions.forEach(this::function);
    out.append("let d: number = ").append(4 + random.nextInt(3)).append(";\n");
    Scope scope = new Scope();
    scope.add("d", Kind.NUMBER, false);
    scope.add("common", Kind.ID, true);
    statements.block(scope, most, 2, 0, "");
    for (Signature function : functions) {
      out.append("print(")
          .append(function.name())
          .append("(")
          .append(expressions.arguments(function, scope, 2))
          .append("));\n");
    }
    out.append("print(str(total) + \" \" + str(budget) + \" \" + str(hashMapSize(table)));\n");
    return out.append(expressions.number(scope, 3)).append(";\n").toString();
  }

  private Signature signature(int number) {
    List<Kind> params = new ArrayList<>();
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      params.add(expressions.pick(Kind.ALL));
    }
    Kind result = random.nextInt(3) > 0 ? Kind.NUMBER : expressions.pick(Kind.ALL);
    boolean fallible = result == Kind.NUMBER && random.nextInt(3) == 0;
    return new Signature("f" + number, List.copyOf(params), result, fallible);
  }

  private void function(Signature function) {
    Scope scope = new Scope(function.fallible());
    scope.add("d", Kind.NUMBER, false);
    scope.add("common", Kind.ID, true);
    out.append("fn ").append(function.name()).append("(d: number");
    List<String> guards = new ArrayList<>();
    for (Kind kind : function.params()) {
      String name = expressions.fresh("p");
      out.append(", ").append(name).append(": ").append(kind.type());
      scope.add(name, kind, false);
      if (kind == Kind.NUMBERS || kind == Kind.STRINGS) {
        guards.add(
            "if (len("
                + name
                + ") == 0) { "
                + name
                + ".push("
                + (kind == Kind.NUMBERS ? "1" : "\"f\"")
                + "); }");
      }
    }
    out.append(") -> ").append(function.resultType()).append(" {\n");
    String simplest = function.fallible() ? "Err(\"end\")" : function.result().simplest();
    out.append("    budget -= 1;\n    if (d <= 0 || budget < 0) { return ")
        .append(simplest)
        .append("; }\n");
    guards.forEach(guard -> out.append("    ").append(guard).append('\n'));
    statements.block(scope, most, 3, 0, "    ");
    result(function, scope);
    out.append("}\n");
  }

  private void result(Signature function, Scope scope) {
    if (function.fallible()) {
      String tried = expressions.fresh("t");
      String operand =
          functions.stream()
              .filter(Signature::fallible)
              .filter(other -> random.nextBoolean())
              .findFirst()
              .map(f -> f.name() + "(" + expressions.arguments(f, scope, 2) + ")")
              .orElseGet(() -> "checked(" + expressions.number(scope, 2) + ")");
      out.append("    let ")
          .append(tried)
          .append(": number = (")
          .append(operand)
          .append(")? + 1;\n");
      scope.add(tried, Kind.NUMBER, false);
      out.append("    return Ok(").append(expressions.number(scope, 2)).append(" % 9973);\n");
    } else {
      String value = expressions.of(function.result(), scope, 3);
      String bound = function.result() == Kind.NUMBER ? " % 9973" : "";
      out.append("    return ").append(value).append(bound).append(";\n");
    }
  }
}
