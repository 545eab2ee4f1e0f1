package atlas.repl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code atlas profile --overhead}: what is shown of the runs; what they took is no test's. */
final class OverheadRunsTest {
  private static final String ECHO =
      """
      var size = 0;
      for (var i = 0; i < 3; i++) {
        let line = str(readLine());
        print(line);
        size = size + len(line);
      }
      for (var i = 0; i < 20000; i++) { size = size + 1; }
      assert(size == 20011, str(size));
      """;

  @TempDir private Path directory;

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  /** All runs get the same input, or else they would fail; one of them is heard. */
  @Test
  void itIsMeasuredAndSaysSo() throws IOException {
    String program = file("echo.atl", ECHO);
    String input = "one\ntwo\nthree\n";
    Run plain = Run.withInput(input, "run", program);
    Run run = Run.withInput(input, "profile", "--overhead", program);
    assertEquals("", run.err());
    assertEquals(0, run.exit());
    assertTrue(run.out().startsWith(plain.out() + "Profile of "), run.out());
    assertTrue(
        run.out().matches("(?s).* own cost, measured +-?[0-9,.]+ %\n own cost: CPU time .*"),
        run.out());
    assertFalse(run.out().contains("estimated"), run.out());
    Run estimated = Run.withInput(input, "profile", program);
    assertTrue(estimated.out().contains("own cost, estimated"), estimated.out());
    assertEquals(
        line(estimated.out(), " instructions "), line(run.out(), " instructions "), "same counts");
  }

  private static String line(String report, String start) {
    String found = report.lines().filter(line -> line.startsWith(start)).findFirst().orElse("");
    return found.replaceAll("elapsed.*", "");
  }

  @Test
  void aSavedMeasurementIsShownAgain() throws IOException {
    String saved = directory.resolve("a.atlprof").toString();
    Run run = Run.of("profile", "--overhead", "--save", saved, file("a.atl", "print(6 * 7);"));
    Run again = Run.of("profile", saved);
    assertTrue(run.out().contains(again.out()), again.out());
    assertTrue(again.out().contains("own cost, measured"), again.out());
    assertTrue(Files.readString(Path.of(saved)).contains("\"overhead\": [\n  {\"plain_ns\":"));
    Run html = Run.of("profile", "--format", "html", saved);
    assertTrue(html.out().contains("own cost, measured</div>"), html.out());
  }

  @Test
  void aProgramThatFailsIsNotRunAgain() throws IOException {
    Run run = Run.of("profile", "--overhead", file("a.atl", "print(1); [1][2];"));
    assertEquals(1, run.exit());
    assertTrue(run.out().startsWith("1\nProfile of "), run.out());
    assertFalse(run.out().contains("measured"), run.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--overhead --scale n=1,2 FILE          | --scale goes without --overhead",
        "--overhead --max-instructions 9 FILE   | --overhead goes without --max-instructions",
        "--overhead --diff a.atlprof b.atlprof  | --overhead needs a program to run",
        "--overhead a.atlprof                   | --overhead needs a program to run",
        "--overhead --summary FILE              | --overhead goes without --summary",
      })
  void whatItDoesNotGoWith(String line, String why) throws IOException {
    String program = file("a.atl", "let n = 3;");
    Run.of(("profile " + line.replace("FILE", program)).split(" +")).assertRefused(why);
  }
}
