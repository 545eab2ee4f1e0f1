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
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.DumbTerminal;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Conversations over byte streams. */
@Timeout(60)
class ReplTerminalTest {
  private static final String PROMPT = "atlas> ";
  private static final String CONTINUATION = "  ...> ";

  @TempDir private Path directory;
  private boolean breaksAtTab;

  @Test
  void valuesAreShownBetweenPrompts() throws IOException {
    String shown = converse("1 + 1\n\"a\"\n");
    assertTrue(shown.startsWith("\nAtlas. "), shown);
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
    String shown = converse("broken(\n\u0003\n1 + 1\n");
    assertTrue(shown.contains("\n2\n"), shown);
    shown = converse("broken(\u00031 + 1\n", "ansi");
    assertTrue(shown.contains("2  \u001b[2mnumber"), shown);
    // The keys come in one piece: what is behind Ctrl-C belongs to the next line.
    String history = Files.readString(directory.resolve("state/history"));
    assertTrue(history.endsWith(":1 + 1\n"), history);
  }

  @Test
  void aDumbTerminalGetsNoEscapeSequences() throws IOException {
    assertEquals(-1, converse("1 + 1\nnope\n:profile 1\n").indexOf('\u001b'));
  }

  @Test
  void whatFollowsADumbConversationBeginsALine() throws IOException {
    assertTrue(converse("1\n").endsWith("\n1\n\n"));
  }

  @Test
  void aTerminalThatCanDoMoreIsEditedOn() throws IOException {
    String shown = converse("fn f(n: number) -> number {\nreturn !true;\n}\n1 + 41\n", "ansi");
    assertTrue(shown.contains("AT3001"), shown);
    assertTrue(shown.contains("42  \u001b[2mnumber"), shown);
  }

  @Test
  void aProgramMayAsk() throws IOException {
    for (String type : List.of("dumb", "ansi")) {
      String shown = converse("\"<\" + input(\"name? \") + \">\"\n!Ada\\n\n40 + 2\n", type);
      assertTrue(shown.contains("name? "), shown);
      assertTrue(shown.contains("\"<!Ada\\\\n>\""), shown);
      assertTrue(shown.contains("42"), shown);
    }
    String percent = converse("len(input(\"100% of %N? \"))\nAda\n", "ansi");
    assertTrue(percent.contains("100% of %N? "), percent);
    String shown = converse("input(\"name? \")\nA\u0003\n40 + 2\n", "ansi");
    assertTrue(shown.contains("interrupted"), shown);
    assertTrue(shown.contains("42"), shown);
    String history = Files.readString(directory.resolve("state/history"));
    assertTrue(!history.contains("Ada"), history);
  }

  @Test
  void inputsAreRemembered() throws IOException {
    converse("let x = 1\nfn f() {\n}\n", "ansi");
    String history = Files.readString(directory.resolve("state/history"));
    assertEquals(2, history.lines().count(), history);
    assertTrue(history.contains("let x = 1"), history);
  }

  @Test
  void tabCompletesNamesAndMembers() throws IOException {
    String shown =
        converse("let numbers = [3, 1, 2]\nnumbers.so\t()\narraySor\t(numbers)\n", "ansi");
    assertEquals(2, shown.split("\\[1, 2, 3]", -1).length - 1, shown);
  }

  @Test
  void aFaultOfTheEditorCostsNoMoreThanTheLine() throws IOException {
    breaksAtTab = true;
    String shown = converse("let kept = 41\nkep\tkept + 1\n", "ansi");
    assertTrue(shown.contains("internal error of the editor: "), shown);
    assertTrue(shown.contains("42  \u001b[2mnumber"), shown);
    assertTrue(Files.readString(directory.resolve("state/history")).contains(":kep\n"), shown);
  }

  @Test
  void emptyLinesBehindAnInputAreNoPartOfIt() throws IOException {
    converse("\u001b[200~let a = 1;\r  \r\u001b[201~\n", "xterm");
    String history = Files.readString(directory.resolve("state/history"));
    assertTrue(history.endsWith(":let a = 1;\n"), history);
  }

  @Test
  void anIndentedInputIsRemembered() throws IOException {
    converse("  let a = 1;\n", "xterm");
    String history = Files.readString(directory.resolve("state/history"));
    assertTrue(history.endsWith(":  let a = 1;\n"), history);
  }

  @Test
  void controlDLeavesOnlyAtAnEmptyPrompt() throws IOException {
    String shown = converse("4\u00040 + 2\u0001\u00041\n\u00047\n", "xterm-256color");
    assertTrue(!shown.contains("possibilities"), shown);
    assertTrue(shown.contains("12  \u001b[2mnumber"), shown);
    assertTrue(!shown.contains("7  \u001b[2mnumber"), shown);
  }

