package atlas.profiler.generator;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Statements by lot: they end, and keep arrays and texts short, because an oracle copies them. */
final class StatementGenerator {
  private static final Set<Kind> ASSIGNED =
      Set.of(
          Kind.NUMBER,
          Kind.BOOL,
          Kind.STRING,
          Kind.OPTION,
          Kind.RESULT,
          Kind.UNKNOWN,
          Kind.ID,
          Kind.MAYBE,
          Kind.NEST,
          Kind.FUNCTION,
          Kind.JSON);

  private final RandomGenerator random;
  private final ExpressionGenerator expressions;
  private final StringBuilder out;

  StatementGenerator(RandomGenerator random, ExpressionGenerator expressions, StringBuilder out) {
    this.random = random;
    this.expressions = expressions;
    this.out = out;
  }

  /**
   * Writes some statements.
   *
   * @param loops in how many loops they are
   */
  void block(Scope scope, int most, int depth, int loops, String indent) {
    int count = 1 + random.nextInt(most);
    for (int i = 0; i < count; i++) {
      statement(scope, depth, loops, indent);
    }
  }

  private void statement(Scope scope, int depth, int loops, String indent) {
    int draw = random.nextInt(depth > 0 ? 25 : 12);
    switch (draw) {
      case 0, 1, 2 -> declaration(scope, indent);
      case 3, 4 -> assignment(scope, indent);
      case 5 -> store(scope, indent);
      case 6 -> grow(scope, indent);
      case 7 -> line(indent, "total = (total + " + expressions.risky(scope, 2) + ") % 9973;");
      case 8 -> nestedFunction(scope, indent);
      case 9, 10 -> expressions.containers().changes(scope).forEach(text -> line(indent, text));
      case 11 -> inferred(scope, indent);
      case 12, 13, 14 -> branch(scope, depth, loops, indent);
      case 19, 20 -> narrowed(scope, depth, loops, indent);
      case 21, 22 -> closure(scope, depth, indent);
      case 23 -> shadowing(scope, depth, loops, indent);
      case 15, 16, 17 -> loop(scope, depth, loops, indent);
      case 18 ->
          line(
              indent,
              "hashMapPut(table, floor("
                  + expressions.number(scope, 1)
                  + ") % 7, "
                  + expressions.number(scope, 1)
                  + ");");
      default -> print(scope, indent);
    }
  }

  private void line(String indent, String text) {
    out.append(indent).append(text).append('\n');
  }

  private void declaration(Scope scope, String indent) {
    declaration(scope, scope, expressions.fresh("v"), indent);
  }

  /** A block with a variable that hides one of the same name and mostly of another kind. */
  private void shadowing(Scope scope, int depth, int loops, String indent) {
    scope
        .variable(random, expressions.pick(Kind.ALL))
        .filter(name -> !name.equals("d"))
        .ifPresent(name -> {
          Scope inner = scope.without(name);
          line(indent, "{");
          declaration(scope, inner, name, indent + "    ");
          block(inner, 3, depth - 1, loops, indent + "    ");
          line(indent, "}");
        });
  }

  /** Declares a variable in a scope with a value that another scope sees. */
  private void declaration(Scope outer, Scope scope, String name, String indent) {
    Kind kind = expressions.pick(Kind.ALL);
    String value = expressions.of(kind, outer, 2);
    boolean mutable = random.nextInt(3) > 0;
    line(indent, (mutable ? "var " : "let ") + name + ": " + kind.type() + " = " + value + ";");
    if (kind == Kind.NUMBERS || kind == Kind.STRINGS) {
      // Elements are picked by remainder, so there must be one.
      String filler = kind == Kind.NUMBERS ? "1" : "\"f\"";
      line(indent, "if (len(" + name + ") == 0) { " + name + ".push(" + filler + "); }");
    }
    scope.add(name, kind, mutable && ASSIGNED.contains(kind));
  }

