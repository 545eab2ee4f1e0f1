package atlas.vm.analysis;

import static atlas.vm.analysis.Checks.check;
import static atlas.vm.analysis.Checks.session;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;

import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import atlas.vm.syntax.Ast;
import atlas.vm.types.Type;
import atlas.vm.types.TypePrinter;
import atlas.vm.types.WriteBack;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the checker tells the lowering, what a session keeps, and how much nesting it stands. */
final class CheckerTest {
  private static final String DESCRIBE =
      "trait D { fn d(self: D) -> string; }"
          + " impl D for number { fn d(self: number) -> string { return str(self); } }";

  private static MethodTarget target(String program) {
    TypedUnit unit = check(program).valid();
    Ast.ExprStmt last = (Ast.ExprStmt) unit.program().items().getLast();
    return unit.methodOf((Ast.MethodExpr) last.expr());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "[1].push(2); # arrayPush # REPLACE",
        "[1].pop(); # arrayPop # SPLIT",
        "[1].len(); # len # NONE",
        "parseJSON(\"1\").as_string(); # jsonAsString # NONE",
        "parseJSON(\"1\").as_number(); # jsonAsNumber # NONE",
        "parseJSON(\"1\").as_bool(); # jsonAsBool # NONE",
        "parseJSON(\"1\").is_null(); # jsonIsNull # NONE",
        "let u: number[] | string[] = [1]; u.push(2); # arrayPush # REPLACE",
      })
  void methodsOfTheLibrary(String program, String function, WriteBack writeBack) {
    assertEquals(new MethodTarget.Library(function, writeBack), target(program));
  }

  @Test
  void methodsOfImplementations() {
    MethodTarget.Implementation found =
        assertInstanceOf(MethodTarget.Implementation.class, target(DESCRIBE + " 1 .d();"));
    assertEquals("d", found.function().name());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "None.foo();",
        "[None][0].push(1);",
        DESCRIBE
            + " impl D for string { fn d(self: string) -> string { return self; } }"
            + " let u: number | string = 1; u.d();",
        "let u: { f: () -> number } = None; u.f();",
      })
  void methodsThatTheRunDecides(String program) {
    assertEquals(new MethodTarget.Dynamic(), target(program));
  }

  @Test
  void aNarrowedUseHasTheNarrowedType() {
    TypedUnit unit = check("let v: number | string = 1; if (isString(v)) { v; } v;").valid();
    Ast.IfStmt branch = (Ast.IfStmt) unit.program().items().get(1);
    Ast.Expr inside = ((Ast.ExprStmt) branch.then().statements().getFirst()).expr();
    Ast.Expr after = ((Ast.ExprStmt) unit.program().items().getLast()).expr();
    assertEquals(Type.STRING, unit.typeOf(inside));
    assertEquals("number | string", TypePrinter.print(unit.typeOf(after)));
    assertSame(unit.symbolOf(inside), unit.symbolOf(after));
  }

  @Test
  void alternativesOfAPatternShareTheirVariables() {
    TypedUnit unit =
        check(
                "fn f(r: Result<number, string>) -> Queue { return match r { Ok(x) | Err(x) => x }; }")
            .valid();
    Ast.FunctionDecl decl = (Ast.FunctionDecl) unit.program().items().getFirst();
    Ast.ReturnStmt result = (Ast.ReturnStmt) decl.body().statements().getFirst();
    Ast.MatchArm arm = ((Ast.MatchExpr) result.value().orElseThrow()).arms().getFirst();
    List<Symbol> symbols =
        ((Ast.OrPattern) arm.pattern())
            .alternatives().stream()
                .map(a -> ((Ast.ConstructorPattern) a).args().getFirst())
                .map(unit::symbolOf)
                .toList();
    assertSame(symbols.getFirst(), symbols.getLast());
    assertSame(symbols.getFirst(), unit.symbolOf(arm.body()));
    assertEquals("number | string", TypePrinter.print(unit.typeOf(arm.body())));
  }

  @Test
  void aCallOfAGenericFunctionHasTheInstantiatedType() {
    TypedUnit unit = check("fn id<T>(x: T) -> T { return x; } id([1]);").valid();
    Ast.ExprStmt last = (Ast.ExprStmt) unit.program().items().getLast();
    Ast.CallExpr call = (Ast.CallExpr) last.expr();
    assertEquals("number[]", TypePrinter.print(unit.typeOf(call)));
    assertEquals("<T>(T) -> T", TypePrinter.print(unit.typeOf(call.callee())));
    Ast.FunctionDecl decl = (Ast.FunctionDecl) unit.program().items().getFirst();
    Symbol.Variable param = (Symbol.Variable) unit.symbolOf(decl.params().getFirst());
    assertEquals(Type.UNKNOWN, param.type());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "type N = number; # let n: N = 1; n; # N",
        "type Box<T> = T[]; # let b: Box<string> = []; b; # Box<string>",
        "type N = number; # type N = string; let n: N = \"a\"; n; # N",
        "fn f(x: number) -> bool { return x > 0; } # f; # (number) -> bool",
        "fn f(x: number) -> bool { return x > 0; } # f(1); # bool",
        "let x = 1; # { let y = x; } x; # number",
        "let x = 1; # let x = \"a\"; x; # string",
        "trait D { fn d(self: D) -> string; } # impl D for number { fn d(self: number) -> string"
            + " { return str(self); } } 1 .d(); # string",
        "trait D { fn d(self: D) -> string; } impl D for number { fn d(self: number) -> string"
            + " { return str(self); } } # 1 .d(); # string",
        "trait D { fn d(self: D) -> string; } impl D for number { fn d(self: number) -> string"
            + " { return str(self); } } # fn f<T: D>(x: T) -> T { return x; } f(1); # number",
        "trait D { fn d(self: D) -> string; } impl D for number { fn d(self: number) -> string"
            + " { return str(self); } } # trait D { fn d(self: D) -> bool; } impl D for number"
            + " { fn d(self: number) -> bool { return self > 0; } } 1 .d(); # bool",
        "fn w(x: number | string) -> bool is x: string { return isString(x); }"
            + " # let v: number | string = 1; if (w(v)) { v + \"a\"; } 1; # number",
        "fn area() -> number { return 1; } # let area = area; area; # () -> number",
        "extern \"c\" fn half(x: CDouble) -> CDouble; # half(1); # number",
      })
  void aSessionKeepsWhatWasDeclared(String first, String second, String type) {
    Checks.Checked checked = session(first, second);
    assertEquals(List.of(), checked.codes());
    assertEquals(type, TypePrinter.print(checked.valid().resultType()));
  }

  @Test
  void anOldAliasStillWarns() {
    Checks.Checked checked = session("/// @deprecated\ntype N = number;", "let n: N = 1;");
    assertEquals(List.of("AT2009"), checked.codes());
  }

  @Test
  void messagesOfALaterInputPointIntoTheEarlierOne() {
    Checks.Checked checked = session("fn f(x: number) { x; }", "f(\"a\");");
    var related = checked.diagnostics().getFirst().related().getFirst();
    assertEquals("f", related.source().text(related.span()));
    assertEquals("fn f(x: number) { x; }", related.source().text());
  }

  @Test
  void aForeignFunctionIsOneThatFails() {
    TypedUnit unit = check("extern \"m\" fn half(x: CDouble) -> CDouble;").valid();
    Ast.FunctionDecl decl =
        assertInstanceOf(Ast.FunctionDecl.class, unit.program().items().getFirst());
    Ast.ReturnStmt body = (Ast.ReturnStmt) decl.body().statements().getFirst();
    Ast.CallExpr call = (Ast.CallExpr) body.value().orElseThrow();
    assertEquals("expect", unit.symbolOf(call.callee()).name());
    Ast.StringExpr message = (Ast.StringExpr) call.args().getLast();
    assertEquals(
        "foreign function 'half' of 'm' cannot be called: there are no foreign calls",
        message.value());
  }

  @Test
  void errorExpressionsAreSilent() {
    Span span = new Span(0, 1);
    Ast.Expr broken = new Ast.ErrorExpr(span);
    Ast.Expr sum = new Ast.BinaryExpr(Ast.BinaryOp.ADD, broken, broken, span, span);
    Ast.Program program = new Ast.Program(List.of(new Ast.ExprStmt(sum, span)), span);
    var sink = new DiagnosticSink();
    TypedUnit unit =
        Checker.check(
                new SourceFile("<t>", " "),
                program,
                GlobalScope.EMPTY,
                Map.of(),
                TestLibrary.INSTANCE,
                sink)
            .orElseThrow();
    assertEquals(Type.UNKNOWN, unit.resultType());
  }

  // Nesting. The chains run on a thread with the default stack, the nested ones on a large one.

  @Test
  void longChainsOfOperators() {
    assertEquals(Type.NUMBER, check("1" + " + 1".repeat(5_000) + ";").valid().resultType());
    assertEquals(Type.BOOL, check("true" + " && true".repeat(5_000) + ";").valid().resultType());
    assertEquals(List.of("AT3002"), check("1" + " + 1".repeat(5_000) + " + \"a\";").codes());
  }

  @Test
  void longProgramsAndChainsOfBranches() {
    assertEquals(
        List.of(),
        check("let x = 1; if (x == 0) { }" + " else if (x == 1) { }".repeat(500)).codes());
    assertEquals(Type.NUMBER, check("1;".repeat(20_000)).valid().resultType());
  }

  @Test
  void intersectionsOfManyUnions() {
    String largest =
        "type T = ({a: number} | {b: number})" + " & ({c: bool} | {d: bool})".repeat(7);
    assertEquals(List.of(), check(largest + ";").codes());
    assertEquals(List.of("AT1000"), check(largest + " & ({e: bool} | {f: bool});").codes());
    String applied = "fn f(_x: P<string | bool>) -> void { } type P<T> = number & T;";
    assertEquals(List.of(), check(applied).codes());
  }

  @ParameterizedTest
  @CsvSource({"(, ), number", "[, ], array", "'- ', '', number", "str(, ), string"})
  void deepNesting(String open, String close, String kind) {
    String text = open.repeat(800) + "1" + close.repeat(800) + ";";
    Type type = onLargeStack(() -> check(text).valid().resultType());
    assertEquals(kind, Traits.kind(type).orElseThrow());
  }

  @Test
  void deepTrees() {
    Span span = new Span(0, 0);
    Ast.Expr expr = new Ast.NumberExpr(1, span);
    for (int i = 0; i < 3_000; i++) {
      expr = new Ast.UnaryExpr(Ast.UnaryOp.NEGATE, new Ast.GroupExpr(expr, span), span);
    }
    Ast.Program program = new Ast.Program(List.of(new Ast.ExprStmt(expr, span)), span);
    Type type =
        onLargeStack(() ->
            Checker.check(
                    new SourceFile("<t>", ""),
                    program,
                    GlobalScope.EMPTY,
                    Map.of(),
                    TestLibrary.INSTANCE,
                    new DiagnosticSink())
                .orElseThrow()
                .resultType());
    assertEquals(Type.NUMBER, type);
  }

  private static Type onLargeStack(Supplier<Type> work) {
    AtomicReference<Type> result = new AtomicReference<>();
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread thread = new Thread(null, () -> result.set(work.get()), "deep", 1L << 28);
    thread.setUncaughtExceptionHandler((_, e) -> failure.set(e));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    if (failure.get() != null) {
      throw new AssertionError(failure.get());
    }
    return result.get();
  }
}