  @Test
  void closingBracketsMoveToTheirColumnAndBlanksInsideALineStay() throws IOException {
    converse("fn f() -> number {\nif (true) {\nreturn 1;\n}\nreturn 2;\n}\n[ 1 ]\n", "ansi");
    String history = Files.readString(directory.resolve("state/history"));
    assertTrue(
        history.contains(
            "fn f() -> number {\\n    if (true) {\\n        return 1;\\n    }\\n"
                + "    return 2;\\n}"),
        history);
    assertTrue(history.contains("[ 1 ]"), history);
  }

  @Test
  void whatIsPastedStaysAsItIs() throws IOException {
    String lines = "{\r  let a = 1;\r    print(a + 1);\r}";
    converse("\u001b[200~" + lines + "\u001b[201~\n", "xterm");
    String history = Files.readString(directory.resolve("state/history"));
    assertTrue(history.contains("{\\n  let a = 1;\\n    print(a + 1);\\n}"), history);
  }

  @Test
  void arrowsAreUnderstoodInBothForms() throws IOException {
    for (String form : List.of("\u001b[", "\u001bO")) {
      String shown = converse("1 + 41\n" + form + "A" + form + "D0\n", "xterm-256color");
      assertTrue(shown.contains("402  \u001b[2mnumber"), shown);
    }
  }

  @Test
  void aPastedConversationLosesItsPrompts() throws IOException {
    String pasted = "atlas> let q = 7\natlas> q + 1\n8\natlas> q + 2";
    String shown = converse("\u001b[200~" + pasted + "\u001b[201~\n", "xterm");
    assertTrue(shown.contains("8  \u001b[2mnumber"), shown);
    assertTrue(shown.contains("9  \u001b[2mnumber"), shown);
  }

  @Test
  void aCallShowsItsSignatureWithTheParameterMarked() throws IOException {
    String shown = converse("len(\"abc\")\n", "xterm-256color");
    String plain = shown.replaceAll("\u001b\\[[0-9;]*m", "");
    assertTrue(plain.contains("len(v: string | T[]) -> number"), shown);
    assertTrue(shown.contains("1mv: string | T[]"), shown);
  }

  @Test
  void codeIsColouredAndBracketsAreMatched() {
    String text = highlight("let x = f(\"a\") // c", 13).toAnsi();
    assertTrue(text.startsWith("\u001b[34;1mlet"), text);
    assertTrue(text.contains("32;22m\"a\""), text);
    assertTrue(text.contains("4;1m("), text);
    assertEquals(":type 1", highlight(":type 1", -1).toString());
    String command = "// let me see\n:type let";
    assertEquals(command, highlight(command, -1).toString());
    assertEquals(
        highlight("\n:type let", -1).toAnsi(),
        highlight(command, -1).subSequence(13, command.length()).toAnsi());
  }

  @Test
  void aPartOfATextIsColouredAsInTheWhole() {
    String text = "/* a\nb */ let s = (\n1)";
    int from = text.indexOf('b');
    AttributedString part =
        CodeHighlighter.highlight(
            new CodeHighlighter.Excerpt(text, from, text.length() - 2, text.length()));
    assertEquals("b */ let s = (\n", part.toString());
    assertEquals(
        highlight(text, text.length()).subSequence(from, text.length() - 2).toAnsi(),
        part.toAnsi());
  }

  private static AttributedString highlight(String text, int cursor) {
    return CodeHighlighter.highlight(CodeHighlighter.Excerpt.all(text, cursor));
  }

  @Test
  void aWarningIsShownOnce() throws IOException {
    String shown = converse("fn f(a: number) -> void { }\nfn f(a: number) -> void { }\n");
    assertEquals(1, shown.split("warning\\[", -1).length - 1, shown);
    shown = converse("fn f(a: number) { nope; }\nfn f(a: number) { nope; }\n");
    assertEquals(1, shown.split("warning\\[", -1).length - 1, shown);
    assertEquals(2, shown.split("error\\[", -1).length - 1, shown);
  }

  @Test
  void ofManyWarningsTheFirstAreShown() throws IOException {
    StringBuilder function = new StringBuilder("fn f() -> void { ");
    for (int i = 0; i < 30; i++) {
      function.append("let v").append(i).append(" = 1; ");
    }
    String shown = converse(function + "}\n" + function + "}\n");
    assertEquals(20, shown.split("warning\\[", -1).length - 1, shown);
    assertTrue(shown.contains("note: there are 20 more errors or warnings"), shown);
    assertTrue(shown.contains("note: there are 10 more errors or warnings"), shown);
  }

  /** An error of the run is the last of all, and the one that matters. */
  @Test
  void anErrorIsShownHoweverManyWarningsThereAre() throws IOException {
    StringBuilder input = new StringBuilder("fn f() -> number { ");
    for (int i = 0; i < 30; i++) {
      input.append("let v").append(i).append(" = 1; ");
    }
    String shown = converse(input + "return [1][7]; } f()\n");
    assertTrue(shown.contains("error[AT0006]"), shown);
    assertEquals(9, shown.split("warning\\[", -1).length - 1, shown);
  }

