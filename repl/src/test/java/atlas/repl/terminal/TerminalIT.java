package atlas.repl.terminal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Conversations on a real terminal, that of tmux. Skipped where there is no tmux, but not in CI.
 */
@Timeout(120)
class TerminalIT {
  private static final Path LAUNCHER = Path.of(System.getProperty("atlas.launcher", "nowhere"));
  private static final long PATIENCE_MILLIS = 60_000;
  private static final long TYPE_AGAIN_MILLIS = 3_000;
  private static final String PROMPT = "atlas>";

  @TempDir private Path directory;
  private String socket = newSocket();
  private String lastCommand = "";
  private String prelude = "";

  @BeforeEach
  void thereIsATerminal() throws Exception {
    assumeTrue(Files.isExecutable(LAUNCHER), "the distribution has not been built: " + LAUNCHER);
    boolean isThere =
        new ProcessBuilder("/bin/sh", "-c", "command -v tmux >/dev/null").start().waitFor() == 0;
    assumeTrue(isThere || System.getenv("CI") != null, "tmux is not installed");
  }

  @AfterEach
  void end() throws Exception {
    run("kill-server");
  }

  @Test
  void whatIsPastedIsOneInputHoweverLongItIs() throws Exception {
    start();
    StringBuilder program = new StringBuilder("fn long(n: number) -> number {\n");
    for (int i = 0; i < 300; i++) {
      program.append("  let v").append(i).append(" = n + ").append(i).append("; // it's \t ok!\n");
    }
    program.append("  return v299;\n}\nlong(1)");
    paste(program.toString());
    type("");
    await(screen -> screen.contains("300  number"));
  }

  @Test
  void controlCStopsTheCodeAndKeepsTheSession() throws Exception {
    start();
    type("let kept = 41");
    type("print(\"run\" + \"ning\"); while (true) { }");
    await(screen -> screen.contains("running"));
    key("C-c");
    await(screen -> screen.contains("interrupted at <input 2>:1:"));
    type("kept + 1");
    awaitPromptAfter("42  number");
    literal("half a li");
    key("C-c");
    type("kept + 2");
    awaitPromptAfter("43  number");
    key("C-d");
    await(screen -> screen.contains("status 0"));
  }

  @Test
  void whatIsTypedBehindControlCBelongsToTheNextLine() throws Exception {
    start();
    for (int i = 0; i < 5; i++) {
      String value = "7" + i;
      tmux("send-keys", "-t", "it", "b", "a", "d", "(", "C-c", "7", "0", "+", "" + i, "Enter");
      await(screen -> screen.contains(value + "  number\natlas>"));
    }
    key("C-d");
    await(screen -> screen.contains("status 0"));
    List<String> history = Files.readAllLines(directory.resolve("history"));
    assertEquals(5, history.stream().filter(line -> line.matches("\\d+:70\\+\\d")).count());
  }

  @Test
  void ofALongInputTheScreenShowsWhatIsAroundTheCursor() throws Exception {
    start();
    StringBuilder lines = new StringBuilder("let long = [ /*");
    for (int i = 0; i < 200; i++) {
      lines.append("\n ").append(i).append(',');
    }
    paste(lines.toString());
    await(screen -> screen.contains("  ...>  198,\n  ...>  199,"));
    tmux("send-keys", "-t", "it", "-N", "50", "Up");
    await(screen -> screen.contains("  ...>  149,\n  ...>  150,") && screen.contains(">....\n"));
    literal(" here");
    await(screen -> screen.contains("149, here\n"));
    tmux("send-keys", "-t", "it", "-N", "50", "Down");
    await(screen -> screen.contains(">....") && screen.contains("199,"));
    literal("*/]");
    key("Enter");
    type("len(long)");
    await(screen -> screen.contains("\n0  number"));
  }

