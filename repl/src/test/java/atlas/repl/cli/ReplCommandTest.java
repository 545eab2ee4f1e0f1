package atlas.repl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The options of {@code atlas repl}, and {@code atlas completion}. */
class ReplCommandTest {
  @TempDir private Path directory;

  @Test
  void codeMayComeFromTheCommandLine() {
    Run.withInput("never read", "repl", "-e", "let x = 20", "--eval", "x + 1")
        .assertPrinted("21\n");
    Run.withInput("Ada\n", "repl", "-e", "input(\"\")").assertPrinted("\"Ada\"\n");
    assertEquals(1, Run.of("repl", "-e", "nope", "-e", "1").exit());
    Run.of("repl", "-e").assertRefused("option --eval needs a value");
  }

  @Test
  void filesComeFirst() throws IOException {
    Path file = Files.writeString(directory.resolve("a.atl"), "let x = 5; print(\"hi\"); x;");
    Run.withInput("x * 2\n", "repl", file.toString()).assertPrinted("hi\n10\n");
    Run.of("repl", "-e", "x", file.toString()).assertPrinted("hi\n5\n");
    Run.of("repl", directory.resolve("gone.atl").toString()).assertRefused("no such file");
  }

  @Test
  void permissionsHoldForTheSession() {
    Run denied = Run.withInput("getPid() > 0\nreadFile(\"/etc/passwd\")\n", "repl", "--deny-file");
    assertEquals("true\n", denied.out());
    denied.assertFailed("AT0300");
    assertTrue(denied.err().contains("start Atlas with --allow-file"), denied.err());
    Run.withInput(":reset\ngetEnv(\"HOME\")\n", "repl", "--deny-all").assertFailed("AT0303");
    Run.withInput("getEnv(\"ATLAS_NONE\")\n1\n", "repl", "--deny-all", "--allow-env=ATLAS_NONE")
        .assertPrinted("1\n");
    Run.of("repl", "--allow-file=").assertRefused("nothing is named after '='");
  }

  @Test
  void failFastStopsAtTheFirstFailure() throws IOException {
    Run run = Run.withInput("1\nnope\n2\n", "repl", "--fail-fast");
    assertEquals("1\n", run.out());
    run.assertFailed("AT2002");
    Path bad = Files.writeString(directory.resolve("b.atl"), "nope;");
    Run loaded = Run.withInput("1\n", "repl", "--fail-fast", bad.toString());
    assertEquals("", loaded.out());
    assertEquals("1\n", Run.withInput("1\n", "repl", bad.toString()).out());
  }

  @Test
  void theStartupFileIsWhereXdgSaysItIs() {
    Path own = ReplCommand.initFile(Map.of("XDG_CONFIG_HOME", "/c", "HOME", "/h"), "/u");
    assertEquals(Path.of("/c/atlas/init.atl"), own);
    assertEquals(
        Path.of("/h/.config/atlas/init.atl"), ReplCommand.initFile(Map.of("HOME", "/h"), "/u"));
    assertEquals(Path.of("/u/.config/atlas/init.atl"), ReplCommand.initFile(Map.of(), "/u"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"bash", "zsh", "fish"})
  void aShellLearnsAllCommandsAndTheirOptions(String shell) {
    Run run = Run.of("completion", shell);
    assertEquals(0, run.exit());
    for (String word : List.of("run", "profile", "repl", "completion", "fail-fast", "threshold")) {
      assertTrue(run.out().contains(word), word);
    }
    Run.of("completion", "bsh").assertRefused("did you mean 'bash'?");
  }

  @Test
  void fishUnderstandsItsScript() throws Exception {
    assumeTrue(
        new ProcessBuilder("/bin/sh", "-c", "command -v fish >/dev/null").start().waitFor() == 0);
    Files.writeString(directory.resolve("some.atl"), "");
    assertEquals(List.of("install", "list", "run", "uninstall"), fish("atlas kernel "));
    assertEquals(List.of("--user"), fish("atlas kernel install --us"));
    assertEquals(List.of(), fish("atlas kernel run --engi"));
    assertEquals(List.of("--engine"), fish("atlas run --engi"));
    assertEquals(List.of("compiled", "interpreter"), fish("atlas run --engine "));
    assertEquals(List.of("some.atl"), fish("atlas run so"));
  }

  /** What fish proposes for the end of a line. */
  private List<String> fish(String line) throws Exception {
    Path script = directory.resolve("atlas.fish");
    Files.writeString(script, Run.of("completion", "fish").out());
    Process process =
        new ProcessBuilder("fish", "-c", "source " + script + "; complete -C '" + line + "'")
            .directory(directory.toFile())
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return out.lines().map(proposal -> proposal.split("\t", 2)[0]).sorted().toList();
  }

  @Test
  void bashUnderstandsItsScript() throws Exception {
    assertEquals("--fail-fast", completed("atlas", "repl", "--fa"));
    assertEquals("compiled", completed("atlas", "run", "--engine", "c"));
    assertEquals("compiled", completed("atlas", "run", "--engine", "=", "c"));
    assertEquals("compiled interpreter", completed("atlas", "run", "--engine", "="));
    assertEquals("speedscope", completed("atlas", "profile", "--format", "sp"));
    assertEquals("AT2001 AT2002 AT2003 AT2008 AT2009", completed("atlas", "explain", "AT200"));
    assertEquals("zsh", completed("atlas", "completion", "z"));
    Files.writeString(directory.resolve("some.atl"), "");
    assertEquals("some.atl", completed("atlas", "run", "so"));
  }

  /** What bash offers for the last of some words. */
  private String completed(String... words) throws Exception {
    Path script = directory.resolve("atlas.bash");
    Files.writeString(script, Run.of("completion", "bash").out());
    String use =
        "source \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _atlas; echo \"${COMPREPLY[*]}\"";
    List<String> command = new ArrayList<>(List.of("bash", "-c", use, script.toString()));
    command.addAll(List.of(words));
    Process bash =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    return new String(bash.getInputStream().readAllBytes()).strip();
  }
}
