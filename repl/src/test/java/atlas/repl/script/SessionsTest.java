package atlas.repl.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.command.Commands;
import atlas.kernel.command.InputAssembler;
import atlas.kernel.command.Look;
import atlas.kernel.command.Reply;
import atlas.kernel.command.ReplyText;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.vm.engine.EngineKind;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The sessions under {@code sessions/}: recorded anew with {@code -Dgolden.update=true}, and then
 * to be read like code.
 */
class SessionsTest {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @Test
  void thereAreSessions() throws IOException {
    assertTrue(GoldenSession.all().size() >= 20);
    assertTrue(!UPDATE || System.getenv("CI") == null, "goldens are not updated in CI");
  }

  @TestFactory
  Stream<DynamicTest> aScriptShowsWhatWasRecorded() throws IOException {
    return GoldenSession.all().stream()
        .map(golden -> DynamicTest.dynamicTest(name(golden), () -> check(golden)));
  }

  /** The script runner adds nothing of its own to what a session gives. */
  @TestFactory
  Stream<DynamicTest> aSessionFedDirectlyGivesTheSame() throws IOException {
    return GoldenSession.all().stream()
        .map(golden -> DynamicTest.dynamicTest(name(golden), () -> compare(golden)));
  }

  /** Both engines give the same. */
  @TestFactory
  Stream<DynamicTest> theInterpreterGivesTheSame() throws IOException {
    return GoldenSession.all().stream()
        .map(golden ->
            DynamicTest.dynamicTest(
                name(golden),
                () -> {
                  String[] direct = direct(golden, EngineKind.INTERPRETER);
                  assertEquals(golden.stdout(), GoldenSession.essence(direct[0]));
                  assertEquals(golden.stderr(), direct[1]);
                }));
  }

  private static String name(GoldenSession golden) {
    return golden.file().getFileName().toString();
  }

  private static void check(GoldenSession golden) throws IOException {
    ScriptRun run = ScriptRun.of(golden.input());
    String stdout = GoldenSession.essence(run.out());
    int exit = run.result() == ScriptRunner.Result.SUCCEEDED ? 0 : 1;
    if (UPDATE) {
      golden.write(stdout, run.err(), exit);
      return;
    }
    assertEquals(golden.stdout(), stdout);
    assertEquals(golden.stderr(), run.err());
    assertEquals(golden.exit(), exit);
  }

  private static void compare(GoldenSession golden) {
    ScriptRun run = ScriptRun.of(golden.input());
    String[] direct = direct(golden, EngineKind.COMPILED);
    assertEquals(GoldenSession.essence(run.out()), GoldenSession.essence(direct[0]));
    assertEquals(run.err(), direct[1]);
  }

  /** Output and errors of the session's inputs, given to a session one by one. */
  private static String[] direct(GoldenSession golden, EngineKind kind) {
    StringBuilder out = new StringBuilder();
    StringBuilder err = new StringBuilder();
    Session session = new Session(kind, out::append);
    Commands commands = Commands.ofTerminal();
    for (String input : InputAssembler.split(golden.input(), commands)) {
      Reply reply = commands.submit(session, Input.of(input));
      ReplyText text = ReplyText.of(reply, Look.PLAIN);
      out.append(text.output());
      err.append(text.errors());
      if (reply instanceof Reply.Quit) {
        break;
      }
    }
    return new String[] {out.toString(), err.toString()};
  }
}