  @Test
  void ofALongInputEnoughGivesWayToAMenuOrASearch() throws Exception {
    start();
    StringBuilder lines = new StringBuilder("fn long(parameter: number) -> void {\n");
    for (int i = 0; i < 40; i++) {
      lines.append("  print(").append(i).append(");\n");
    }
    paste(lines + "  array");
    key("Tab");
    await(screen -> screen.matches("(?s).*  print\\(39\\);\n.*  array\narrayIncludes .*"));
    key("Tab");
    await(screen -> screen.contains("...>   arrayIncludes\narrayIncludes "));
    literal("()");
    tmux("send-keys", "-t", "it", "-N", "30", "Up");
    key("End");
    literal(" paramet");
    key("Tab");
    literal(", arrayInd");
    key("Tab");
    await(screen -> screen.contains("  print(11); parameter, arrayIndexOf\n"));
    tmux("send-keys", "-t", "it", "-N", "40", "Down");
    key("End");
    literal(";}");
    key("Enter");
    await(screen -> screen.contains("error["));
    key("C-r");
    literal("long(");
    await(screen -> screen.contains("fn long(") && screen.contains("bck-i-search: long(_"));
  }

  @Test
  void charactersThatTerminalsJoinDoNotMoveTheCursor() throws Exception {
    start();
    String family = "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67";
    literal("\"a" + family + "b\"");
    key("Left");
    key("Left");
    literal("x");
    await(screen -> screen.contains("\ud83d\udc67xb\"\n"));
    key("Enter");
    await(screen -> screen.contains("\"  string\n"));
    assertTrue(Files.readString(directory.resolve("history")).contains(family));
    literal("\"a");
    literal("c");
    await(screen -> screen.contains("\natlas> \"ac\n"));
  }

  @Test
  void controlCAnswersAQuestionToo() throws Exception {
    start();
    literal("s");
    key("Tab");
    await(screen -> screen.contains("possibilities"));
    key("C-c");
    type("40 + 2");
    await(screen -> screen.contains("\natlas> 40 + 2\n42  number"));
  }

  @Test
  void aDamagedHistoryIsSetAside() throws Exception {
    Files.write(directory.resolve("history"), "7:let old = 1\n8:\u00ff\n".getBytes(ISO_8859_1));
    start();
    await(screen -> screen.contains("note: the history was damaged"));
    key("Up");
    await(screen -> screen.contains("atlas> let old = 1"));
  }

  @Test
  void aTerminalMayHaveNoSize() throws Exception {
    prelude = "stty rows 0 cols 0; ";
    start();
    type("[100, 200, 300]");
    await(screen -> screen.contains("[100, 200, 300]  number[]"));
    literal("arrayInd");
    key("Tab");
    await(screen -> screen.contains("atlas> arrayIndexOf"));
    key("C-c");
    awaitPromptAfter("atlas> arrayIndexOf");
    key("C-d");
    await(screen -> screen.contains("status 0"));
  }

  @Test
  void aLineThatIsBeingTypedIsLaidOutAnewWhenTheSizeChanges() throws Exception {
    start();
    literal("let text = \"abcdefghijklmnopqrstuvwxyz\"");
    tmux("resize-window", "-t", "it", "-x", "20", "-y", "10");
    await(screen -> screen.contains("atlas> let text = \"a\nbcdefghijklmnopqrstu\nvwxyz\""));
    tmux("resize-window", "-t", "it", "-x", "60", "-y", "24");
    await(screen -> screen.contains("let text = \"abcdefghijklmnopqrstuvwxyz\""));
    key("Enter");
    type("len(text)");
    await(screen -> screen.contains("26  number"));
  }

  @Test
  void tabCompletesAndShowsSignatures() throws Exception {
    start();
    type("let numbers = [3, 1, 2]");
    literal("arrayInd");
    key("Tab");
    await(screen -> screen.contains("arrayIndexOf"));
    literal("(");
    await(screen -> screen.contains("arrayIndexOf(a: T[], x: T) -> number"));
    key("C-c");
    literal(":res");
    key("Tab");
    await(screen -> screen.contains("atlas> :reset"));
  }

