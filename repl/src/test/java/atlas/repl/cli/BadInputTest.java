package atlas.repl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with a command line or its files: one clear line, and status 2. */
class BadInputTest {
  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "rnu                     | unknown command 'rnu'; did you mean 'run'?",
        "porfile x               | did you mean 'profile'?",
        "banana                  | unknown command 'banana'; see 'atlas --help'",
        "x.atl                   | did you mean 'atlas run x.atl'?",
        "--hlep                  | unknown option '--hlep'; did you mean '--help'?",
        "run                     | FILE is missing",
        "run --verbose x         | unknown option '--verbose'",
        "run x --verbose         | unknown option '--verbose'; options of the program follow '--'; see",
        "run x --engnie=y        | unknown option '--engnie'; did you mean '--engine'?",
        "run --engine=jit x      | unknown engine 'jit'; it can be compiled, interpreter",
        "run --engine            | option --engine needs a value",
        "check a b               | unexpected argument 'b'",
        "check --jsno a          | did you mean '--json'?",
        "profile                 | FILE is missing",
        "profile --treshold 1 x  | did you mean '--threshold'?",
        "profile --threshold a x | from 0 to 100",
        "profile --threshold -1 x | from 0 to 100",
        "profile --threshold 101 x | from 0 to 100",
        "profile --threshold NaN x | from 0 to 100",
        "profile --top 0 x       | at least 1",
        "profile --format xml x  | unknown format 'xml'",
        "profile --format htlm x | did you mean 'html'?",
        "profile -o /nope/x y    | no such directory",
        "profile -o / y          | it is a directory",
        "disasm                  | FILE is missing",
        "explain                 | CODE is missing",
        "explain AT3000          | unknown code 'AT3000'; a code looks like AT3001",
        "help banana             | unknown command 'banana'",
        "explain AT3010x         | unknown code 'AT3010X'; did you mean 'AT3010'?",
        "repl nowhere.atl        | cannot read 'nowhere.atl': there is no such file",
        "test                    | PATH is missing",
        "kernel                  | a command is missing: install or run",
        "kernel instal           | unknown command 'instal'; did you mean 'install'?",
        "kernel run              | CONNECTION_FILE is missing",
        "kernel run /nope/c.json | /nope/c.json",
        "kernel run /nope/c.json a.atl | cannot read the connection file /nope/c.json",
        "kernel install --user --prefix /x | exclude each other",
        "kernel install --prefix= | --prefix needs a directory"
      })
  void isSaidInOneLine(String line, String message) {
    Run.of(line.split(" +")).assertRefused(message);
  }

  @Test
  void noCommandAtAllIsBadUsage() {
    Run.of().assertRefused("a command is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "check", "profile", "disasm", "test"})
  void filesThatCannotBeRead(String command) throws IOException {
    Path binary = Files.write(directory.resolve("binary.at"), new byte[] {1, (byte) 0xFF, 0, 7});
    Path missing = directory.resolve("missing.at");
    Path empty = Files.createDirectory(directory.resolve("empty"));
    if (!command.equals("test")) {
      Run.of(command, missing.toString()).assertRefused("there is no such file");
      Run.of(command, binary.toString()).assertRefused("not valid UTF-8 (at byte 1)");
      Run.of(command, empty.toString()).assertRefused("it is a directory");
      Run.withInput(new byte[] {(byte) 0x80}, command, "-").assertRefused("standard input");
    } else {
      Run.of(command, empty.toString()).assertRefused("no Atlas programs");
      Run.of(command, missing.toString()).assertRefused("there is no such file");
      Run.of(command, binary.toString()).assertRefused("not valid UTF-8 (at byte 1)");
    }
  }

  @Test
  void anArgumentThatBeginsWithAnAtSignIsNoFileOfArguments() throws IOException {
    Path arguments = Files.writeString(directory.resolve("arguments"), "--version");
    Run.of("run", "@" + arguments).assertRefused("there is no such file");
  }

  @Test
  void aScriptThatIsNotUtf8() {
    byte[] script = {'1', '\n', (byte) 0xFF, '\n'};
    Run run = Run.withInput(script, "repl");
    assertEquals(2, run.exit());
    assertEquals("1\n", run.out());
    assertEquals("atlas: line 2 of the standard input is not valid UTF-8\n", run.err());
  }

  @Test
  void everyCommandHasHelpAndAVersion() {
    List<String[]> commands = new ArrayList<>();
    for (String command :
        List.of(
            "run", "check", "profile", "repl", "disasm", "explain", "test", "kernel", "train")) {
      commands.add(new String[] {command});
    }
    commands.add(new String[] {});
    commands.add(new String[] {"kernel", "install"});
    commands.add(new String[] {"kernel", "run"});
    for (String[] command : commands) {
      Run help = with(command, "--help");
      assertEquals(0, help.exit());
      assertEquals("", help.err());
      assertTrue(help.out().startsWith("Usage: atlas"), help.out());
      assertTrue(help.out().lines().allMatch(line -> line.length() <= 80), help.out());
      assertFalse(help.out().contains("train ") && command.length == 0, help.out());
      List<String> words = new ArrayList<>(List.of("help"));
      words.addAll(List.of(command));
      assertEquals(help.out(), Run.of(words.toArray(String[]::new)).out());
      Run version = with(command, "--version");
      assertTrue(version.out().matches("atlas \\S+\n"), version.out());
      assertEquals(0, version.exit());
    }
  }

  private static Run with(String[] command, String option) {
    List<String> args = new ArrayList<>(List.of(command));
    args.add(option);
    return Run.of(args.toArray(String[]::new));
  }
}