  /** A variable of unknown type that holds values of one kind. */
  private void inferred(Scope scope, String indent) {
    Kind kind = expressions.pick(List.of(Kind.NUMBER, Kind.NUMBER, Kind.STRING, Kind.BOOL));
    String name = expressions.fresh("k");
    String value = expressions.containers().hidden(kind, scope, 1);
    boolean mutable = random.nextBoolean();
    line(indent, (mutable ? "var " : "let ") + name + " = " + value + ";");
    scope.add(name, kind, mutable);
  }

  private void assignment(Scope scope, String indent) {
    scope
        .assignable(random)
        .ifPresent(variable -> {
          String name = variable.name();
          String value = expressions.of(variable.kind(), scope, 2);
          switch (variable.kind()) {
            case NUMBER -> line(indent, number(name, value));
            case STRING -> {
              line(indent, name + " = " + name + " + " + value + ";");
              line(indent, "if (len(" + name + ") > 30) { " + name + " = \"cut\"; }");
            }
            default -> line(indent, name + " = " + value + ";");
          }
        });
  }

  private String number(String name, String value) {
    return switch (random.nextInt(4)) {
      case 0 -> name + "++;";
      case 1 -> name + " += " + value + " % 31;";
      case 2 -> name + " -= 1.5;";
      default -> name + " = " + value + " % 9973;";
    };
  }

  private void store(Scope scope, String indent) {
    if (random.nextInt(3) == 0) {
      scope
          .variable(random, Kind.GRID)
          .ifPresent(name -> {
            String target = name + "[" + expressions.index(scope, 1, name) + "][0]";
            String operator = random.nextBoolean() ? " = " : " += ";
            line(indent, target + operator + expressions.number(scope, 2) + " % 53;");
          });
    } else {
      scope
          .variable(random, Kind.NUMBERS)
          .ifPresent(name -> {
            String target = name + "[" + expressions.index(scope, 1, name) + "]";
            line(
                indent,
                random.nextInt(4) == 0
                    ? random.nextBoolean()
                        ? target + "++;"
                        : target + " = first(" + expressions.number(scope, 1) + " % 53, total);"
                    : target + " = " + expressions.number(scope, 2) + " % 53;");
          });
    }
  }

  private void grow(Scope scope, String indent) {
    scope
        .variable(random, Kind.NUMBERS)
        .ifPresent(name -> {
          line(indent, name + ".push(" + expressions.number(scope, 1) + " % 53);");
          line(indent, "while (len(" + name + ") > 6) {");
          line(indent, "    total = (total + " + name + ".pop()) % 9973;");
          line(indent, "}");
        });
  }

  private void nestedFunction(Scope scope, String indent) {
    String name = expressions.fresh("inner");
    Scope body = scope.inner();
    body.add("p", Kind.NUMBER, false);
    line(indent, "fn " + name + "(p: number) -> number {");
    if (random.nextInt(3) == 0) {
      String copy = expressions.fresh("w");
      line(indent, "    var " + copy + " = " + leaf(scope) + " % 7;");
      line(indent, "    fn deep" + copy + "(q: number) -> number {");
      line(indent, "        " + copy + " = (" + copy + " + q * p) % 31;");
      line(indent, "        return " + copy + " + " + leaf(scope) + " % 5;");
      line(indent, "    }");
      line(indent, "    " + copy + " += 1;");
      line(
          indent,
          "    return (deep" + copy + "(1) * 3 + deep" + copy + "(2) + " + copy + ") % 101;");
    } else if (random.nextBoolean()) {
      line(indent, "    if (p <= 0) { return 1; }");
      line(indent, "    return " + name + "(floor(p) - 1) + " + leaf(scope) + " % 5;");
    } else {
      line(indent, "    return (p * 2 + " + leaf(scope) + ") % 101;");
    }
    line(indent, "}");
    scope.addFunction(name);
  }

