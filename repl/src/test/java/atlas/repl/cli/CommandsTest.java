package atlas.repl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.diagnostics.DiagnosticCode;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static final String GOOD =
      """
      fn sq(x: number) -> number {
        return x * x;
      }
      print("begin");
      sq(12);
      """;

  private static final String FAILING =
      """
      print("begin");
      let zero = 0;
      1 / zero;
      print("never");
      """;

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"compiled", "interpreter"})
  void runPrintsWhatTheProgramPrintsAndNothingElse(String engine) throws IOException {
    Run.of("run", "--engine=" + engine, file("good.at", GOOD)).assertPrinted("begin\n");
    Run.of("run", file("good.at", GOOD), "--engine", engine, "argument").assertPrinted("begin\n");
    Run.withInput(GOOD, "run", "-").assertPrinted("begin\n");
    String arguments = file("arguments.at", "print(programArgs());");
    Run.of("run", arguments, "a", "--", "--engine", "-x").assertPrinted("[a, --engine, -x]\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"compiled", "interpreter"})
  void runOfAFailingProgramKeepsItsOutput(String engine) throws IOException {
    String file = file("failing.at", FAILING);
    Run run = Run.of("run", "--engine=" + engine, file);
    assertEquals("begin\n", run.out());
    run.assertFailed("AT0005");
    assertTrue(run.err().contains("--> " + file + ":3:1"), run.err());
  }

  @Test
  void aProgramWithAStaticErrorDoesNotBegin() throws IOException {
    for (String command : List.of("run", "profile", "disasm", "check")) {
      Run run = Run.of(command, file("wrong.at", "print(1);\nlet x: number = \"a\";\n"));
      assertEquals("", run.out());
      run.assertFailed("AT3001");
    }
  }

  @Test
  void aFileNeedsItsSemicolons() throws IOException {
    Run.of("run", file("open.at", "print(1)")).assertFailed("AT1002");
    Run.of("run", file("twice.at", "let x = 1; let x = 2;")).assertFailed("AT2003");
  }

  @Test
  void aByteOrderMarkIsNoPartOfAProgram() throws IOException {
    Run.of("run", file("bom.at", "\uFEFFprint(1);\r\nprint(2);")).assertPrinted("1\n2\n");
  }

  @Test
  void checkSaysNothingAboutAGoodProgram() throws IOException {
    Run.of("check", file("good.at", GOOD)).assertPrinted("");
    Run.of("check", "--json", file("failing.at", FAILING)).assertPrinted("");
  }

  @Test
  void checkTellsOneJsonObjectPerDiagnostic() throws IOException {
    String file = file("wrong.at", "let a = 1;\nlet n: number = \"😀\" ;\nnope;\n");
    Run run = Run.of("check", "--json", file);
    assertEquals(1, run.exit());
    assertEquals("", run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(2, lines.size(), run.out());
    JsonNode first = JSON.readTree(lines.getFirst());
    assertTrue(
        lines
            .getFirst()
            .startsWith("{\"diag_version\":1,\"level\":\"error\",\"code\":\"AT3001\",\"message\":"),
        lines.getFirst());
    assertEquals(file, first.get("file").asText());
    assertEquals(2, first.get("line").asInt());
    assertEquals(17, first.get("column").asInt());
    assertEquals(3, first.get("length").asInt());
    assertEquals("let n: number = \"😀\" ;", first.get("snippet").asText());
    assertFalse(first.has("related") && first.get("related").isEmpty());
    assertEquals("AT2002", JSON.readTree(lines.get(1)).get("code").asText());
  }

  @Test
  void profileShowsOutputThenResultThenReport() throws IOException {
    String file = file("good.at", GOOD);
    for (String engine : List.of("compiled", "interpreter")) {
      Run run = Run.of("profile", "--engine=" + engine, file);
      assertTrue(run.out().startsWith("begin\n144\nProfile of " + file), run.out());
      assertTrue(run.out().lines().allMatch(line -> line.length() <= 80), run.out());
      assertEquals("", run.err());
      assertEquals(0, run.exit());
    }
  }

  @Test
  void profileOfAFailingProgramShowsTheReportNonetheless() throws IOException {
    Run run = Run.of("profile", file("failing.at", FAILING));
    run.assertFailed("AT0005");
    assertTrue(run.out().startsWith("begin\nProfile of "), run.out());
    assertTrue(run.out().contains("AT0005"), run.out());
  }

  @Test
  void aSummaryIsOneLine() throws IOException {
    Run run = Run.of("profile", "--summary", file("good.at", GOOD));
    assertEquals(3, run.out().lines().count(), run.out());
  }

  @Test
  void aReportInJsonAddsUp() throws IOException {
    Path report = directory.resolve("report.json");
    Run run = Run.of("profile", "--format=json", "-o", report.toString(), file("good.at", GOOD));
    assertEquals(0, run.exit());
    assertTrue(run.out().startsWith("begin\n144\n"), run.out());
    assertEquals(3, run.out().lines().count(), run.out());
    assertTrue(run.out().contains(report.toString()), run.out());
    JsonNode json = JSON.readTree(Files.readString(report));
    long total = json.get("instructions").asLong();
    assertEquals(total, sum(json.get("locations")));
    assertEquals(total, sum(json.get("opcodes")));
    assertEquals(total, sum(json.get("lines")));
    assertEquals("atlas-profile", json.get("format").asText());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "json", "html", "speedscope", "collapsed"})
  void everyFormatCanBeWrittenToTheOutput(String format) throws IOException {
    Run run = Run.of("profile", "--format", format, file("good.at", GOOD));
    assertEquals(0, run.exit(), run.err());
    assertTrue(run.out().startsWith("begin\n144\n"));
    assertTrue(run.out().endsWith("\n"));
    assertTrue(run.out().length() > 20);
  }

  @Test
  void bothEnginesCountTheSame() throws IOException {
    for (String program : List.of(GOOD, FAILING)) {
      String file = file("program.at", program);
      JsonNode compiled = counts("compiled", file);
      JsonNode interpreted = counts("interpreter", file);
      assertEquals(interpreted.get("locations"), compiled.get("locations"));
      assertEquals(interpreted.get("calls"), compiled.get("calls"));
      assertEquals(interpreted.get("max_depth"), compiled.get("max_depth"));
    }
  }

  @Test
  void disasmListsBytecode() throws IOException {
    Run run = Run.of("disasm", file("good.at", GOOD));
    assertEquals(0, run.exit());
    assertTrue(run.out().contains("sq"), run.out());
    assertTrue(run.out().contains("Mul"), run.out());
  }

  @Test
  void disasmListsImportedModules() throws IOException {
    file("shapes.at", "export fn area(side: number) -> number { return side * side; }");
    Run run = Run.of("disasm", file("main.at", "import { area } from \"./shapes\"; area(3);"));
    assertEquals(0, run.exit());
    assertTrue(run.out().contains("function 1 area: (number) -> number"), run.out());
    assertTrue(run.out().contains("\n\nunit "), run.out());
  }

  @Test
  void explainKnowsEveryCode() {
    Run run = Run.of("explain", "at5003");
    assertTrue(run.out().startsWith("AT5003: import cycle (error)\n"), run.out());
    assertTrue(run.out().contains("  with b.atl:\n"), run.out());
    for (DiagnosticCode code : DiagnosticCode.values()) {
      String text = Run.of("explain", code.id()).out();
      assertTrue(text.startsWith(code.id() + ": " + code.title()), text);
    }
  }

  @Test
  void checkOfSeveralFilesNamesEach() throws IOException {
    file("lib.at", "/* 🚀 */ export let n: null = \"é\";");
    Run run = Run.of("check", "--json", file("main.at", "import { n } from \"./lib\";"));
    List<JsonNode> lines = new ArrayList<>();
    for (String line : run.out().lines().toList()) {
      lines.add(JSON.readTree(line));
    }
    assertEquals(1, run.exit());
    assertEquals(2, lines.size());
    assertEquals(directory.resolve("lib.at").toString(), lines.get(0).get("file").asText());
    assertEquals(30, lines.get(0).get("column").asInt());
    assertEquals(3, lines.get(0).get("length").asInt());
    assertEquals("AT5005", lines.get(1).get("code").asText());
    List<String> keys = new ArrayList<>();
    lines.get(0).fieldNames().forEachRemaining(keys::add);
    assertEquals(
        List.of(
            "diag_version",
            "level",
            "code",
            "message",
            "file",
            "line",
            "column",
            "length",
            "snippet",
            "label"),
        keys);
  }

  @Test
  void replReadsAScriptFromTheInput() {
    Run run =
        Run.withInput("fn sq(x: number) -> number { return x * x; }\n:profile sq(12)\n", "repl");
    assertTrue(run.out().startsWith("144\nProfile of <input 2>"), run.out());
    assertEquals("", run.err());
    assertEquals(0, run.exit());
    assertEquals(1, Run.withInput("nope\n1\n", "repl", "--engine=interpreter").exit());
  }

  @Test
  void testComparesWithTheFilesBeside() throws IOException {
    file("a.at", "print(1);");
    file("a.stdout", "1\n");
    file("b.at", "print(2);");
    file("b.stdout", "3\n");
    file("c.atl", FAILING);
    file("d.atlas", "print(4);");
    Run run = Run.of("test", directory.toString());
    assertEquals(1, run.exit());
    assertTrue(run.out().contains("FAIL " + directory.resolve("b.at")), run.out());
    assertTrue(run.out().contains("expected '3', found '2'"), run.out());
    assertTrue(run.out().contains("FAIL " + directory.resolve("c.atl")), run.out());
    assertTrue(run.out().endsWith("2 passed, 2 failed\n"), run.out());
    Run.of("test", directory.resolve("a.at").toString(), directory.resolve("d.atlas").toString())
        .assertPrinted("2 passed, 0 failed\n");
  }

  @Test
  void testAcceptsTheErrorsThatAreExpected() throws IOException {
    String file = file("failing.at", FAILING);
    file("failing.stderr", Run.of("run", file).err());
    Run.of("test", file).assertPrinted("1 passed, 0 failed\n");
  }

  @Test
  void testDoesNotDependOnHowTheFileIsNamed() throws IOException {
    Files.createDirectory(directory.resolve("sub"));
    file("sub/failing.at", FAILING);
    String file = directory + "/sub/../sub/./failing.at";
    file("sub/failing.stderr", Run.of("run", file).err());
    Run.of("test", directory.resolve("sub/failing.at").toString())
        .assertPrinted("1 passed, 0 failed\n");
    file("sub/failing.stderr", Run.of("run", file).err().replace(".at:", ".atl:"));
    Run run = Run.of("test", file);
    assertEquals(1, run.exit());
    assertTrue(run.out().contains("stderr, line 2: expected '  --> failing.atl:"), run.out());
  }

  @Test
  void testTellsTheLineEndAtTheEnd() throws IOException {
    String file = file("a.at", "print(1);");
    file("a.stdout", "1");
    assertTrue(Run.of("test", file).out().contains("stdout: a line end at the end"));
    file("a.stdout", "1\n");
    file("a.at", "print(1); print(\"\");");
    assertTrue(Run.of("test", file).out().contains("line 2: expected the end, found ''"));
  }

  @Test
  void testPassesOverHiddenFiles() throws IOException {
    Files.createDirectories(directory.resolve(".git/x"));
    file(".git/x/a.at", "nope;");
    file(".b.at", "nope;");
    file("c.at", "print(1);");
    Run.of("test", directory.toString()).assertPrinted("1 passed, 0 failed\n");
    assertEquals(1, Run.of("test", directory.resolve(".git").toString()).exit());
  }

  @Test
  void testReportsJsonInTheOrderOfItsArguments() throws IOException {
    String good = file("good.at", GOOD);
    String failing = file("failing.at", FAILING);
    String wrong = file("wrong.at", "nope;");
    String missing = directory.resolve("missing.at").toString();
    Run run = Run.of("test", "--json", wrong, good, failing, missing);
    assertEquals(0, run.exit());
    assertEquals("", run.err());
    List<String> lines = run.out().lines().toList();
    assertEquals(4, lines.size());
    JsonNode first = JSON.readTree(lines.get(0));
    assertEquals("check", first.get("phase").asText());
    assertTrue(first.get("value").isNull());
    assertEquals(1, first.get("exit").asInt());
    assertEquals(
        "{\"file\":%s,\"exit\":0,\"phase\":\"run\",\"value\":\"144\",\"type\":\"number\",\"stdout\":\"begin\\n\",\"stderr\":\"\"}"
            .formatted(JSON.writeValueAsString(good)),
        lines.get(1));
    JsonNode third = JSON.readTree(lines.get(2));
    assertEquals("run", third.get("phase").asText());
    assertEquals("begin\n", third.get("stdout").asText());
    assertTrue(third.get("stderr").asText().startsWith("error[AT0005]"));
    assertEquals(2, JSON.readTree(lines.get(3)).get("exit").asInt());
  }

  @Test
  void trainingSaysNothing() {
    Run.of("train").assertPrinted("");
  }

  @ParameterizedTest
  @ValueSource(strings = {"constructs.atl", "library.atl"})
  void whatItRunsIsRightFromBeginningToEnd(String name) throws IOException {
    try (InputStream in = Main.class.getResourceAsStream(name)) {
      Run run = Run.withInput(in.readAllBytes(), "run", "-");
      assertEquals("", run.err());
      assertTrue(run.out().endsWith("\n"), run.out());
    }
  }

  @Test
  void muchOutputIsFast() throws IOException {
    String file =
        file("much.at", "for (var i = 0; i < 300000; i++) { print(\"line of output\"); }");
    Run run = Run.of("run", file);
    assertEquals(300_000, run.out().lines().count());
  }

  private static JsonNode counts(String engine, String file) throws IOException {
    String out = Run.of("profile", "--engine=" + engine, "--format=json", file).out();
    return JSON.readTree(out.substring(out.indexOf('{')));
  }

  private static long sum(JsonNode rows) {
    long sum = 0;
    for (JsonNode row : rows) {
      sum += row.get("count").asLong();
    }
    return sum;
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text).toString();
  }
}
