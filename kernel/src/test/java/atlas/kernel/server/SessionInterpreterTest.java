package atlas.kernel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.display.MimeBundle;
import atlas.kernel.protocol.Completeness;
import atlas.kernel.protocol.Completions;
import atlas.kernel.protocol.Request.ExecuteRequest;
import atlas.kernel.protocol.Request.HistoryRequest;
import atlas.vm.diagnostics.DiagnosticRenderer;
import atlas.vm.engine.EngineKind;
import atlas.vm.runtime.Permissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Atlas, as the kernel sees it. */
@Timeout(60)
class SessionInterpreterTest {
  private final List<Throwable> faults = new ArrayList<>();
  private final SessionInterpreter atlas =
      new SessionInterpreter(
          EngineKind.COMPILED,
          "9.9",
          DiagnosticRenderer.Style.PLAIN,
          Permissions.parse(List.of("--deny-env")),
          faults::add);
  private final StringBuilder output = new StringBuilder();
  private final CountDownLatch hasOutput = new CountDownLatch(1);
  private final CountDownLatch twoUpdates = new CountDownLatch(2);
  private final Set<String> places = new HashSet<>();
  private int count;

  private final OutputSink sink =
      new OutputSink() {
        @Override
        public void stdout(String text) {
          output.append(text);
          hasOutput.countDown();
        }

        @Override
        public void stderr(String text) {
          text.lines().forEach(line -> output.append("! ").append(line).append('\n'));
        }

        @Override
        public void display(MimeBundle bundle) {
          output.append("display ").append(text(bundle)).append('\n');
        }

        @Override
        public void display(MimeBundle bundle, String displayId) {
          display(bundle);
          places.add(displayId);
        }

        @Override
        public void update(MimeBundle bundle, String displayId) {
          output.append("update ").append(text(bundle)).append('\n');
          places.add(displayId);
          twoUpdates.countDown();
        }

        @Override
        public void remove(String displayId) {
          output.append("remove\n");
          places.add(displayId);
        }

        @Override
        public void clear(boolean later) {
          output.setLength(0);
        }

        @Override
        public Optional<String> ask(String prompt) {
          if (prompt.equals("stop? ")) {
            throw new CancellationException();
          }
          return prompt.isEmpty() ? Optional.empty() : Optional.of("answer to " + prompt);
        }
      };

  @Test
  void growthIsShownInThreeForms() {
    String cell = "%profile --scale n=1,2,3\nvar i = 0;\nwhile (i < n) { i++; }\nprint(n);\n\"v\"";
    Execution.Success success = assertInstanceOf(Execution.Success.class, run(cell));
    assertEquals(Optional.empty(), success.result());
    assertEquals(
        List.of(MimeBundle.TEXT, MimeBundle.HTML, MimeBundle.SCALING),
        List.copyOf(success.displays().getFirst().forms().keySet()));
    assertTrue(text(success.displays().getFirst()).contains("Instructions grow like n: exactly"));
    Execution.Failure failure = failure("%profile --scale n=1,2,3\n[1, 2, 3][n]");
    assertEquals("AT0006", failure.error().ename());
    assertEquals("Stopped with n = 3.\n", text(failure.displays().getLast()));
  }

  @Test
  void aResultIsShownInLiteralFormAndNullNotAtAll() {
    assertEquals(Optional.of("[\"a\", \"b\"]"), result("[\"a\", \"b\"]"));
    assertEquals(Optional.empty(), result("let x = 1;"));
    assertEquals(Optional.of("2"), result("x + 1"));
    assertEquals(List.of(), faults);
  }

  @Test
  void outputGoesToTheCellThatRuns() {
    assertEquals(Optional.of("3"), result("print(\"a\"); print(2); 3"));
    assertEquals("a\n2\n", output.toString());
  }

  @Test
  void aCellMayAskTheUser() {
    assertEquals(Optional.of("\"answer to name? \""), result("input(\"name? \")"));
    assertEquals("AT0400", failure("readLine()").error().ename());
    assertEquals("AT0400", failure("input()").error().ename());
    assertInstanceOf(Execution.Interrupted.class, run("input(\"stop? \")"));
    assertEquals(Optional.of("1"), result("1"));
  }

