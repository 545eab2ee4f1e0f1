package atlas.repl.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.command.Commands;
import atlas.kernel.session.Session;
import atlas.repl.script.ScriptRunner.Result;
import atlas.vm.engine.EngineKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScriptRunnerTest {
  @Test
  void aProgramReadsTheLinesBelowItsInput() throws IOException {
    ScriptRun run =
        ScriptRun.of(
            "let name = input(\"name? \")\nAda\r\nname\nreadLine()\n\nreadLine()\ninput()\n");
    assertEquals("name? \"Ada\"\n\"\"\n\"input()\"\n", run.out());
    assertEquals(ScriptRunner.Result.SUCCEEDED, run.result());
    assertTrue(ScriptRun.of("input(\"?\")").err().contains("AT0400"));
  }

  @Test
  void anEmptyScriptSaysNothingAndSucceeds() {
    assertEquals(new ScriptRun(Result.SUCCEEDED, "", ""), ScriptRun.of(""));
    assertEquals(new ScriptRun(Result.SUCCEEDED, "", ""), ScriptRun.of("\n\n// nothing\n"));
  }

  @Test
  void aMissingFinalNewlineDoesNoHarm() {
    assertEquals(new ScriptRun(Result.SUCCEEDED, "2\n", ""), ScriptRun.of("1 + 1"));
  }

  @Test
  void resultsAppearAsInputsArrive() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          PipedOutputStream toScript = new PipedOutputStream();
          PipedInputStream fromScript = new PipedInputStream();
          PipedInputStream input = new PipedInputStream(toScript);
          TextSink out = new TextSink(new PipedOutputStream(fromScript), ScriptRunnerTest::fail);
          Session session = new Session(EngineKind.COMPILED, out);
          ScriptRunner runner = new ScriptRunner(session, Commands.ofTerminal(), input, out, out);
          Thread.ofPlatform().daemon().start(() -> run(runner));
          BufferedReader answers =
              new BufferedReader(new InputStreamReader(fromScript, StandardCharsets.UTF_8));
          for (int i = 0; i < 3; i++) {
            toScript.write((i + " + 1\n").getBytes(StandardCharsets.UTF_8));
            toScript.flush();
            assertEquals(String.valueOf(i + 1), answers.readLine());
          }
          toScript.close();
        });
  }

  @Test
  void aLongScriptTakesLinearTime() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          StringBuilder script = new StringBuilder("var n = 0\n");
          StringBuilder expected = new StringBuilder();
          for (int i = 1; i < 5_000; i++) {
            script.append(i % 10 == 0 ? "n\n" : "n = n + 1\n");
            expected.append(i % 10 == 0 ? (i - i / 10) + "\n" : "");
          }
          assertEquals(
              new ScriptRun(Result.SUCCEEDED, expected.toString(), ""),
              ScriptRun.of(script.toString()));
        });
  }

  @Test
  void aLongLineAndALongBlockAreInputsLikeOthers() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          String text = "x".repeat(1_000_000);
          assertEquals("1000000\n", ScriptRun.of("len(\"" + text + "\")\n").out());
          String block = "if (true) {\n" + "  1;\n".repeat(20_000) + "  7;\n}\n";
          assertEquals("7\n", ScriptRun.of(block).out());
        });
  }

  @Test
  void whatIsNotUtf8EndsTheScriptBehindWhatCameBefore() {
    byte[] script = {'1', '\n', '"', (byte) 0xFF, '"', '\n', '2', '\n'};
    ScriptRun run = ScriptRun.of(script);
    assertEquals(Result.UNREADABLE, run.result());
    assertEquals("1\n", run.out());
  }

  @Test
  void quitLeavesTheRestUnread() {
    assertEquals(new ScriptRun(Result.SUCCEEDED, "1\n", ""), ScriptRun.of("1\n:quit\n2\n"));
  }

  @Test
  void aCommandThatWaitsForCodeAtTheEndIsAFailure() {
    ScriptRun run = ScriptRun.of("%profile\n");
    assertEquals(Result.FAILED, run.result());
    assertTrue(run.err().contains("needs code"), run.err());
  }

  private static void run(ScriptRunner runner) {
    try {
      runner.run();
    } catch (IOException e) {
      fail(e);
    }
  }

  private static void fail(IOException e) {
    throw new UncheckedIOException(e);
  }
}