  @Test
  void aTypeThatDoesNotFitBehindItsValueHasALine() throws IOException {
    String shown = converse("repeat(\"\u65e5\", 35)\nrepeat(\"\u65e5\", 36)\n", "ansi");
    assertTrue(shown.contains("\u65e5\"  \u001b[2mstring"), shown);
    assertTrue(shown.contains("\u65e5\"\n\u001b[2mstring"), shown);
  }

  @Test
  void whatStringsHoldIsShownAndNotObeyed() throws IOException {
    String escape = "jsonAsString(parseJSON(\"\\\"\\\\u001b[31mred\\\\u0007\\\"\"))\n";
    String shown = converse(escape + ":show\n");
    assertEquals(2, shown.split("\"\u241b\\[31mred\u2407\"", -1).length - 1, shown);
    assertEquals(-1, shown.indexOf('\u001b'), shown);
  }

  @Test
  void aHugeObjectIsShortenedToo() throws IOException {
    String shown = converse("parseJSON(\"{\\\"a\\\": [\" + repeat(\"1, \", 5000) + \"2]}\")\n");
    assertTrue(shown.contains("{\"a\": [1, 1, 1"), shown);
    assertTrue(shown.contains(" more\n") && shown.length() < 3_000, shown);
  }

  @Test
  void theHistorySuggestsTheRestOfAnInput() throws IOException {
    String right = "\u001b[C";
    String shown = converse("[1, (1 + 1)]\n[1, (" + right + "\n", "xterm-256color");
    assertEquals(2, shown.split("\\[1, 2\\]", -1).length - 1, shown);
    shown = converse("40 + 2\n\"other\"\n4" + right + "\n", "xterm-256color");
    assertEquals(2, shown.split("42  ", -1).length - 1, shown);
  }

  @Test
  void theHistoryIsSearchedByTheBeginningOfAnInput() throws IOException {
    String entries = "40 + 2\n4 * 20\n\"other\"\n";
    String pageUp = "\u001b[5~";
    String shown = converse(entries + "4" + pageUp + "\n", "xterm-256color");
    assertEquals(2, shown.split("80  ", -1).length - 1, shown);
    shown = converse(entries + "4" + pageUp + "\u001bp" + "\n", "xterm-256color");
    assertEquals(2, shown.split("42  ", -1).length - 1, shown);
    shown = converse(entries + "4" + pageUp + pageUp + "\u001b[6~" + "\n", "xterm-256color");
    assertEquals(2, shown.split("80  ", -1).length - 1, shown);
  }

  @Test
  void aValueTakesNoMoreThanAPartOfTheScreen() throws IOException {
    String shown = converse("split(repeat(\"a \", 5000), \" \")\n:show len(_)\n");
    int lines = shown.substring(0, shown.indexOf(" more]")).split("\n").length;
    assertTrue(lines < 20, shown);
    assertTrue(shown.contains("\n5001\n"), shown);
  }

  private static boolean isCompleting() {
    return StackWalker.getInstance()
        .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("doComplete")));
  }

  private String converse(String typed) throws IOException {
    return converse(typed, "dumb");
  }

  private String converse(String typed, String type) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ByteArrayInputStream in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
    try (DumbTerminal terminal =
        new DumbTerminal("test", type, in, bytes, StandardCharsets.UTF_8) {
          @Override
          public Size getSize() {
            if (breaksAtTab && isCompleting()) {
              throw new IllegalStateException("broken");
            }
            return super.getSize();
          }
        }) {
      Attributes attributes = terminal.getAttributes();
      attributes.setLocalFlag(Attributes.LocalFlag.ISIG, true);
      attributes.setControlChar(Attributes.ControlChar.VINTR, 3);
      attributes.setControlChar(Attributes.ControlChar.VEOF, 4);
      attributes.setControlChar(Attributes.ControlChar.VQUIT, 28);
      attributes.setControlChar(Attributes.ControlChar.VSUSP, 26);
      attributes.setControlChar(Attributes.ControlChar.VSTATUS, 20);
      terminal.setAttributes(attributes);
      terminal.setSize(new Size(80, 24));
      StatusLines out =
          new StatusLines(
              new TextSink(
                  terminal.output(),
                  e -> {
                    throw new IllegalStateException(e);
                  }));
      Session session = new Session(EngineKind.COMPILED, out);
      new ReplTerminal(terminal, session, out, directory.resolve("state/history")).converse();
    }
    String shown = bytes.toString(StandardCharsets.UTF_8).replace("\r", "");
    return type.equals("dumb") ? "\n" + shown.replace(PROMPT, "").replace(CONTINUATION, "") : shown;
  }
}