  @Test
  void aCellShowsThingsInOrderWithWhatItPrints() {
    result("print(1); display([1, 2]); html(\"<b>x</b>\"); plot([1, 2]); print(2)");

    assertTrue(output.toString().startsWith("1\ndisplay [1, 2]\ndisplay x\ndisplay "));
    assertTrue(output.toString().endsWith("2\n"), output::toString);
  }

  @Test
  void aPlaceIsUpdatedWithinACellAndShownAnewInTheNext() {
    result("display(1, \"p\"); display(2, \"p\"); html(\"3\", \"p\")");
    assertEquals(1, places.size(), places::toString);
    result("display(4, \"p\")");
    assertEquals(2, places.size(), "one cell has replaced what another has shown");

    assertEquals("display 1\nupdate 2\nupdate 3\ndisplay 4\n", output.toString());
  }

  @Test
  void whatAProgramWritesToTheOutputThatItSharesIsShownInTheCell() {
    String options = "parseJSON(\"{\\\"inherit\\\": true}\")";
    String program = "print(1); shell(\"echo é; echo b >&2\", " + options + ")";

    String value = result(program).orElseThrow();

    assertEquals("1\né\nb\n", output.toString());
    assertTrue(value.contains("\"stdout\": \"\""), value);
  }

  @Test
  void codeMayFollowACommandThatTakesNone() {
    assertEquals(Optional.of("1"), result("let kept = 1;\nkept"));

    Execution.Failure failure = failure("%vars\n%reset\nprint(1);\nkept");

    assertEquals("AT2002", failure.error().ename());
    assertTrue(failure.error().traceback().get(1).endsWith("<cell 2>:4:1"), failure::toString);
    assertTrue(output.toString().startsWith("let kept: number"), output::toString);
    assertEquals("UsageError", failure("%doc\nprint(\"never\")").error().ename());
    assertFalse(output.toString().contains("never"), output::toString);
  }

  @Test
  void aCellMayClearItsOutput() {
    result("print(1); display(1, \"p\"); clearOutput(true); display(2, \"p\")");

    assertEquals("display 2\n", output.toString());
  }

  @Test
  void aBenchmarkShowsThingsOnce() {
    result("%bench display(1)");

    assertEquals(1, output.toString().split("display 1", -1).length - 1, output::toString);
  }

  @Test
  void aCellMayDoWhatTheKernelWasAllowed() {
    Execution.Failure denied = failure("getEnv(\"HOME\")");

    assertEquals("AT0303", denied.error().ename());
    String traceback = String.join("\n", denied.error().traceback());
    assertTrue(traceback.contains("--allow-env"), traceback);
    assertEquals(Optional.of("true"), result("fileExists(\"/\")"));
  }

  @Test
  void warningsGoToStderrAndDoNotStopTheCell() {
    assertEquals(Optional.of("1"), result("fn f() { let unused = 1; }\n1"));
    assertTrue(output.toString().startsWith("! warning[AT2001]"), output::toString);
  }

  @Test
  void anErrorHasItsCodeItsMessageAndATracebackThatNamesTheCell() {
    result("1");

    Execution.Failure failure = failure("let n = 0;\n1 / n");

    assertEquals("AT0005", failure.error().ename());
    assertFalse(failure.error().evalue().isEmpty());
    String traceback = String.join("\n", failure.error().traceback());
    assertTrue(traceback.contains("error[AT0005]"), traceback);
    assertTrue(traceback.contains("<cell 2>:2:"), traceback);
    assertEquals("AT3001", failure("let s: string = 1;").error().ename());
    assertEquals(Optional.of("0"), result("n"));
  }

  @Test
  void aProfiledCellHasTheSameResultAndThenOneDisplay() {
    Execution.Success success =
        assertInstanceOf(Execution.Success.class, run("%profile\nprint(1);\n2 * 3"));

    assertEquals("6", text(success.result().orElseThrow()));
    assertEquals("1\n", output.toString());
    assertEquals(1, success.displays().size());
    assertEquals(
        List.of(MimeBundle.TEXT, MimeBundle.HTML, MimeBundle.PROFILE),
        List.copyOf(success.displays().getFirst().forms().keySet()));
    assertTrue(text(success.displays().getFirst()).startsWith("Profile of <cell 1>"));
  }

