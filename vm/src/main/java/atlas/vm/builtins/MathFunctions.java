package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.NUMBER;

import atlas.vm.diagnostics.DiagnosticCode;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Mathematics (stdlib §8). None of these fails: they may give NaN or an infinity. {@code
 * StrictMath}, because a program's results and so its counts must be the same on every machine.
 */
public final class MathFunctions {
  private static final Set<String> REPEATABLE =
      Set.of(
          "abs", "floor", "ceil", "round", "min", "max", "sqrt", "pow", "log", "sin", "cos", "tan",
          "asin", "acos", "atan", "clamp", "sign");

  private final Rows rows =
      Rows.prelude(MathFunctions.class, DiagnosticCode.AT0001, DiagnosticCode.AT0001);

  private MathFunctions() {}

  static List<Builtin> table() {
    MathFunctions table = new MathFunctions();
    table.one("abs", "The absolute value.", "abs(-2.5)", "2.5");
    table.one("floor", "The next whole number below.", "floor(-1.5)", "-2");
    table.one("ceil", "The next whole number above.", "ceil(1.2)", "2");
    table.one("round", "The nearest whole number, the even one of two.", "round(2.5)", "2");
    table.two("min", "(a: number, b: number)", "The smaller one.", "min(2, 1)", "1");
    table.two("max", "(a: number, b: number)", "The larger one.", "max(2, 1)", "2");
    table.one("sqrt", "The square root.", "sqrt(2)", "1.4142135623730951");
    table.two("pow", "(base: number, exp: number)", "A power.", "pow(2, 10)", "1024");
    table.one("log", "The natural logarithm.", "log(E)", "1");
    table.one("sin", "The sine of an angle in radians.", "sin(0)", "0");
    table.one("cos", "The cosine of an angle in radians.", "cos(0)", "1");
    table.one("tan", "The tangent of an angle in radians.", "tan(0)", "0");
    table.one("asin", "The angle with that sine.", "asin(0)", "0");
    table.one("acos", "The angle with that cosine.", "acos(1)", "0");
    table.one("atan", "The angle with that tangent.", "atan(0)", "0");
    table
        .rows
        .add(
            "clamp",
            "(x: number, lo: number, hi: number) -> number",
            "The nearest number from lo to hi.")
        .takes(NUMBER, NUMBER, NUMBER)
        .gives(NUMBER)
        .example("print(clamp(12, 0, 10));", "10");
    table.one("sign", "-1, 0 or 1, as the number is negative, zero or positive.", "sign(-3)", "-1");
    table
        .rows
        .add("random", "() -> number", "A random number from 0 to below 1.")
        .gives(NUMBER)
        .example("print(floor(random()));", "0");
    return table.rows.list();
  }

  private void one(String name, String doc, String example, String output) {
    rows.add(name, "(x: number) -> number", doc)
        .takes(NUMBER)
        .gives(NUMBER)
        .example("print(" + example + ");", output);
  }

  private void two(String name, String params, String doc, String example, String output) {
    rows.add(name, params + " -> number", doc)
        .takes(NUMBER, NUMBER)
        .gives(NUMBER)
        .example("print(" + example + ");", output);
  }

  /** Whether a name is that of one of these that may be called once more to no effect. */
  public static boolean isRepeatable(String name) {
    return REPEATABLE.contains(name);
  }

  public static double abs(double x) {
    return Math.abs(x);
  }

  public static double floor(double x) {
    return Math.floor(x);
  }

  public static double ceil(double x) {
    return Math.ceil(x);
  }

  /** What is negative and rounds to zero gives 0, not -0. */
  public static double round(double x) {
    double result = Math.rint(x);
    return result == 0 && x != 0 ? 0 : result;
  }

  public static double min(double a, double b) {
    return a != a ? b : b != b ? a : Math.min(a, b);
  }

  public static double max(double a, double b) {
    return a != a ? b : b != b ? a : Math.max(a, b);
  }

  public static double sqrt(double x) {
    return Math.sqrt(x);
  }

  /** Java gives NaN for powers of 1 and -1 whose exponent is NaN or infinite. */
  public static double pow(double base, double exp) {
    if (base == 1 || (base == -1 && Double.isInfinite(exp))) {
      return 1;
    }
    return StrictMath.pow(base, exp);
  }

  public static double log(double x) {
    return StrictMath.log(x);
  }

  public static double sin(double x) {
    return StrictMath.sin(x);
  }

  public static double cos(double x) {
    return StrictMath.cos(x);
  }

  public static double tan(double x) {
    return StrictMath.tan(x);
  }

  public static double asin(double x) {
    return StrictMath.asin(x);
  }

  public static double acos(double x) {
    return StrictMath.acos(x);
  }

  public static double atan(double x) {
    return StrictMath.atan(x);
  }

  public static double clamp(double x, double lo, double hi) {
    return lo > hi ? Double.NaN : min(max(x, lo), hi);
  }

  public static double sign(double x) {
    return Math.signum(x);
  }

  public static double random() {
    return ThreadLocalRandom.current().nextDouble();
  }
}
