package atlas.repl.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.command.Commands;
import atlas.kernel.command.InputAssembler;
import atlas.kernel.command.Look;
import atlas.kernel.command.Reply;
import atlas.kernel.command.ReplyText;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.vm.analysis.Symbol;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import atlas.vm.runtime.Display;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What {@code :save} writes: the sessions under {@code saves/} with the file and what was said, to
 * be recorded anew as those of {@link SessionsTest}. Whatever is recorded must lead back to the
 * state in which the session was, loaded into another session or run alone; unless the session
 * itself was told that it does not.
 */
class SavedSessionsTest {
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");

  @TestFactory
  Stream<DynamicTest> aSavedSessionLeadsBack(@TempDir Path directory) throws IOException {
    return GoldenSession.files("saves").stream()
        .map(golden ->
            DynamicTest.dynamicTest(
                golden.getFileName().toString(), () -> check(golden, directory)));
  }

  private static void check(Path golden, Path root) throws IOException {
    String text = Files.readString(golden);
    Path directory = Files.createTempDirectory(root, "session");
    Files.createDirectories(directory.resolve("sub"));
    Files.writeString(directory.resolve("sub/lib.atl"), GoldenSession.part(text, "sub/lib.atl"));
    Files.writeString(directory.resolve("sub/pre.atl"), GoldenSession.part(text, "sub/pre.atl"));
    Session session = session(directory);
    Commands commands = Commands.ofTerminal();
    String input = GoldenSession.part(text, "input");
    InputAssembler.split(input, commands).forEach(i -> commands.submit(session, Input.of(i)));
    Path file = directory.resolve("saved.atl");
    String answer =
        assertInstanceOf(
                Reply.Answered.class, commands.submit(session, Input.of(":save saved.atl")))
            .text();
    String saved = Files.readString(file);
    Map<String, String> before = values(session);
    if (UPDATE) {
      int end = text.indexOf("=== saved\n");
      Files.writeString(
          golden,
          (end < 0 ? text : text.substring(0, end))
              + GoldenSession.section("saved", saved)
              + GoldenSession.section("answer", answer + "\n"));
      return;
    }
    assertEquals(GoldenSession.part(text, "saved"), saved);
    assertEquals(GoldenSession.part(text, "answer"), answer + "\n");
    if (!answer.contains("note:")) {
      assertEquals(before, valuesOfRun(new SourceFile(file.toString(), saved), before.keySet()));
      Session other = session(directory);
      assertTrue(commands.submit(other, Input.of(":load saved.atl")).isSuccess());
      before.putAll(calls(session));
      assertEquals(before, all(other, before.keySet()));
    }
  }

  private static Session session(Path directory) {
    Session session = new Session(EngineKind.COMPILED, output -> {});
    session.setDirectory(directory);
    return session;
  }

  /** The values of a session's variables. */
  private static Map<String, String> values(Session session) {
    return all(
        session,
        session.scope().variables().stream()
            .map(Symbol.Variable::name)
            .filter(name -> !name.equals(Session.LAST))
            .toList());
  }

  /** What a session's functions without parameters give. */
  private static Map<String, String> calls(Session session) {
    return all(
        session,
        session.scope().functions().stream()
            .filter(function -> function.type().params().isEmpty())
            .map(function -> function.name() + "()")
            .toList());
  }

  private static Map<String, String> all(Session session, Collection<String> expressions) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String expression : expressions) {
      Reply reply = Commands.ofTerminal().submit(session, Input.of(":show " + expression));
      values.put(expression, ReplyText.of(reply, Look.PLAIN).output());
    }
    return values;
  }

  /** The values of variables of a program that was run alone. */
  private static Map<String, String> valuesOfRun(SourceFile file, Collection<String> names) {
    Engine engine = new Engine(EngineKind.COMPILED, false, output -> {});
    CompiledUnit unit = engine.compile(file, InputMode.FILE).unit().orElseThrow();
    assertInstanceOf(Outcome.Success.class, engine.run(unit, Optional.empty()));
    Map<String, String> values = new LinkedHashMap<>();
    for (String name : names) {
      Symbol.Variable variable = engine.scope().variable(name).orElseThrow();
      String text = Display.literal(engine.value(variable).orElseThrow());
      values.put(name, text.equals("null") ? "" : text + "\n");
    }
    return values;
  }
}
