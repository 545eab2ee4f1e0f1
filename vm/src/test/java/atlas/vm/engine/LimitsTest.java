package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs that are deep, long or wide, whatever the JVM says to such classes. */
@Timeout(120)
final class LimitsTest {
  private static final int DEEP = 1_000;

  /** For each from 0, joined. */
  private static String each(int count, String separator, IntFunction<String> text) {
    return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(separator));
  }

  private static String nested(String open, String inner, String close) {
    return open.repeat(DEEP) + inner + close.repeat(DEEP);
  }

  private static void assertResult(String expected, EngineKind kind, String program) {
    assertEquals(expected, new EngineSession(kind).eval(program));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void deepExpressions(EngineKind kind) {
    String inc = "fn f(x: number) -> number { return x + 1; } ";
    assertResult("1", kind, nested("(", "1", ")"));
    assertResult("1", kind, nested("- ", "1", ""));
    assertResult("true", kind, nested("!", "true", ""));
    assertResult("1001", kind, nested("1 + (", "1", ")"));
    assertResult("1000", kind, inc + nested("f(", "0", ")"));
    assertResult(
        "1000", kind, inc + "fn g() -> number { return " + nested("f(", "0", ")") + "; } g()");
    assertResult("7", kind, nested("match 1 { 1 => ", "7", ", _ => 0 }"));
    assertResult("10001", kind, "1" + " + 1".repeat(10_000));
    assertResult("true", kind, "true" + " && true".repeat(5_000));
    assertResult("1001", kind, "[1]" + ".concat([2])".repeat(DEEP) + ".len()");
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  @Timeout(60)
  void tablesOfData(EngineKind kind) {
    String numbers = each(700_000, ", ", i -> "" + i);
    assertResult("700000", kind, "fn f() -> number[] { return [" + numbers + "]; } len(f())");
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void deepStatements(EngineKind kind) {
    assertResult("5", kind, "var x = 0; " + nested("{ let y = x; ", "x = 5;", "}") + " x");
    assertResult("5", kind, "var x = 0; " + nested("while (x < 1) { ", "x = 5;", "}") + " x");
    assertResult(
        "5",
        kind,
        "fn f(x: number) -> number { "
            + nested("if (x > 0) { ", "return 5;", "}")
            + " return x; } f(1)");
    assertResult(
        "1",
        kind,
        "fn f() -> number { ".repeat(200) + "return 1; " + "} return f(); ".repeat(199) + "} f()");
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void deepData(EngineKind kind) {
    assertResult("2001", kind, "let a = " + nested("[", "1", "]") + "; len(str(a))");
    assertResult(
        "true",
        kind,
        "let a = " + nested("[", "1", "]") + "; let b = " + nested("[", "1", "]") + "; a == b");
    assertResult("6001", kind, "len(str(" + nested("Some(", "1", ")") + "))");
    assertResult(
        "5",
        kind,
        "var a: array = [1]; for (var i = 1; i < 1000; i++) { a = [a]; } a"
            + "[0]".repeat(DEEP)
            + " = 5; a"
            + "[0]".repeat(DEEP));
    assertResult(
        "40003",
        kind,
        "var a: array = [1]; for (var i = 0; i < 20000; i++) { a = [a]; } len(str(a))");
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void manyBranches(EngineKind kind) {
    String chain = each(5_000, " else ", i -> "if (x == " + i + ") { return " + i + "; }");
    assertResult(
        "4998", kind, "fn f(x: number) -> number { " + chain + " return -1; } f(4999) + f(9999)");
    String arms = each(5_000, ", ", i -> i + " => " + i);
    assertResult(
        "4998",
        kind,
        "fn f(x: number) -> number { return match x { "
            + arms
            + ", _ => -1 }; } f(4999) + f(9999)");
    assertResult("1", kind, "match 3 { " + each(5_000, " | ", i -> "" + i) + " => 1, _ => 0 }");
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void manyNames(EngineKind kind) {
    assertResult(
        "299",
        kind,
        "fn f() -> number { "
            + each(300, " ", i -> "var v" + i + " = " + i + ";")
            + " return v299 + v0; } f()");
    assertResult("9999", kind, each(10_000, " ", i -> "var v" + i + " = " + i + ";") + " v9999");
    assertResult(
        "4999",
        kind,
        each(5_000, " ", i -> "fn f" + i + "() -> number { return " + i + "; }") + " f4999()");
    String name = "n".repeat(70_000);
    assertResult("3", kind, "let " + name + " = 3; " + name);
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void longLiterals(EngineKind kind) {
    assertResult("69999", kind, "let a = [" + each(70_000, ", ", i -> "" + i) + "]; a[69999]");
    assertResult(
        "\"s9\"", kind, "let a = [" + each(70_000, ", ", i -> "\"s" + i + "\"") + "]; a[9]");
    assertResult("100000", kind, "len(\"" + "é".repeat(100_000) + "\")");
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void asManyArgumentsAsThereCanBe(EngineKind kind) {
    String params = each(255, ", ", i -> "a" + i + ": number");
    String args = each(255, ", ", i -> "" + i);
    EngineSession session = new EngineSession(kind);
    assertEquals(
        "254",
        session.eval(
            "fn wide("
                + params
                + ") -> number { return small(a254); } "
                + "fn small(n: number) -> number { return n; } wide("
                + args
                + ")"));
    assertEquals("254", session.eval("wide(" + args + ")"), "from another unit");
    assertEquals("254", session.eval("let g = wide; g(" + args + ")"), "as a value");
    assertEquals("7", session.eval("fn twice(n: number) -> number { return small(n); } twice(7)"));
    assertEquals("7", session.eval("map([7], small)[0]"));
    assertEquals("AT3005", session.eval("fn f(b: number, " + params + ") { }"));
    assertEquals("AT3005", session.eval("unwrap(Some(1))(0, " + args + ")"));
    assertEquals(
        "44850",
        session.eval(
            "fn o() -> number { "
                + each(300, " ", i -> "let v" + i + " = " + i + ";")
                + " fn sum() -> number { return "
                + each(300, " + ", i -> "v" + i)
                + "; } return sum(); } o()"));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aSourceTextOfFiveMegabytes(EngineKind kind) {
    String text =
        each(
            45_000,
            "",
            i ->
                "// a function, number "
                    + i
                    + "\n"
                    + "fn compute"
                    + i
                    + "(first: number, second: number) -> number {\n"
                    + "  let sum = first + second;\n  return sum * "
                    + i
                    + ";\n}\n");
    EngineSession session = new EngineSession(kind);
    assertEquals("89998", session.eval(text + "compute44999(1, 1)"));
    assertEquals("89998", session.eval("compute44999(1, 1)"), "from another unit");
  }
}