  @Test
  void aProfiledCellThatFailsKeepsItsProfile() {
    Execution.Failure failure = failure("%profile\nlet n = 0;\n1 / n");

    assertEquals("AT0005", failure.error().ename());
    assertEquals(1, failure.displays().size());
  }

  @Test
  void commandsAnswerOnStdoutAndUnknownOnesFail() {
    assertEquals(Optional.empty(), result("%type 1 + 1"));
    assertEquals("number\n", output.toString());
    Execution.Failure failure = failure("%nonsense");
    assertEquals("UsageError", failure.error().ename());
    assertTrue(failure.error().evalue().contains("%nonsense"));
  }

  @Test
  void completenessFollowsTheBracketsAndTheMagics() {
    assertEquals(Completeness.COMPLETE, atlas.isComplete("let x = 1"));
    assertEquals(Completeness.COMPLETE, atlas.isComplete(""));
    assertEquals(Completeness.COMPLETE, atlas.isComplete("%profile\n1 + 1"));
    assertEquals(Completeness.COMPLETE, atlas.isComplete("fn f() {\n}\nf()"));
    assertEquals(Completeness.incomplete("    "), atlas.isComplete("fn f() {"));
    assertEquals(Completeness.incomplete("        "), atlas.isComplete("fn f() {\n  g("));
    assertEquals(Completeness.incomplete("    "), atlas.isComplete("%profile\nfn f() {"));
    assertEquals(Completeness.incomplete(""), atlas.isComplete("print(\"a"));
    assertEquals(Completeness.INVALID, atlas.isComplete("1 + 2)"));
  }

  @Test
  void completionsCountCodePointsAndHaveTypes() {
    result("fn shout(text: string) -> string { return text + \"!\"; }");

    Completions found = atlas.complete("\"😀\" + sho", 9);

    assertEquals(List.of(6, 9), List.of(found.cursorStart(), found.cursorEnd()));
    assertEquals("shout", found.candidates().getFirst().text());
    assertEquals("function", found.candidates().getFirst().type());
    assertTrue(found.candidates().getFirst().signature().contains("string"), found::toString);
  }

  @Test
  void magicsAreCompletedToo() {
    Completions found = atlas.complete("%prof", 5);

    assertEquals(List.of(0, 5), List.of(found.cursorStart(), found.cursorEnd()));
    assertEquals(
        List.of("%profile"), found.candidates().stream().map(Completions.Candidate::text).toList());
    assertEquals("magic", found.candidates().getFirst().type());
  }

  @Test
  void whatIsKnownOfANameIsTextAndMarkdown() {
    result("/// Doubles a number.\nfn twice(n: number) -> number { return n * 2; }");

    MimeBundle found = atlas.inspect("\"😀\"; twice(1)", 7, 0).orElseThrow();

    assertTrue(text(found).contains("twice(n: number) -> number"), () -> text(found));
    String markdown = found.forms().get(MimeBundle.MARKDOWN).asText();
    assertTrue(markdown.contains("```atlas\nfn twice"), markdown);
    assertTrue(markdown.contains("<cell 1>:2:"), markdown);
    assertEquals(Optional.empty(), atlas.inspect("nothing", 3, 0));
  }

  @Test
  void howAFunctionIsWrittenIsShownIfMoreThanTheUsualIsWanted() {
    String code = "fn half(n: number) -> number {\n  return n / 2;\n}";
    result("let a = 1;\n" + code);

    assertFalse(text(atlas.inspect("half", 2, 0).orElseThrow()).contains("return"));
    MimeBundle all = atlas.inspect("half", 2, 1).orElseThrow();
    assertTrue(text(all).endsWith("Declared at <cell 1>:2:4\n\n" + code), () -> text(all));
    String markdown = all.forms().get(MimeBundle.MARKDOWN).asText();
    assertTrue(markdown.endsWith("\n```atlas\n" + code + "\n```\n"), markdown);
    assertEquals(atlas.inspect("len", 2, 0), atlas.inspect("len", 2, 1));
  }

