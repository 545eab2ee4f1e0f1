package atlas.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.RunOptions;
import atlas.profiler.report.ReportOptions;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.engine.EngineKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  private final StringBuilder printed = new StringBuilder();
  private final Session session = new Session(EngineKind.COMPILED, printed::append);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "1 + 1              | 2                 | number",
        "\"a\\tb\"          | \"a\\tb\"         | string",
        "[\"a\", \"b\"]     | [\"a\", \"b\"]    | string[]",
        "1 < 2              | true              | bool",
        "7; fn f() { }      | 7                 | number",
        "if (2 > 1) { 5; }  | 5                 | number"
      })
  void aValueHasALiteralFormAndAType(String code, String text, String type) {
    EvalResult.Answer answer = answer(code);
    assertEquals(text, answer.text());
    if (!code.startsWith("if")) {
      assertEquals(type, answer.type());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"let x = 1", "null", "print(1)", "while (false) { 1; }", "fn f() { }", "// none"})
  void nullIsNoAnswer(String code) {
    EvalResult result = session.eval(Input.of(code));
    assertEquals(Optional.empty(), assertInstanceOf(EvalResult.Success.class, result).value());
  }

  @Test
  void whatIsDeclaredStays() {
    answer("let x = 20; var y = 1; x");
    session.eval(Input.of("fn twice(n: number) -> number { return n * 2; }"));
    session.eval(Input.of("y = 2"));
    assertEquals("42", answer("twice(x) + y").text());
  }

  @Test
  void outputGoesToTheOutputOnly() {
    session.eval(Input.of("print(\"hi\"); print([1, 2])"));
    assertEquals("hi\n[1, 2]\n", printed.toString());
  }

  @Test
  void nothingOfAnInputWithAStaticErrorRuns() {
    EvalResult result = session.eval(Input.of("print(1);\nlet x: number = \"a\""));
    Diagnostic error = assertInstanceOf(EvalResult.Failure.class, result).diagnostics().getFirst();
    assertEquals("AT3001", error.code().id());
    assertEquals(2, error.position().line());
    assertEquals("<input 1>", error.source().name());
    assertEquals("", printed.toString());
  }

  @Test
  void aRunTimeErrorKeepsWhatWasDoneBefore() {
    EvalResult result = session.eval(Input.of("let a = 5;\nlet b = 1 / 0;\nlet c = 3"));
    Diagnostic error = assertInstanceOf(EvalResult.Failure.class, result).diagnostics().getFirst();
    assertEquals("AT0005", error.code().id());
    assertEquals(2, error.position().line());
    assertEquals("5", answer("a").text());
    assertEquals("AT2002", firstError("b"));
    assertEquals("4", answer("let c = 4; c").text());
  }

  @Test
  void inputsAreNumberedUnlessTheyHaveANameAndRemembered() {
    session.eval(Input.of("1"));
    assertEquals("<cell 9>", session.eval(Input.named("2", "<cell 9>")).about().name());
    assertEquals("<input 3>", session.eval(Input.of("nope")).about().name());
    assertEquals(
        List.of("1", "2", "nope"), session.history().stream().map(HistoryEntry::text).toList());
    assertEquals(3, session.history().getLast().number());
  }

  @Test
  void aRedeclarationOfTheSameTypeIsSeenByEarlierFunctions() {
    session.eval(Input.of("let rate = 2; fn price(n: number) -> number { return n * rate; }"));
    EvalResult result = session.eval(Input.of("let rate = 3"));
    assertEquals(List.of(), result.about().notes());
    assertEquals("30", answer("price(10)").text());
  }

  @Test
  void aRedeclarationOfAnotherTypeIsNotAndANoteNamesThem() {
    session.eval(Input.of("let rate = 2; fn price(n: number) -> number { return n * rate; }"));
    EvalResult result = session.eval(Input.of("let rate = \"high\""));
    assertEquals(
        List.of("'rate' is now of type string; 'price' keeps the earlier one (number)"),
        result.about().notes());
    assertEquals("20", answer("price(10)").text());
    assertEquals("\"high\"", answer("rate").text());
  }

  @Test
  void aNoteTellsWhoKeepsWhatWasImported(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("m.atl"), "export let rate = 2;");
    session.setDirectory(directory);
    session.eval(
        Input.of("import { rate } from \"./m\"; fn price() -> number { return 10 * rate; }"));
    assertEquals(
        List.of("'rate' is now of type number; 'price' keeps the earlier one (from m.atl)"),
        session
            .eval(Input.of("let rate = 3; fn twice() -> number { return 2 * rate; }"))
            .about()
            .notes());
    assertEquals("20", answer("price()").text());
    assertEquals(
        List.of("'rate' is now from m.atl; 'twice' keeps the earlier one (number)"),
        session.eval(Input.of("import { rate } from \"./m\"")).about().notes());
    assertEquals("6", answer("twice()").text());
  }

  @Test
  void aFunctionCanBeReplaced() {
    session.eval(Input.of("fn f(n: number) -> number { return n + 1; }"));
    session.eval(Input.of("fn g(n: number) -> number { return f(n) * 10; }"));
    assertEquals("20", answer("g(1)").text());
    session.eval(Input.of("fn f(n: number) -> number { return n + 2; }"));
    assertEquals("30", answer("g(1)").text());
    EvalResult result = session.eval(Input.of("fn f(s: string) -> string { return s; }"));
    assertEquals(1, result.about().notes().size());
    assertTrue(result.about().notes().getFirst().contains("'g'"), result.about().notes()::toString);
    assertEquals("30", answer("g(1)").text());
  }

  @Test
  void resetForgetsDeclarationsButNotTheHistory() {
    answer("let x = 1; x");
    session.reset();
    assertEquals("AT2002", firstError("x"));
    assertEquals(2, session.history().size());
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aProfileComesWithTheResult(EngineKind kind) {
    Session other = new Session(kind, printed::append);
    other.eval(Input.of("fn sq(x: number) -> number { return x * x; }"));
    ReportOptions options = ReportOptions.DEFAULT.withTop(3);
    EvalResult result = other.profile(Input.of("\nsq(12)"), RunOptions.DEFAULT, options);
    assertEquals(
        "144", assertInstanceOf(EvalResult.Success.class, result).value().orElseThrow().text());
    EvalResult.Profiling profiling = result.about().profile().orElseThrow();
    assertEquals(3, profiling.options().top().getAsInt());
    assertEquals("<input 2>", profiling.profile().name());
    assertTrue(profiling.profile().totals().instructions() > 4);
    assertTrue(
        profiling.profile().lines().stream().anyMatch(line -> line.line() == 2),
        "the cell's own lines are those that the user sees");
  }

  @Test
  void aFailureKeepsItsProfile() {
    EvalResult result = profiled("\nlet a = 1;\na / 0");
    assertInstanceOf(EvalResult.Failure.class, result);
    assertEquals(3, result.diagnostics().getFirst().position().line());
    assertTrue(result.about().profile().isPresent());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void anInterruptStopsALoopAndKeepsTheSession(boolean isProfiled) {
    CountDownLatch running = new CountDownLatch(1);
    Session endless = new Session(EngineKind.COMPILED, text -> running.countDown());
    endless.eval(Input.of("var n = 0"));
    Input loop = Input.of("n = n + 1; print(n); while (true) { n = n + 1; }");
    EvalResult result =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1),
            () -> {
              Thread stopper = Thread.ofPlatform().start(() -> interruptAfter(running, endless));
              EvalResult stopped = isProfiled ? profiled(endless, loop) : endless.eval(loop);
              stopper.join();
              return stopped;
            });
    assertInstanceOf(EvalResult.Interrupted.class, result);
    assertEquals(isProfiled, result.about().profile().isPresent());
    assertEquals("true", answer(endless, "n > 0").text());
  }

  @Test
  void anInterruptWithoutARunIsForgotten() {
    session.interrupt();
    assertEquals("3", answer("1 + 2").text());
  }

  @Test
  void endlessRecursionIsAnErrorLikeAnyOther() {
    session.eval(Input.of("fn f(n: number) -> number { return f(n + 1) + 1; }"));
    assertEquals("AT0008", firstError("f(0)"));
    assertEquals("2", answer("1 + 1").text());
  }

  @Test
  void aTypeIsToldWithoutRunning() {
    Session.TypeAnswer answer = session.typeOf(Input.of("print(1); [1, 2]"));
    assertEquals(Optional.of("number[]"), answer.type());
    assertEquals("", printed.toString());
    assertEquals(Optional.empty(), session.typeOf(Input.of("nope")).type());
  }

  @Test
  void aLongValueIsShortened() {
    session.setDisplayLimit(100);
    EvalResult.Answer answer =
        answer("var a = [0]; for (var i = 0; i < 10000; i++) { a.push(i); } a");
    assertTrue(answer.text().length() < 300, answer.text());
  }

  @Test
  void warningsAreReportedAndStopNothing() {
    EvalResult result =
        session.eval(Input.of("fn f() -> number { let unused = 1; return 2; } f()"));
    assertInstanceOf(EvalResult.Success.class, result);
    assertEquals("AT2001", result.about().warnings().getFirst().code().id());
  }

  private static void interruptAfter(CountDownLatch event, Session session) {
    try {
      event.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    session.interrupt();
  }

  private EvalResult profiled(String code) {
    return profiled(session, Input.of(code));
  }

  private static EvalResult profiled(Session session, Input input) {
    return session.profile(input, RunOptions.DEFAULT, ReportOptions.DEFAULT);
  }

  private EvalResult.Answer answer(String code) {
    return answer(session, code);
  }

  private static EvalResult.Answer answer(Session session, String code) {
    EvalResult result = session.eval(Input.of(code));
    assertInstanceOf(EvalResult.Success.class, result, () -> result.diagnostics().toString());
    return ((EvalResult.Success) result).value().orElseThrow();
  }

  private String firstError(String code) {
    return session.eval(Input.of(code)).diagnostics().getFirst().code().id();
  }
}
