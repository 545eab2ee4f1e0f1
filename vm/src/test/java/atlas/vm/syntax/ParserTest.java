package atlas.vm.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.Position;
import atlas.vm.source.SourceFile;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is accepted, and the trees it yields; what is not accepted is in {@link SyntaxErrorsTest}.
 */
class ParserTest {
  /** The rows of the conformance table (§25.1) that end in an error. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '‖',
      quoteCharacter = '´',
      value = {
        "\"x\\q\"; ‖ AT1003",
        "\"open ‖ AT1002",
        "/* open ‖ AT1004",
        "let a = 1 @ 2; ‖ AT1001",
        "let a = 1e; ‖ AT1001",
        "let a = 1e999; ‖ AT1001",
        "let fn = 1; ‖ AT1005",
        "let own = 1; ‖ AT1004",
        "´let a = 1\nlet b = 2;´ ‖ AT1002",
        "print((1 + 2); ‖ AT1003",
        "fn f( { } ‖ AT1004",
        "[1, 2,]; ‖ AT1000",
        "let f = fn (x: number) -> number { return x; }; ‖ AT1000",
        "++x; ‖ AT1000",
        "f() = 3; ‖ AT1000",
      })
  void theConformanceTableIsRejected(String text, String code) {
    assertEquals(List.of(code), Parsing.parse(text).codes());
    assertEquals(List.of(code), Parsing.parse(text, InputMode.INTERACTIVE).codes());
  }

  /** The rows of the conformance table (§25.1) that run. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "let s = \"a\\tb\"; len(s);",
        "let größe = 2; größe;",
        "2 + 3 * 4 - 1;",
        "-2 * -3;",
        "!true || true;",
        "10 - 4 - 3;",
      })
  void theConformanceTableIsAccepted(String text) {
    Parsing.valid(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '‖',
      value = {
        "2 + 3 * 4 - 1 ‖ ((2 + (3 * 4)) - 1)",
        "10 - 4 - 3 ‖ ((10 - 4) - 3)",
        "a || b && c || d ‖ ((a || (b && c)) || d)",
        "a == b < c != d ‖ ((a == (b < c)) != d)",
        "a < b + c * d ‖ (a < (b + (c * d)))",
        "a < b > c ‖ ((a < b) > c)",
        "-a * !b ‖ ((-a) * (!b))",
        "- - a ‖ (-(-a))",
        "-a.b()[0]? ‖ (-a.b()[0]?)",
        "a - -b ‖ (a - (-b))",
        "a % b / c ‖ ((a % b) / c)",
        "id<number>(5) ‖ ((id < number) > (5))",
      })
  void precedenceIsThatOfTheGrammar(String text, String grouped) {
    assertEquals(grouped, grouped(Parsing.expression(text)));
  }

  private static String grouped(Ast.Expr expr) {
    return switch (expr) {
      case Ast.BinaryExpr(var op, var left, var right, _, _) ->
          "(" + grouped(left) + " " + op.text() + " " + grouped(right) + ")";
      case Ast.UnaryExpr(var op, var operand, _) -> "(" + op.text() + grouped(operand) + ")";
      default -> TreePrinter.print(expr);
    };
  }

  @Test
  void postfixesApplyFromTheLeft() {
    Ast.TryExpr tried = (Ast.TryExpr) Parsing.expression("f(1)[2].m(3)?");
    Ast.MethodExpr method = (Ast.MethodExpr) tried.operand();
    Ast.IndexExpr index = (Ast.IndexExpr) method.receiver();
    assertInstanceOf(Ast.CallExpr.class, index.target());
    assertEquals("m", method.name().name());
    assertEquals(1, method.args().size());
  }

  @Test
  void aMemberWithoutParenthesesIsACallWithoutArguments() {
    Ast.MethodExpr method = (Ast.MethodExpr) Parsing.expression("a.len");
    assertEquals(List.of(), method.args());
  }

  @Test
  void parenthesesAreKept() {
    assertInstanceOf(Ast.GroupExpr.class, Parsing.expression("(a)"));
  }

  @Test
  void targetsAreNamesWithIndices() {
    Ast.AssignStmt assign = (Ast.AssignStmt) Parsing.valid("a[1][i] += 2;").items().getFirst();
    assertEquals("a", assign.target().root().name());
    assertEquals(
        List.of("1", "i"), assign.target().indices().stream().map(TreePrinter::print).toList());
    assertEquals(Ast.AssignOp.ADD, assign.op());
  }

  @Test
  void noneIsAConstructorAndOtherNamesBind() {
    Ast.MatchExpr match =
        (Ast.MatchExpr) Parsing.expression("match x { None => 1, None() => 2, Some => 3 }");
    assertInstanceOf(Ast.ConstructorPattern.class, match.arms().get(0).pattern());
    assertInstanceOf(Ast.ConstructorPattern.class, match.arms().get(1).pattern());
    assertInstanceOf(Ast.BindingPattern.class, match.arms().get(2).pattern());
  }

  @Test
  void aFunctionTypeExtendsAsFarAsPossible() {
    Ast.AliasDecl alias =
        (Ast.AliasDecl) Parsing.valid("type T = A | (B) -> C | D[];").items().getFirst();
    Ast.UnionTypeExpr union = (Ast.UnionTypeExpr) alias.target();
    assertEquals(2, union.members().size());
    Ast.FunctionTypeExpr function = (Ast.FunctionTypeExpr) union.members().get(1);
    assertEquals("C | D[]", TreePrinter.print(function.result()));
  }

  @Test
  void aDocCommentIsKept() {
    String text =
        "/// Doc.\ntype A = B;\n/// Other.\nexport type C = D;\n/// No.\nlet x = 1;\ntype E = F;";
    List<Ast.Item> items = Parsing.valid(text).items();
    assertEquals(Optional.of("Doc."), ((Ast.AliasDecl) items.get(0)).doc());
    Ast.ExportDecl export = (Ast.ExportDecl) items.get(1);
    assertEquals(Optional.of("Other."), ((Ast.AliasDecl) export.declaration()).doc());
    assertEquals(Optional.empty(), ((Ast.AliasDecl) items.get(3)).doc());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn f<T extends A | B, U: X + Y>(own a: T, borrow b: U, shared c: V,) -> own T { }",
        "fn g(x: number | string) -> bool is x: string { return true; }",
        "trait T<A> { fn m<B>(self: T, a: A) -> B; fn n() -> void; }",
        "impl T<number, string[]> for Option { fn m(self: Option) -> number { return 1; } }",
        "extern \"m\" fn sin(x: CDouble) -> CDouble; extern \"c\" fn f as \"g\"() -> CVoid;",
        "import { a, b, } from \"./m\"; import * as ns from \"../n\";",
        "export fn f() { } export let a = 1; export var b = 2; export type T = A;",
        "for (;;) { } for (var i = 0; i < 3; i++) { } for (i = 0; ; f()) { } for (f(); ;) { }",
        "for x in match y { _ => [1] } { } for x in xs { }",
        "if (a) { } else if (b) { } else { } while (true) { break; continue; }",
        "match x { [a, _, [None]] if a > 0 => 1, Some(1 | 2) | \"s\" | true | null => 2, };",
        "match match a { _ => 1 } { _ => match b { _ => 2 } };",
        "let f: () -> (number) -> { a: null, }[] = g;",
        "{ { } 1; { 2; } } { fn inner() { } }",
        "let number = 1; let json = number; let None = 2;",
        "",
        "// nothing but a comment",
      })
  void isAccepted(String text) {
    Parsing.valid(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 1",
        "let x = 1",
        "x++",
        "match x { _ => 1 }",
        "let y = match x { _ => 1 }",
        "fn f() { } f",
        "f() // comment",
        "type T = { a: number }",
        "import { a } from \"./m\"",
        "extern \"m\" fn f() -> CInt",
        "if (a) { b; }",
        "{ }",
        "",
        "// comment",
      })
  void interactiveInputMayLackItsLastSemicolon(String text) {
    assertEquals(List.of(), Parsing.parse(text, InputMode.INTERACTIVE).codes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a b", "1\n2", "if (a) { b }", "fn f() { return 1 }", "{ match x { _ => 1 } }"})
  void interactiveInputMayLackNoOther(String text) {
    assertEquals(List.of("AT1002"), Parsing.parse(text, InputMode.INTERACTIVE).codes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"let", "let x =", "f(", "if (a)", "fn f() {", "x +"})
  void anInteractiveInputThatBreaksOffIsStillAnError(String text) {
    assertEquals(1, Parsing.parse(text, InputMode.INTERACTIVE).codes().size());
  }

  @Test
  void positionsCountScalarValues() {
    DiagnosticSink sink = new DiagnosticSink();
    SourceFile source = new SourceFile("test.atl", "\t\"😀\" x;\r\n/* 変 */ y z;");
    Parser.parse(source, InputMode.FILE, sink);
    assertEquals(
        List.of(new Position(1, 6), new Position(2, 11)),
        sink.sorted().stream().map(d -> d.position()).toList());
  }

  @Test
  void spansCoverWhatTheyShould() {
    String text = "fn f(a: number) -> (A | B)[] { return a + (1); }";
    SourceFile source = new SourceFile("test.atl", text);
    Ast.FunctionDecl function =
        (Ast.FunctionDecl)
            Parser.parse(source, InputMode.FILE, new DiagnosticSink()).items().getFirst();
    Ast.ReturnStmt result = (Ast.ReturnStmt) function.body().statements().getFirst();
    assertEquals(text, source.text(function.span()));
    assertEquals("a: number", source.text(function.params().getFirst().span()));
    assertEquals("(A | B)[]", source.text(function.result().orElseThrow().span()));
    assertEquals("return a + (1);", source.text(result.span()));
    Ast.BinaryExpr sum = (Ast.BinaryExpr) result.value().orElseThrow();
    assertEquals("a + (1)", source.text(sum.span()));
    assertEquals("+", source.text(sum.opSpan()));
  }
}