  @Test
  void anInterruptEndsTheCellAndKeepsTheState() throws InterruptedException {
    Thread interrupter =
        Thread.ofPlatform()
            .start(() -> {
              while (output.isEmpty()) {
                Thread.onSpinWait();
              }
              atlas.interrupt();
            });

    Execution stopped = run("var n = 1; n = 2; print(\"on my way\"); while (true) {}");

    interrupter.join();
    assertInstanceOf(Execution.Interrupted.class, stopped);
    assertEquals(Optional.of("2"), result("n"));
  }

  @Test
  void theHistoryHoldsWhatIsToBeRemembered() {
    result("1");
    atlas.execute(
        new ExecuteRequest("2", false, false, Map.of(), false, true, Optional.empty()), 1, sink);
    result("3");

    var tail = new HistoryRequest(false, true, "tail", 0, 0, Optional.empty(), 9, "*", false);
    assertEquals(
        List.of("1", "3"), atlas.history(tail).stream().map(item -> item.input()).toList());
  }

  @Test
  void itSaysWhatItIs() {
    assertEquals("9.9", atlas.info().implementationVersion());
    assertEquals("text/x-atlas", atlas.info().languageInfo().mimetype());
    assertEquals(".atl", atlas.info().languageInfo().fileExtension());
  }

  @Test
  void aLongProfileShowsItsProgressAndTakesItAway() throws InterruptedException {
    Thread interrupter =
        Thread.ofPlatform()
            .start(() -> {
              await(twoUpdates);
              atlas.interrupt();
            });

    assertInstanceOf(Execution.Interrupted.class, run("%profile\nwhile (true) {}"));

    interrupter.join();
    List<String> lines = output.toString().lines().toList();
    assertTrue(lines.getFirst().startsWith("display Profiling: 1."), output::toString);
    assertTrue(lines.stream().filter(each -> each.startsWith("update Profiling: ")).count() >= 2);
    assertEquals("remove", lines.getLast());
    assertEquals(1, places.size(), places::toString);
  }

  @Test
  void aCellThatIsProfiledAgainIsComparedWithItsLastProfile() {
    String first = text(profileOf("%profile\nvar n = 0;\nwhile (n < 10) { n++; }", "a"));
    assertFalse(first.contains("last run"), first);
    text(profileOf("%profile\n1 + 1", "b"));

    MimeBundle second = profileOf("%profile\nvar n = 0;\nwhile (n < 5) { n++; }", "a");

    assertTrue(text(second).startsWith("Profile of "), () -> text(second));
    assertTrue(text(second).contains("\nSince the last run: -"), () -> text(second));
    String html = second.forms().get(MimeBundle.HTML).asText();
    assertTrue(html.indexOf("since the last run") < html.indexOf("Profile of"), html);
    assertTrue(html.contains(">Lines: "), html);
  }

  @Test
  void theSameCodeInAnotherCellIsComparedWithItsLastProfile() {
    profileOf("%profile\n1 + 1", "a");
    assertTrue(
        text(profileOf("%profile\n1 + 1", "b")).contains("Since the last run: no count differs"));
  }

  private MimeBundle profileOf(String code, String cellId) {
    count++;
    var request = new ExecuteRequest(code, false, true, Map.of(), false, true, Optional.of(cellId));
    Execution done = atlas.execute(request, count, sink);
    return assertInstanceOf(Execution.Success.class, done).displays().getFirst();
  }

  private void awaitOutput() {
    await(hasOutput);
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Execution run(String code) {
    count++;
    return atlas.execute(
        new ExecuteRequest(code, false, true, Map.of(), false, true, Optional.empty()),
        count,
        sink);
  }

  private Optional<String> result(String code) {
    Execution execution = run(code);
    Execution.Success success =
        assertInstanceOf(Execution.Success.class, execution, execution::toString);
    return success.result().map(SessionInterpreterTest::text);
  }

  private Execution.Failure failure(String code) {
    return assertInstanceOf(Execution.Failure.class, run(code));
  }

  private static String text(MimeBundle bundle) {
    return bundle.forms().get(MimeBundle.TEXT).asText();
  }
}
