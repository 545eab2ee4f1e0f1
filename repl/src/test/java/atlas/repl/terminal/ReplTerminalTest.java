package atlas.repl.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.session.Session;
import atlas.repl.script.TextSink;
import atlas.vm.engine.EngineKind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Conversations over byte streams. */
@Timeout(60)
class ReplTerminalTest {
  @TempDir private Path directory;

  @Test
  void valuesAreShownBetweenPrompts() throws IOException {
    String shown = converse("1 + 1\n\"a\"\n");
    assertTrue(shown.startsWith("Atlas. "), shown);
    assertTrue(shown.contains("\n2\n"), shown);
    assertTrue(shown.contains("\n\"a\"\n"), shown);
  }

  @Test
  void anInputMaySpanLines() throws IOException {
    String shown = converse("fn f(n: number) -> number {\nreturn n + 1;\n}\nf(41)\n");
    assertTrue(shown.contains("\n42\n"), shown);
  }

  @Test
  void bangsBackslashesAndQuotesAreNotTheShells() throws IOException {
    String shown = converse("!true\n\"wow!!\" // don't\n\"a\\tb\"\n");
    assertTrue(shown.contains("\nfalse\n"), shown);
    assertTrue(shown.contains("\n\"wow!!\"\n"), shown);
    assertTrue(shown.contains("\n\"a\\tb\"\n"), shown);
  }

  @Test
  void errorsAndProfilesAppearInPlace() throws IOException {
    String shown = converse("nope\n:profile 1 + 1\n:hlep\n:quit\n99\n");
    assertTrue(shown.contains("error[AT2002]"), shown);
    assertTrue(shown.contains("\n2\nProfile of <input 2>"), shown);
    assertTrue(shown.contains("did you mean ':help'?"), shown);
    assertTrue(!shown.contains("\n99\n"), shown);
  }

  @Test
  void controlCDropsWhatWasTyped() throws IOException {
    String shown = converse("broken(\u0003\n1 + 1\n");
    assertTrue(shown.contains("\n2\n"), shown);
  }

  @Test
  void aDumbTerminalGetsNoEscapeSequences() throws IOException {
    assertEquals(-1, converse("1 + 1\nnope\n:profile 1\n").indexOf('\u001b'));
  }

  @Test
  void inputsAreRemembered() throws IOException {
    converse("let x = 1\nfn f() {\n}\n");
    String history = Files.readString(directory.resolve("state/history"));
    assertEquals(2, history.lines().count(), history);
    assertTrue(history.contains("let x = 1"), history);
  }

  private String converse(String typed) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DumbTerminal terminal =
        new DumbTerminal(
            "test",
            "dumb",
            new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
            bytes,
            StandardCharsets.UTF_8)) {
      Attributes attributes = terminal.getAttributes();
      attributes.setLocalFlag(Attributes.LocalFlag.ISIG, true);
      attributes.setControlChar(Attributes.ControlChar.VINTR, 3);
      terminal.setAttributes(attributes);
      terminal.setSize(new Size(80, 24));
      TextSink out =
          new TextSink(
              terminal.output(),
              e -> {
                throw new IllegalStateException(e);
              });
      Session session = new Session(EngineKind.COMPILED, out);
      new ReplTerminal(terminal, session, out, out::flush, directory.resolve("state/history"))
          .converse();
    }
    return bytes.toString(StandardCharsets.UTF_8).replace("\r", "");
  }
}
