package atlas.vm.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that are deep, long, or both. */
class NestingTest {
  private static final long MODEST_STACK = 64L << 20;

  @ParameterizedTest
  @CsvSource(
      delimiter = '‖',
      value = {
        "x = ‖ ( ‖ 1 ‖ ) ‖ ;",
        "x = ‖ [ ‖ 1 ‖ ] ‖ ;",
        "x = ‖ f( ‖ 1 ‖ ) ‖ ;",
        "x = ‖ a[ ‖ 1 ‖ ] ‖ ;",
        "x = ‖ -! ‖ 1 ‖ '' ‖ ;",
        "x = ‖ (1 + 2 * ‖ 1 ‖ ) ‖ ;",
        "x = ‖ match a { b => ‖ 1 ‖ } ‖ ;",
        "'' ‖ { ‖ x; ‖ } ‖ ''",
        "'' ‖ fn f() { ‖ x; ‖ } ‖ ''",
        "'' ‖ if (a) { ‖ x; ‖ } ‖ ''",
        "'' ‖ if (a) { } else ‖ { } ‖ '' ‖ ''",
        "'' ‖ while (a) { for x in xs { ‖ x; ‖ }} ‖ ''",
        "let x: ‖ ( ‖ T ‖ ) ‖ = 1;",
        "let x: ‖ A< ‖ T ‖ > ‖ = 1;",
        "let x: ‖ (A) -> ‖ T ‖ '' ‖ = 1;",
        "let x: ‖ { a: ‖ T ‖ } ‖ = 1;",
        "match x { ‖ Some( ‖ a ‖ ) ‖ => 1 };",
        "match x { ‖ [ ‖ a ‖ ] ‖ => 1 };",
      })
  void mayNestDeeply(String before, String open, String inner, String close, String after) {
    String text = nested(3_000, before, open, inner, close, after);
    Parsing.onStack(MODEST_STACK, () -> Parsing.valid(text));
    String deepest = nested(TokenStream.MAX_NESTING + 1, before, open, inner, close, after);
    Parsing.deep(() -> {
      Parsing.Result result = Parsing.parse(deepest);
      assertEquals(List.of("AT1000"), result.codes());
      assertTrue(result.diagnostics().getFirst().message().contains("20000"));
    });
  }

  private static String nested(
      int levels, String before, String open, String inner, String close, String after) {
    String space = open + " ";
    return before + space.repeat(levels) + inner + close.repeat(levels) + " " + after;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '‖',
      value = {
        "x = 1 ‖ + 1 ‖ ;",
        "x = a ‖ && b == c ‖ ;",
        "x = a ‖ .m(1)[2]? ‖ ;",
        "x = [1 ‖ , 1 ‖ ];",
        "let x: T ‖ [] ‖ = 1;",
        "let x: T ‖ | T ‖ = 1;",
        "match x { a ‖ | a ‖ => 1 };",
      })
  void mayGoOnForLong(String before, String link, String after) {
    String text = before + link.repeat(5_000) + after;
    Parsing.deep(() -> {
      Ast.Program program = Parsing.valid(text);
      String printed = TreePrinter.print(program);
      assertEquals(printed, TreePrinter.print(Parsing.valid(printed)));
    });
  }

  @Test
  void aChainTooLongIsReported() {
    String text = "x = 1" + " + 1".repeat(TokenStream.MAX_CHAIN + 1) + ";";
    assertEquals(List.of("AT1000"), Parsing.parse(text).codes());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '‖',
      value = {
        "fn f(a: number) -> number { var s = 0; for (var i = 0; i < a; i++) { s += i * 2; } }",
        "x = 1 + 2;",
        "((((",
        "[[))",
        "({}}",
        "@ ' '",
        "let = ;",
        "{ x y",
        "f(a b",
        "match x { 1 = ",
        "if (x {",
        "{ x: y",
        "f(1; 2);",
        "(a, b) =",
        "x = 1 // 2",
        "/* a",
        "\"a\\q",
        "}",
      })
  void timeIsLinearInTheLength(String piece) {
    String text = (piece + " ").repeat(1_000_000 / piece.length());
    assertTimeout(Duration.ofSeconds(20), () -> Parsing.deep(() -> Parsing.parse(text)));
  }
}