  /** A nested function with statements of its own, which takes from the budget. */
  private void closure(Scope scope, int depth, String indent) {
    boolean fallible = random.nextInt(3) == 0;
    String name = expressions.fresh(fallible ? "attempt" : "closure");
    String parameter = expressions.fresh("q");
    Scope body = scope.body(fallible);
    body.add(parameter, Kind.NUMBER, false);
    String type = fallible ? "Result<number, string>" : "number";
    String end = fallible ? "Err(\"spent\")" : parameter;
    line(indent, "fn " + name + "(" + parameter + ": number) -> " + type + " {");
    String within = indent + "    ";
    line(within, "budget -= 1;");
    line(within, "if (budget < 0) { return " + end + "; }");
    block(body, 2, depth - 1, 0, within);
    if (fallible) {
      line(within, "let tried = (" + expressions.of(Kind.RESULT, body, 1) + ")? + 1;");
      line(within, "return Ok((tried + " + expressions.number(body, 1) + ") % 101);");
      scope.addAttempt(name);
    } else {
      line(within, "return (" + expressions.number(body, 2) + ") % 101;");
      scope.addFunction(name);
    }
    line(indent, "}");
  }

  /** Statements where a condition says what a variable of union type holds. */
  private void narrowed(Scope scope, int depth, int loops, String indent) {
    expressions
        .unions()
        .narrowing(scope)
        .ifPresent(narrowing -> {
          String name = narrowing.name();
          line(indent, "if (" + narrowing.condition() + ") {");
          block(scope.narrowed(name, narrowing.then()), 3, depth - 1, loops, indent + "    ");
          line(indent, "} else {");
          block(scope.narrowed(name, narrowing.otherwise()), 3, depth - 1, loops, indent + "    ");
          line(indent, "}");
        });
  }

  /** A number without a call, so that what is called back calls nothing. */
  private String leaf(Scope scope) {
    return scope.variable(random, Kind.NUMBER).orElse("1");
  }

  private void branch(Scope scope, int depth, int loops, String indent) {
    line(indent, "if (" + expressions.bool(scope, 2) + ") {");
    block(scope.inner(), 3, depth - 1, loops, indent + "    ");
    if (loops > 0 && random.nextInt(4) == 0) {
      line(indent + "    ", random.nextBoolean() ? "break;" : "continue;");
    }
    if (random.nextBoolean()) {
      line(indent, "} else {");
      block(scope.inner(), 3, depth - 1, loops, indent + "    ");
    }
    line(indent, "}");
  }

  private void loop(Scope scope, int depth, int loops, String indent) {
    if (loops >= 2) {
      assignment(scope, indent);
      return;
    }
    Scope body = scope.inner();
    String name = expressions.fresh("i");
    int turns = 1 + random.nextInt(4);
    switch (random.nextInt(3)) {
      case 0 -> {
        line(
            indent,
            "for (var " + name + ": number = 0; " + name + " < " + turns + "; " + name + "++) {");
        body.add(name, Kind.NUMBER, false);
      }
      case 1 -> {
        line(indent, "for " + name + " in " + expressions.numbers(scope, 1) + " {");
        body.add(name, Kind.NUMBER, false);
      }
      default -> {
        line(indent, "var " + name + ": number = " + turns + ";");
        line(indent, "while (" + name + " > 0 && " + expressions.bool(scope, 1) + ") {");
        line(indent + "    ", name + " -= 1;");
        body.add(name, Kind.NUMBER, false);
      }
    }
    block(body, 3, depth - 1, loops + 1, indent + "    ");
    line(indent, "}");
  }

  private void print(Scope scope, String indent) {
    line(indent, "if (lines > 0) {");
    line(indent, "    lines -= 1;");
    line(
        indent,
        "    print("
            + expressions.of(
                expressions.pick(List.of(Kind.NUMBER, Kind.STRING, Kind.NUMBERS)), scope, 1)
            + ");");
    line(indent, "}");
  }
}
