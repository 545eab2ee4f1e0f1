package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.analysis.Symbol;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.NumberValue;
import atlas.vm.source.SourceFile;
import atlas.vm.types.Type;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions: what stays from one input to the next (language §22.3). */
@Timeout(60)
final class EngineTest {
  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void variablesAndFunctionsStay(EngineKind kind) {
    EngineSession session = new EngineSession(kind);
    session.eval("var n = 1; fn next() -> number { n = n + 1; return n; }");
    assertEquals("2", session.eval("next()"));
    assertEquals("3", session.eval("next()"));
    assertEquals("3", session.eval("n"));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void callersFollowAFunctionDeclaredAnewWithTheSameType(EngineKind kind) {
    EngineSession session = new EngineSession(kind);
    session.eval("fn f(x: number) -> number { return x + 1; }");
    session.eval("fn g(x: number) -> number { return f(x) * 10; } let h = f;");
    assertEquals("20", session.eval("g(1)"));
    session.eval("fn f(x: number) -> number { return x + 2; }");
    assertEquals("30", session.eval("g(1)"));
    assertEquals("2", session.eval("h(1)"), "a value is not a name");
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void callersKeepAFunctionDeclaredAnewWithAnotherType(EngineKind kind) {
    EngineSession session = new EngineSession(kind);
    session.eval("fn f(x: number) -> number { return x + 1; }");
    session.eval("fn g(x: number) -> number { return f(x) * 10; }");
    session.eval("fn f(x: string) -> string { return x + \"!\"; }");
    assertEquals("20", session.eval("g(1)"));
    assertEquals("\"a!\"", session.eval("f(\"a\")"));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void variablesDeclaredAnewReplaceOrHideTheOldOne(EngineKind kind) {
    EngineSession session = new EngineSession(kind);
    session.eval("let x = 1; fn read() -> number { return x; }");
    session.eval("let x = 2;");
    assertEquals("2", session.eval("read()"));
    session.eval("let x = \"s\";");
    assertEquals("2", session.eval("read()"));
    assertEquals("\"s\"", session.eval("x"));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void earlierCodeAssignsAVariableThatIsDeclaredAnewByLet(EngineKind kind) {
    EngineSession session = new EngineSession(kind);
    session.eval("var n = 1; fn half() { n = 0.5; }");
    String use =
        "half(); var s = 0; for (var i = 0; i < 3; i++) { s += n; } s * 10 + [7, 8][n * 2]";
    assertEquals("23", session.eval("let n = 5; " + use));
    assertEquals("23", session.eval("let n = 6; " + use), "and again");
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void laterInputsStoreAnythingInAVariableOfUnknownType(EngineKind kind) {
    EngineSession session = new EngineSession(kind);
    session.eval("var n = unwrap(Some(1)); fn twice() -> string { return str(n + n); }");
    assertEquals("\"2\"", session.eval("twice()"));
    assertEquals("\"abab\"", session.eval("n = \"ab\"; twice()"));
    assertEquals("\"44\"", session.eval("var n = unwrap(Some(22)); twice()"));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void anErrorKeepsWhatWasDoneBeforeIt(EngineKind kind) {
    EngineSession session = new EngineSession(kind);
    assertEquals("AT0005", session.eval("var a = 1; a = 2; let b = 1 / 0; a = 3;"));
    assertEquals("2", session.eval("a"));
    assertEquals("AT2002", session.eval("b"), "an initialiser that failed declares nothing");
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aStaticErrorRunsAndDeclaresNothing(EngineKind kind) {
    EngineSession session = new EngineSession(kind);
    assertEquals("AT3001", session.eval("print(1); let a = 1; let b: string = a;"));
    assertEquals("AT2002", session.eval("a"));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void exhaustingTheCallStackLeavesTheSessionUsable(EngineKind kind) {
    EngineSession session = new EngineSession(kind);
    session.eval("fn down(n: number) -> number { return 1 + down(n + 1); }");
    assertEquals("AT0008", session.eval("down(0)"));
    assertEquals("AT0008", session.eval("down(0)"));
    session.eval(
        "fn deep(n: number) -> number { if (n == 0) { return 0; } return 1 + deep(n - 1); }");
    assertEquals("99000", session.eval("deep(99000)"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "while (true) { }",
        "for (;;) { }",
        "fn spin() { while (true) { let x = 1; } } spin();",
        "fn fib(n: number) -> number { if (n < 2) { return n; } return fib(n - 1) + fib(n - 2); } fib(80)",
        "var i = 0; while (true) { i++; if (i > 1000) { i = 0; } }"
      })
  void aRunningInputCanBeInterrupted(String text) throws InterruptedException {
    for (EngineKind kind : EngineKind.values()) {
      EngineSession session = new EngineSession(kind);
      session.eval("let kept = 7;");
      CountDownLatch done = new CountDownLatch(1);
      String[] answer = new String[1];
      Thread thread =
          DeepStack.thread(
              "test",
              () -> {
                answer[0] = session.eval(text);
                done.countDown();
              });
      thread.start();
      while (done.getCount() > 0) {
        session.engine.interrupt();
        Thread.sleep(5);
      }
      thread.join();
      assertEquals("interrupted", answer[0]);
      assertEquals("7", session.eval("kept"));
      assertEquals("45", session.eval("var s = 0; for (var i = 0; i < 10; i++) { s += i; } s"));
    }
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void codeTooLargeForAJvmMethodRunsAllTheSame(EngineKind kind) {
    StringBuilder text = new StringBuilder("fn huge(x: number) -> number { var s = x;\n");
    for (int i = 0; i < 9000; i++) {
      text.append("s = s * 3 % 1009 + ").append(i).append(";\n");
    }
    text.append("return half(s); }\nfn half(x: number) -> number { return x / 2; }\n");
    text.append("fn twice(x: number) -> number { return huge(huge(x)); } let f = huge;");
    EngineSession session = new EngineSession(kind);
    assertEquals("null", session.eval(text.toString()));
    assertEquals("4749", session.eval("twice(5)"));
    assertEquals("4749", session.eval("f(f(5))"));
  }

  @Test
  void aLargeTopLevelRunsAllTheSame() {
    StringBuilder text =
        new StringBuilder("fn g(x: number) -> number { return x + 1; } var s = 0;\n");
    for (int i = 0; i < 12000; i++) {
      text.append("s = g(s) + ").append(i % 3).append(";\n");
    }
    EngineSession session = new EngineSession(EngineKind.COMPILED);
    assertEquals("24000", session.eval(text + "s"));
    assertTrue(session.eval("s = g(s); s").equals("24001"));
  }

  @ParameterizedTest
  @EnumSource
  void aVariableThatNobodyCanNameIsDropped(EngineKind kind) {
    EngineSession session = new EngineSession(kind);
    session.eval("var a = [1]; var b = [2]; fn f() -> number { return b[0]; }");
    Symbol.Variable a = session.engine.scope().variable("a").orElseThrow();
    Symbol.Variable b = session.engine.scope().variable("b").orElseThrow();
    session.eval("var a = [3]; var b = [4];");
    assertEquals("[3]", Display.literal(session.engine.value(a).orElseThrow()));
    session.eval("var a = a[0]; var b = 5;");
    assertTrue(session.engine.value(a).isEmpty());
    assertEquals("[3, 5, 4]", session.eval("[a, b, f()]"));
    assertTrue(session.engine.value(b).isPresent());
  }

  /** What comes from outside takes the place of an earlier variable, with what is known of it. */
  @ParameterizedTest
  @EnumSource
  void aVariableFromOutsideIsDeclaredAgain(EngineKind kind) {
    EngineSession session = new EngineSession(kind);
    Type type = new Type.ArrayType(Type.NUMBER);
    SourceFile source = new SourceFile("<outside>", "");
    session.engine.define("r", type, ArrayValue.of(NumberValue.of(1)), source);
    session.eval("fn f() -> number { r.push(9); return len(r); }");
    session.engine.define("r", type, ArrayValue.of(NumberValue.of(2)), source);
    String input = "for (var i: number = 0; i < 1; i++) {} r.push(f()); r";
    assertEquals("[2, 2]", session.eval(input));
    session.engine.define("r", Type.NUMBER, NumberValue.of(3), source);
    assertEquals("[3, 3]", session.eval("[r, f()]"));
  }
}