  @Test
  void aSuggestionIsTakenByWordsOrWhole() throws Exception {
    start();
    type("let first = 11 + 22 + 33");
    literal("let f");
    key("C-Right");
    key("M-f");
    literal("7");
    await(screen -> screen.contains("atlas> let first = 117\n"));
    key("BSpace");
    key("End");
    type(" + 34");
    type("first");
    await(screen -> screen.contains("100  number"));
  }

  @Test
  void aLongHistoryDelaysNothing() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 40_000; i++) {
      lines.append(i).append(":let v").append(i).append(" = 1\n");
    }
    Files.writeString(directory.resolve("history"), lines);
    start();
    long begin = System.nanoTime();
    type("40 + 2");
    await(screen -> screen.contains("42  number"));
    assertTrue(System.nanoTime() - begin < 15_000_000_000L, "an input took seconds");
    key("Up");
    key("Up");
    await(screen -> screen.contains("atlas> let v39999 = 1"));
    assertEquals(10_001, Files.readAllLines(directory.resolve("history")).size());
  }

  @Test
  void theHistoryIsThereAfterARestart() throws Exception {
    start();
    type("fn remembered() -> number {");
    type("return 77; }");
    awaitPromptAfter("return 77; }");
    key("C-d");
    await(screen -> screen.contains("status 0"));
    start();
    key("Up");
    await(screen -> screen.contains("fn remembered() -> number {") && screen.contains("77"));
    key("Enter");
    key("C-r");
    literal("rememb");
    await(screen -> screen.contains("bck-i-search: rememb"));
  }

  @Test
  void sessionsSideBySideKeepEachOthersHistory() throws Exception {
    start();
    String pane = "it:0.0";
    String other = tmux("split-window", "-P", "-t", pane, lastCommand).strip();
    await(screen -> capture(other).contains(PROMPT));
    for (int i = 0; i < 3; i++) {
      for (String one : List.of(pane, other)) {
        tmux("send-keys", "-t", one, "-l", "let " + (one.equals(pane) ? "here" : "there") + i);
        tmux("send-keys", "-t", one, "-l", " = " + i);
        tmux("send-keys", "-t", one, "Enter");
        String taken = " = " + i + "\n" + PROMPT;
        await(screen -> capture(one).contains(taken));
      }
    }
    for (String one : List.of(other, pane)) {
      tmux("send-keys", "-t", one, "C-d");
      await(screen -> capture(one).contains("status 0"));
    }
    String history = Files.readString(directory.resolve("history"));
    for (int i = 0; i < 3; i++) {
      assertTrue(history.contains("let here" + i) && history.contains("let there" + i), history);
    }
    assertTrue(history.lines().count() == 6, history);
  }

  @Test
  void linesWrapOnATerminalOf20Columns() throws Exception {
    start();
    resize(20, 10);
    typeUntil(
        "[100, 200, 300, 400, 500]", screen -> screen.contains("[100, 200, 300, 400,\n 500]"));
    literal("let long = \"abcdefghijklmnopqrstuvwxyz\"");
    key("Home");
    literal("/* x */ ");
    await(screen -> screen.contains("/* x */ let l\nong = \"abcdefghijklm\nnopqrstuvwxyz\""));
    key("Enter");
    type("len(long)");
    await(screen -> screen.contains("26  number"));
  }

  @Test
  void aDumbTerminalIsWrittenToWithoutEscapeSequences() throws Exception {
    start("TERM=dumb");
    type("fn f(n: number) -> number {");
    type("return n * 2; }");
    type("f(21)");
    await(screen -> screen.contains("atlas> f(21)\n42\natlas>"));
    type("print(\"run\" + \"ning\"); while (true) { }");
    await(screen -> screen.contains("running"));
    key("C-c");
    await(screen -> screen.contains("interrupted at <input 3>"));
    assertFalse(tmux("capture-pane", "-p", "-e", "-t", "it").contains("\u001b["));
  }

  @Test
  void errorsOfTheJvmKeepTheSession() throws Exception {
    start("ATLAS_JAVA_OPTS=-Xmx64m");
    type("let kept = 40");
    type("fn deep(n: number) -> number { return 1 + deep(n + 1); }");
    type("deep(0)");
    await(screen -> screen.contains("error[AT0008]"));
    type("{ var s = [1]; while (true) { s = concat(s, s); } }");
    await(screen -> screen.contains("error[AT0400]: out of memory"));
    type("kept + 2");
    await(screen -> screen.contains("42  number"));
  }

  @Test
  void theTerminalMayBecomeNarrow() throws Exception {
    start();
    String list = "[100, 200, 300, 400, 500]";
    resize(20, 10);
    typeUntil(list, screen -> screen.contains("[100, 200, 300, 400,\n 500]"));
    resize(80, 24);
    typeUntil(list, screen -> screen.contains("[100, 200, 300, 400, 500]  number[]"));
  }

  @Test
  void anInputIsChangedInTheUsersEditor() throws Exception {
    start("VISUAL='sed -i s/7/8/'");
    type(":edit");
    await(screen -> screen.contains("there is no input yet to edit"));
    type("let seven = 7");
    type("1");
    type(":edit 1");
    type("seven");
    await(screen -> screen.contains("let seven = 8") && screen.contains("8  number"));
    key("Up");
    key("Up");
    await(screen -> screen.contains("atlas> seven\n8  number\natlas> let seven = 8\n"));
    key("C-c");
    type(":edit x");
    await(screen -> screen.contains("':edit' needs the number of an input, from 1 to 4"));
    start("VISUAL=/nowhere/vi");
    type("1");
    type(":edit");
    await(screen -> screen.contains("the editor '/nowhere/vi' failed (status 127)"));
  }

  @Test
  void withoutColoursThereAreNone() throws Exception {
    start("NO_COLOR=1");
    type("let s = \"text\" // comment");
    type("s");
    await(screen -> screen.contains("\n\"text\"\n"));
    assertFalse(tmux("capture-pane", "-p", "-e", "-t", "it").contains("\u001b["));
  }

  @Test
  void reportsAreDrawnWithWhatTheTerminalHas() throws Exception {
    Path program = Files.writeString(directory.resolve("p.atl"), "print(1);");
    prelude = "stty cols 50; LC_ALL=C " + LAUNCHER + " profile " + program + "; stty cols 80; ";
    start("LC_ALL=C.UTF-8");
    String printed = tmux("capture-pane", "-p", "-e", "-S", "-", "-t", "it");
    assertTrue(printed.contains("###") && !printed.contains("\u2588"), printed);
    assertTrue(printed.contains("\u001b["), printed);
    String narrow = tmux("capture-pane", "-p", "-S", "-", "-t", "it");
    assertTrue(narrow.contains("\n" + "=".repeat(50) + "\n"), narrow);
    resize(60, 24);
    String heading = "\n" + "=".repeat(60) + "\n";
    typeUntil(
        ":profile 1 + 1",
        screen ->
            screen.contains("\u2588")
                && screen.contains("Sums: ")
                && tmux("capture-pane", "-p", "-S", "-", "-t", "it").contains(heading));
  }

  @Test
  void nothingIsLeftInTheDirectoryForTemporaryFiles() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    start("ATLAS_JAVA_OPTS=-Djava.io.tmpdir=" + temporary);
    type("40 + 2");
    await(screen -> screen.contains("42  number"));
    try (Stream<Path> files = Files.list(temporary)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void theStartupFileIsEvaluatedFirst() throws Exception {
    Files.createDirectories(directory.resolve("config/atlas"));
    Files.writeString(directory.resolve("config/atlas/init.atl"), "let mine = 123;");
    start();
    type("mine");
    await(screen -> screen.contains("123  number"));
    Files.write(directory.resolve("config/atlas/init.atl"), new byte[] {'"', -1, '"'});
    start();
    await(screen -> screen.contains("not valid UTF-8"));
    type("40 + 2");
    await(screen -> screen.contains("42  number"));
  }

  /** What a screen should show. */
  private interface ScreenTest {
    boolean test(String screen) throws Exception;
  }

  private static String newSocket() {
    return "atlas-" + UUID.randomUUID();
  }

  private void start(String... environment) throws Exception {
    run("kill-server");
    // The old server may take a while to go away; a new one must not meet it.
    socket = newSocket();
    List<String> variables = new ArrayList<>(List.of(environment));
    variables.add("ATLAS_HISTORY=" + directory.resolve("history"));
    variables.add("XDG_CONFIG_HOME=" + directory.resolve("config"));
    lastCommand =
        prelude
            + "env -u NO_COLOR "
            + String.join(" ", variables)
            + " "
            + LAUNCHER
            + " repl; echo status $?; sleep 60";
    tmux("-f", "/dev/null", "new-session", "-d", "-s", "it", "-x", "80", "-y", "24", lastCommand);
    await(screen -> screen.contains(PROMPT));
  }

  private void paste(String text) throws Exception {
    Path file = Files.writeString(directory.resolve("paste"), text);
    tmux("load-buffer", file.toString());
    tmux("paste-buffer", "-p", "-t", "it");
  }

  /** Types a line; a semicolon at its end would be tmux's own. */
  private void type(String line) throws Exception {
    if (!line.isEmpty()) {
      literal(line);
    }
    key("Enter");
  }

  private void literal(String text) throws Exception {
    tmux("send-keys", "-t", "it", "-l", text);
    Thread.sleep(200);
  }

  private void key(String name) throws Exception {
    tmux("send-keys", "-t", "it", name);
    Thread.sleep(200);
  }

  private void resize(int columns, int rows) throws Exception {
    tmux("resize-window", "-t", "it", "-x", "" + columns, "-y", "" + rows);
  }

  /**
   * Types a line, again if need be, until the screen looks as it should: a program learns some time
   * later of the new size of its terminal.
   */
  private void typeUntil(String line, ScreenTest wanted) throws Exception {
    long end = System.currentTimeMillis() + PATIENCE_MILLIS;
    while (System.currentTimeMillis() < end) {
      type(line);
      if (comes(wanted, TYPE_AGAIN_MILLIS)) {
        return;
      }
    }
    fail("the screen shows:\n" + capture("it"));
  }

  /** Waits until the screen looks as it should. */
  private void await(ScreenTest wanted) throws Exception {
    if (!comes(wanted, PATIENCE_MILLIS)) {
      fail("the screen shows:\n" + capture("it"));
    }
  }

  /**
   * Waits until a new line may be typed: before, control characters are the terminal's own, or
   * lost.
   */
  private void awaitPromptAfter(String text) throws Exception {
    await(screen -> {
      int place = screen.lastIndexOf(text);
      return place >= 0 && screen.substring(place).stripTrailing().endsWith("\n" + PROMPT);
    });
  }

  private boolean comes(ScreenTest wanted, long millis) throws Exception {
    long end = System.currentTimeMillis() + millis;
    while (System.currentTimeMillis() < end) {
      if (wanted.test(capture("it"))) {
        return true;
      }
      Thread.sleep(50);
    }
    return false;
  }

  /** What a pane shows, without the spaces at the ends of lines. */
  private String capture(String pane) throws Exception {
    return tmux("capture-pane", "-p", "-t", pane).replaceAll(" +\n", "\n");
  }

  private String tmux(String... arguments) throws Exception {
    Process process = run(arguments);
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor() == 0, text);
    return text;
  }

  private Process run(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.waitFor();
    return process;
  }
}
