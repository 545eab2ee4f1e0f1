package atlas.repl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Saved profiles: shown, compared, added up, and as a limit for later runs. */
final class ProfileCommandTest {
  private static final String PROGRAM =
      """
      fn work(n: number) -> number {
          var sum = 0;
          for (var i: number = 0; i < n; i = i + 1) {
              sum = sum + i;
          }
          return sum;
      }
      fn unused() -> void { print("no"); }
      print(work(100));
      """;

  @TempDir private Path directory;

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }

  private String saved(String name, String program) throws IOException {
    String path = directory.resolve(name).toString();
    Run run = Run.of("profile", "-o", path, file(name + ".atl", program));
    assertEquals(0, run.exit(), run.err());
    return path;
  }

  @Test
  void aSavedProfileIsShownAgain() throws IOException {
    String program = file("a.atl", PROGRAM);
    String path = directory.resolve("a.atlprof").toString();
    Run run = Run.of("profile", "--save", path, "--threshold", "0", program);
    Run again = Run.of("profile", "--threshold", "0", path);
    assertEquals(0, again.exit(), again.err());
    assertTrue(run.out().contains(again.out()), again.out());
    Run.of("profile", "--tree", path).assertRefused("--tree needs a program to run");
  }

  @Test
  void theEndingOfAReportIsItsForm() throws IOException {
    String program = file("a.atl", PROGRAM);
    for (String ending : List.of("html", "json", "txt")) {
      Path report = directory.resolve("report." + ending);
      assertEquals(0, Run.of("profile", "-o", report.toString(), program).exit());
      String start = Files.readString(report).substring(0, 1);
      assertEquals(Map.of("html", "<", "json", "{", "txt", "P").get(ending), start);
    }
  }

  /** Byte for byte, and the same diagnostic and status; then the report. */
  @ParameterizedTest
  @ValueSource(strings = {"print(\"a\\tb\"); 6 * 7;", "print(1); [1][2];", ""})
  void theProgramShowsTheSameAsWithoutAProfile(String text) throws IOException {
    String program = file("a.atl", text);
    Run plain = Run.of("run", program);
    Run profiled = Run.of("profile", program);
    assertEquals(plain.exit(), profiled.exit());
    assertEquals(plain.err(), profiled.err());
    String end = profiled.out().substring(0, profiled.out().indexOf("Profile of "));
    assertTrue(end.startsWith(plain.out()), end);
    // The value that a session would show.
    assertEquals(text.contains("6 * 7") ? "42\n" : "", end.substring(plain.out().length()));
  }

  @Test
  void annotatedSourceFollowsTheReport() throws IOException {
    Run run = Run.of("profile", "--annotate", file("a.atl", PROGRAM));
    String line = " 100 +[0-9,]+ +[0-9.]+ +4 +sum = sum \\+ i;";
    assertTrue(Pattern.compile(line).matcher(run.out()).find(), run.out());
  }

  @Test
  void nothingDiffersFromItself() throws IOException {
    String path = saved("a.atlprof", PROGRAM);
    Run run = Run.of("profile", "--diff", path, path, "--fail-if", "+0");
    assertEquals(0, run.exit());
    assertTrue(run.out().contains("no count differs"), run.out());
  }

  @Test
  void aDifferenceNamesTheLines() throws IOException {
    String before = saved("a.atlprof", PROGRAM);
    String after = saved("b.atlprof", "// moved\n" + PROGRAM.replace("100", "200"));
    Run run = Run.of("profile", "--diff", before, after);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().contains("sum = sum + i;"), run.out());
    assertTrue(run.out().contains("new"), run.out());
    assertTrue(
        Run.of("profile", "--diff", "--format=html", before, after).out().contains("<table"));
    assertEquals(2, Run.of("profile", "--diff", "--format=json", before, after).exit());
  }

  @Test
  void aGateStopsGrowth() throws IOException {
    String baseline = saved("a.atlprof", PROGRAM);
    String same = file("same.atl", PROGRAM);
    String larger = file("larger.atl", PROGRAM.replace("100", "103"));
    String[] gate = {"profile", "--summary", "--baseline", baseline, "--fail-if", "+2%"};
    assertEquals(0, gated(gate, same).exit());
    Run grown = gated(gate, larger);
    assertEquals(3, grown.exit());
    assertTrue(grown.err().contains("of the baseline: the limit is +2%"), grown.err());
    assertTrue(grown.out().contains("sum = sum + i;"), grown.out());
    gate[5] = "+10%";
    assertEquals(0, gated(gate, larger).exit());
  }

  private static Run gated(String[] arguments, String file) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = file;
    return Run.of(all);
  }

  @Test
  void profilesAddUp() throws IOException {
    String one = saved("a.atlprof", PROGRAM);
    String sum = directory.resolve("sum.atlprof").toString();
    assertEquals(0, Run.of("profile", "merge", one, one, one, "-o", sum).exit());
    Run diff = Run.of("profile", "--diff", one, sum);
    assertTrue(diff.out().contains("(+200.00 %)"), diff.out());
    Run.of("profile", "merge").assertRefused("merge needs saved profiles");
  }

  @Test
  void theMarginOfAListingAddsUp() throws IOException {
    String path = saved("a.atlprof", PROGRAM);
    Run run = Run.of("disasm", "--profile", path, path + ".atl");
    long sum =
        run.out()
            .lines()
            .filter(line -> line.matches(" *[0-9,]+ +\\d+  \\d+:\\d+ .*"))
            .mapToLong(line -> Long.parseLong(line.strip().split(" ")[0].replace(",", "")))
            .sum();
    String report = Run.of("profile", "--summary", path).out();
    assertTrue(report.contains(": %,d instructions".formatted(sum)), report);
    assertEquals("", run.err());
  }

  @Test
  void aListingOfOtherCodeSaysSo() throws IOException {
    String path = saved("a.atlprof", PROGRAM);
    Run run = Run.of("disasm", "--profile", path, file("b.atl", "print(1);"));
    assertTrue(run.err().contains("are of other code than this"), run.err());
  }

  @Test
  void callgrindIsAFormat() throws IOException {
    Run run = Run.of("profile", "--format=callgrind", saved("a.atlprof", PROGRAM));
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().startsWith("# callgrind format\n"), run.out());
  }

  /** Wherever a saved profile is wanted, what is none is refused before anything runs. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "profile BAD", "profile --format speedscope BAD", "profile -o OUT.pb.gz BAD",
        "profile --diff BAD GOOD", "profile --diff GOOD BAD", "profile merge BAD GOOD",
        "profile merge GOOD BAD", "profile --baseline BAD PROGRAM", "disasm --profile BAD PROGRAM",
      })
  void whatIsNoProfileIsRefused(String line) throws IOException {
    String good = saved("good.atlprof", PROGRAM);
    String json = Files.readString(Path.of(good));
    Path out = directory.resolve("OUT.pb.gz");
    Map<String, String> wrong =
        Map.of(
            "empty", "",
            "program", PROGRAM,
            "cut", json.substring(0, json.length() / 2),
            "other", "{\"$schema\": \"https://www.speedscope.app/file-format-schema.json\"}",
            "newer", json.replace("\"version\": 1", "\"version\": 2"),
            "huge", json.replaceFirst("\"instructions\": \\d+", "\"instructions\": 1e999"),
            "deep", "[".repeat(100_000));
    for (Map.Entry<String, String> each : wrong.entrySet()) {
      assertRefused(line, file(each.getKey() + ".atlprof", each.getValue()), good, out);
    }
    Path binary = directory.resolve("binary.atlprof");
    Files.write(binary, new byte[] {31, (byte) 139, 8, 0, (byte) 255});
    assertRefused(line, binary.toString(), good, out);
    assertRefused(line, directory.resolve("missing.atlprof").toString(), good, out);
    Path folder = Files.createDirectory(directory.resolve("folder.atlprof"));
    assertRefused(line, folder.toString(), good, out);
    assertFalse(Files.exists(out));
  }

  private static void assertRefused(String line, String bad, String good, Path out) {
    String[] arguments =
        line.replace("BAD", bad)
            .replace("GOOD", good)
            .replace("PROGRAM", good + ".atl")
            .replace("OUT.pb.gz", out.toString())
            .split(" ");
    Run.of(arguments).assertRefused("cannot read '" + bad + "': ");
  }

  @Test
  void aFullDiskIsSaidAndTheReportIsNotLost() throws IOException {
    assumeTrue(Files.exists(Path.of("/dev/full")));
    Run run = Run.of("profile", "--save", "/dev/full", file("a.atl", PROGRAM));
    assertEquals(2, run.exit());
    assertTrue(run.out().contains("Hot lines:"), run.out());
    assertEquals("atlas: cannot write '/dev/full': No space left on device\n", run.err());
  }

  /** The tools that the formats are of show the same totals, where they are installed. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "callgrind | profile.out | callgrind_annotate | %,d (100.0%%)  PROGRAM TOTALS",
        "text | profile.pb.gz | go tool pprof -top -nodefraction=0 | 100%% of %d total",
      })
  void otherToolsReadTheirFormats(String format, String name, String tool, String total)
      throws Exception {
    String saved = saved("a.atlprof", PROGRAM);
    String file = directory.resolve(name).toString();
    for (String tree : new String[] {"", "--tree "}) {
      String line = "profile " + tree + "--format " + format + " -o " + file + " " + saved + ".atl";
      assertEquals(0, Run.of(line.split(" ")).exit());
      assumeTrue(isInstalled(tool.split(" ")[0]), tool);
      Process process =
          new ProcessBuilder((tool + " " + file).split(" ")).redirectErrorStream(true).start();
      String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertEquals(0, process.waitFor(), shown);
      String summary = Run.of("profile", "--summary", saved).out();
      long instructions =
          Long.parseLong(
              summary.replaceFirst("(?s).*: ([0-9,]+) instructions.*", "$1").replace(",", ""));
      assertTrue(shown.contains(String.format(Locale.ROOT, total, instructions)), shown);
    }
  }

  private static boolean isInstalled(String tool) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
  }

  @Test
  void growthIsSeenInARunForEachValue() throws IOException {
    String program =
        file("a.atl", PROGRAM.replace("print(work(100))", "let n = 3;\nprint(work(n))"));
    Run run = Run.of("profile", "--scale", "n=10,20,40", program);
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().startsWith("45\nGrowth of "), run.out());
    assertTrue(run.out().contains("Instructions grow like n: exactly "), run.out());
    Run json = Run.of("profile", "--scale", "n=10,20,40", "--format", "json", program);
    assertTrue(json.out().contains("\"format\": \"atlas-scaling\""), json.out());
    Run html = Run.of("profile", "--scale", "n=10,20,40", "--format", "html", program);
    assertTrue(html.out().contains("<!DOCTYPE html>"), html.out());
  }

  /** What one run reads is there for the next one, too, and more if it reads more. */
  @Test
  void eachScaledRunGetsTheSameInputAndArguments() throws IOException {
    String program =
        file(
            "a.atl",
            """
            let n = 1;
            let by = len(programArgs()[0]);
            var sum = 0;
            for (var i = 0; i < n; i++) {
                let line = str(readLine());
                for (var k = 0; k < len(line) * by; k++) { sum += k; }
            }
            setEnv("N", str(n));
            print(str(sum));
            """);
    String lines = "ab\n".repeat(30);
    Run run = Run.withInput(lines, "profile", "--scale", "n=10,20,30", program, "--", "--x");
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().startsWith("150\nGrowth of "), run.out());
    assertTrue(run.out().contains("Instructions grow like n: exactly "), run.out());
  }

  @Test
  void argumentsOfTheProgramFollowTwoDashes() throws IOException {
    String program = file("a.atl", "print(programArgs());\n");
    for (String line :
        List.of("FILE --summary -- a --tree -- b", "--summary -- FILE a --tree -- b")) {
      Run run = Run.of(("profile " + line.replace("FILE", program)).split(" "));
      assertTrue(run.out().startsWith("[a, --tree, --, b]\nProfile of "), run.out() + run.err());
    }
    Run.of("profile", "--diff", "a.atlprof", "b.atlprof", "--", "x")
        .assertRefused("only a program that is run takes arguments");
  }

  @Test
  void warningsOfAScaledProgramAreSaidOnceAndOfItsOwnText() throws IOException {
    String program = file("a.atl", "let n = 3 + 4;\nfn f() { let unused = 1; }\nprint(n);\n");
    Run run = Run.of("profile", "--scale", "n=10,20,40", program);
    assertEquals(0, run.exit(), run.err());
    assertEquals(2, run.err().split("'unused'", -1).length, run.err());
  }

  @Test
  void aRunThatFailsIsTheLast() throws IOException {
    String program =
        file("a.atl", "let n = 1;\nlet a = [1, 2, 3];\nfor (var i = 0; i < n; i++) { a[i]; }\n");
    Run run = Run.of("profile", "--scale", "n=1,2,3,9,10", program);
    assertEquals(1, run.exit());
    assertTrue(run.err().contains("error[AT0006]"), run.err());
    assertTrue(run.err().endsWith("atlas: stopped with n = 9\n"), run.err());
    assertTrue(run.out().contains("Instructions grow like n: exactly "), run.out());
    Run limited = Run.of("profile", "--scale", "n=1,2,3", "--max-instructions", "3", program);
    assertEquals(3, limited.exit());
    assertEquals("", limited.out());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--scale m=1,2 FILE                  | declares no variable 'm'",
        "--scale sizes=1,2 FILE              | did you mean 'size'?",
        "--scale name=1,2 FILE               | 'name' is a string; --scale needs a number",
        "--scale size=1 FILE                 | needs two to 100 values",
        "--scale size=1,2 --tree FILE        | goes without --tree",
        "--scale size=1,2 --save x FILE      | goes without --save",
        "--scale size=1,2 --format callgrind FILE | text, html or json only",
        "--scale size=1,2 -o x.atlprof FILE  | text, html or json only",
      })
  void whatDoesNotGoWithGrowth(String line, String why) throws IOException {
    String program = file("a.atl", "let size = 3;\nlet name = \"a\";\nprint(name + str(size));\n");
    Run.of(("profile " + line.replace("FILE", program)).split(" +")).assertRefused(why);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--diff a.atlprof              | needs two saved profiles",
        "--fail-if +2% x.atl           | needs --baseline",
        "--diff --fail-if x a b        | a limit such as '+2%'",
        "--sort size x.atl             | can be instr, self, hits, calls, total, allocs, place",
        "--sort alocs x.atl            | --sort cannot be 'alocs'; did you mean 'allocs'?",
        "--format jsn x.atl            | unknown format 'jsn'; did you mean 'json'?",
        "--where name~x x.atl          | cannot compare 'name'; it can be file, fn",
        "--query=tpo x.atl             | no clause 'tpo'; did you mean 'top'?",
        "nope.atlprof                  | no such file",
        "--baseline nope.atlprof x.atl | no such file",
        "a.atl b.atl                   | unexpected argument 'b.atl'",
      })
  void badUsage(String arguments, String why) {
    Run run = Run.of(("profile " + arguments).split(" +"));
    assertEquals(2, run.exit());
    assertTrue(run.err().contains(why), run.err());
  }

  /** Beside each option that takes a value stands one that does it. */
  @Test
  void theHelpHasAnExampleOfEachOption() {
    String help = Run.of("profile", "--help").out();
    List<String> names =
        Pattern.compile("^ +(?:-o, )?(--[a-z-]+)=[A-Z]", Pattern.MULTILINE)
            .matcher(help)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertTrue(names.size() > 12, names::toString);
    for (String name : names) {
      String example = name.equals("--output") ? "-o report" : name + " ";
      assertTrue(help.contains(example), name);
    }
    assertTrue(help.lines().allMatch(line -> line.length() <= 80), help);
  }
}
