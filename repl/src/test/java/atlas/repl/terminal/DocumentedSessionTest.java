package atlas.repl.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.command.Commands;
import atlas.kernel.command.Look;
import atlas.kernel.command.ReplyText;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.vm.engine.EngineKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The conversation in docs/repl.md is one that can be had, and its list of commands is whole. */
class DocumentedSessionTest {
  private static final String BEGINNING = "$ NO_COLOR=1 atlas repl\n";
  private static final String PROMPT = "atlas> ";
  private static final String CONTINUATION = "  ...> ";

  private static String page() throws IOException {
    return Files.readString(Path.of(System.getProperty("atlas.root"), "docs/repl.md"));
  }

  @Test
  void theRecordedSessionIsTrue() throws IOException {
    String page = page();
    int start = page.indexOf(BEGINNING) + BEGINNING.length();
    String recorded = page.substring(start, page.indexOf("```", start));
    StringBuilder replayed = new StringBuilder(recorded.substring(0, recorded.indexOf('\n') + 1));
    StringBuilder printed = new StringBuilder();
    Session session = new Session(EngineKind.COMPILED, printed::append);
    Commands commands = Commands.ofTerminal();
    String[] lines = recorded.split("\n");
    for (int i = 0; i < lines.length; i++) {
      if (!lines[i].startsWith(PROMPT)) {
        continue;
      }
      StringBuilder input = new StringBuilder(lines[i].substring(PROMPT.length()));
      replayed.append(lines[i]).append('\n');
      while (i + 1 < lines.length && lines[i + 1].startsWith(CONTINUATION)) {
        i++;
        input.append('\n').append(lines[i].substring(CONTINUATION.length()));
        replayed.append(lines[i]).append('\n');
      }
      ReplyText reply =
          ReplyText.of(
              commands.submit(session, Input.of(input.toString())),
              new Look(false, 80, true, false));
      replayed.append(printed).append(reply.errors()).append(reply.output());
      printed.setLength(0);
    }
    assertEquals(essence(recorded), essence(replayed.toString()));
  }

  private static String essence(String text) {
    return text.replaceAll("[\\d.,]+ (ns|[µu]s|ms|s)\\b", "<time>")
        .replaceAll("[\\d.,]+ ?([kMG] ?)?(instr(uctions)?)?/s", "<rate>");
  }

  @Test
  void everyCommandIsListed() throws IOException {
    String page = page();
    String help =
        ReplyText.of(
                Commands.ofTerminal()
                    .submit(new Session(EngineKind.COMPILED, text -> {}), Input.of(":help")),
                Look.PLAIN)
            .output();
    help.lines()
        .filter(line -> line.startsWith(":") && !line.contains("NAME"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .forEach(command -> assertTrue(page.contains("| `" + command), command));
  }
}
