package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.model.Advice;
import atlas.profiler.model.Profile;
import atlas.profiler.report.ProfileReader;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextReport;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule has a program in which it speaks and one in which it is silent. */
final class AdviceTest {
  private static final String EXPECTED = "// advice: ";

  static List<Path> programs() throws IOException, URISyntaxException {
    Path directory = Path.of(AdviceTest.class.getResource("/advice").toURI());
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  private static String told(Advice advice) {
    return EXPECTED
        + "%d %s %d %d %s"
            .formatted(
                advice.line(), advice.rule(), advice.count(), advice.enough(), advice.source());
  }

  @ParameterizedTest
  @MethodSource("programs")
  void rule(Path file) throws IOException {
    String program = Files.readString(file);
    List<String> expected = program.lines().filter(line -> line.startsWith(EXPECTED)).toList();
    assertEquals(file.toString().endsWith(".silent.atl"), expected.isEmpty(), file.toString());
    Profile profile = Runs.assertAgree(program).profile();
    assertEquals(expected, profile.details().advice().stream().map(AdviceTest::told).toList());
  }

  /** A call is three instructions, and one of its callee four. */
  @Test
  void instructionsAreThoseOfTheCallAndItsCallee() {
    Profile profile =
        Runs.profile(
            """
            fn pair(n: number) -> number { return n + n; }
            fn main(n: number) -> void {
                for (var i = 0; i < 1000; i++) { pair(n); }
            }
            main(3);
            """);
    Advice advice = profile.details().advice().getFirst();
    // GetGlobal, GetLocal, Call; in the callee GetLocal, GetLocal, Add, Return.
    assertEquals(7000, advice.instructions());
    assertEquals(1, advice.enough());
  }

  @Test
  void isKeptAndAddedUp() throws ProfileReader.FormatException {
    Profile profile = Runs.profile("for (var i = 0; i < 1000; i++) { toUpperCase(\"a\"); }");
    Profile read = ProfileReader.read(Runs.json(profile));
    assertEquals(profile.details().advice(), read.details().advice());
    Advice both = profile.merge(read).details().advice().getFirst();
    assertEquals(List.of(2000L, 2L), List.of(both.count(), both.enough()));
  }

  /** The least that is worth a word is two per cent, and three lines are the most. */
  @Test
  void saysLittle() {
    String loop = "for (var i = 0; i < 1000; i++) { toUpperCase(\"a\"); }\n";
    String rest = "var s = 0;\nfor (var i = 0; i < %d; i++) { s += i; }\n";
    assertEquals(3, lines(loop.repeat(5)));
    assertEquals(1, lines(loop + rest.formatted(1_000)));
    assertEquals(0, lines(loop + rest.formatted(100_000)));
  }

  /** A search is one call, and may take as long as all the rest. */
  @Test
  void saysMoreOfWhatTheLibraryLooksThrough() {
    String search =
        """
        let names = split(repeat("a ", 1000), " ");
        for (var i = 0; i < %d; i++) { names.includes("b" + str(i)); }
        var s = 0;
        for (var i = 0; i < 100000; i++) { s += i; }
        """;
    assertEquals(1, searches(search.formatted(400)));
    assertEquals(0, searches(search.formatted(100)));
  }

  private static long searches(String program) {
    String report = new TextReport().render(Runs.profile(program), ReportOptions.DEFAULT);
    return report.lines().filter(line -> line.contains("searches of one array")).count();
  }

  private static long lines(String program) {
    String report = new TextReport().render(Runs.profile(program), ReportOptions.DEFAULT);
    assertEquals(report.contains("Advice: "), report.contains("calls, 1 before"));
    return report.lines().filter(line -> line.contains("before the loop would do")).count();
  }

  /** A few calls are worth a word if they take much. */
  @Test
  void countsInstructionsNotCalls() {
    Profile profile =
        Runs.profile(
            """
            fn slow(text: string) -> number {
                var n = 0;
                for t in split(text, " ") { n += len(t); }
                return n;
            }
            let text = repeat("a ", 1000);
            var sum = 0;
            for (var i = 0; i < 20; i++) { sum += slow(text); }
            """);
    Advice advice = profile.details().advice().getFirst();
    assertEquals(List.of(20L, 1L), List.of(advice.count(), advice.enough()));
    assertTrue(advice.instructions() > profile.totals().instructions() * 9 / 10);
  }

  /** A run that is stopped in the middle says what it found until then. */
  @Test
  void speaksOfWhatFailed() {
    Profile profile =
        Runs.assertAgree(
                """
                fn slow(n: number) -> number {
                    if (n == 0) { return 1 / 0; }
                    return slow(n - 1) + slow(n - 2);
                }
                fn fib(n: number) -> number {
                    if (n < 2) { return n; }
                    return fib(n - 1) + fib(n - 2);
                }
                fib(20) + slow(3);
                """)
            .profile();
    assertTrue(profile.stopped().isPresent());
    assertFalse(profile.details().advice().isEmpty());
  }
}
