package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Profile;
import atlas.profiler.report.CollapsedReport;
import atlas.profiler.report.HtmlReport;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextReport;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.SourceReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Programs of several files: the counts of each are those of the file that the code is in. */
final class ModulesProfileTest {
  private static final String MAIN =
      """
      import { sum, half } from "./lib";
      import { limit } from "./config";
      print(sum(limit));
      for (var i = 0; i < 3; i++) { half(i + 1); }
      """;

  private static final String LIB =
      """
      import { limit } from "./config";
      var calls = 0;
      export fn sum(n: number) -> number {
        var s = 0;
        for (var i = 0; i < n; i++) { s += i; }
        return s;
      }
      export fn half(n: number) -> number { calls++; return limit / n; }
      sum(limit * 2);
      """;

  private static final String CONFIG = "export let limit = 50;\n";

  private record Files(Map<String, String> texts) implements SourceReader {
    @Override
    public Optional<Path> find(Path path) {
      Path file = path.normalize();
      return texts.containsKey(file.toString()) ? Optional.of(file) : Optional.empty();
    }

    @Override
    public byte[] read(Path file) {
      return texts.get(file.toString()).getBytes(StandardCharsets.UTF_8);
    }
  }

  private static Profile profile(EngineKind kind, String main, String lib) {
    Files files = new Files(Map.of("lib.atl", lib, "config.atl", CONFIG));
    Engine engine = new Engine(kind, false, _ -> {}, files);
    return DeepStack.call(
        () -> new Profiler(engine, () -> 0).run(Runs.compile(engine, "main.atl", main)).profile());
  }

  private static Map<String, Long> instructionsByFile(Profile profile) {
    Map<String, Long> sums = new TreeMap<>();
    for (LineProfile line : profile.lines()) {
      sums.merge(line.file(), line.count(), Long::sum);
    }
    return sums;
  }

  @Test
  void everyFileHasItsOwnCounts() {
    Profile compiled = profile(EngineKind.COMPILED, MAIN, LIB);
    assertEquals(profile(EngineKind.INTERPRETER, MAIN, LIB), compiled);
    assertEquals(
        List.of("config.atl", "lib.atl", "main.atl"), compiled.files().stream().sorted().toList());
    assertEquals(5, compiled.totals().calls(), "sum twice, half three times");
    Map<String, Long> sums = instructionsByFile(compiled);
    assertEquals(compiled.totals().instructions(), sums.values().stream().mapToLong(x -> x).sum());
    // Constant, SetGlobal, Pop, Halt.
    assertEquals(4, sums.get("config.atl"));
  }

  @Test
  void aRunThatFailsInAModuleIsExact() {
    String failing = MAIN.replace("half(i + 1)", "half(2 - i)");
    assertEquals(
        profile(EngineKind.INTERPRETER, failing, LIB), profile(EngineKind.COMPILED, failing, LIB));
    String broken = LIB + "half(0);\n";
    Profile profile = profile(EngineKind.COMPILED, MAIN, broken);
    assertEquals(profile(EngineKind.INTERPRETER, MAIN, broken), profile);
    assertEquals(null, instructionsByFile(profile).get("main.atl"), "the importer did not run");
  }

  @Test
  void everyRowOfAFunctionNamesItsFile() {
    Profile profile = profile(EngineKind.COMPILED, MAIN, LIB);
    String text = new TextReport().render(profile, ReportOptions.DEFAULT);
    String html = new HtmlReport().render(profile, ReportOptions.DEFAULT);
    String table = text.substring(text.indexOf("\nFunctions"), text.indexOf("\nOpcodes"));
    String page = html.substring(html.indexOf("Functions"), html.indexOf("Opcodes"));
    for (FunctionProfile function : profile.functions()) {
      String place = function.id().file() + ":" + function.id().line();
      assertTrue(
          table
              .lines()
              .anyMatch(row -> row.startsWith(" " + function.id().name()) && row.contains(place)),
          table);
      assertTrue(page.contains(">" + place + "<"), page);
    }
  }

  @Test
  void topLevelCodeOfOneFileIsNotThatOfAnother() {
    String collapsed =
        new CollapsedReport()
            .render(profile(EngineKind.COMPILED, MAIN, LIB), ReportOptions.DEFAULT);
    assertEquals(
        Set.of("<main> (config.atl)", "<main> (lib.atl)", "<main> (main.atl)"),
        collapsed
            .lines()
            .map(line -> line.substring(0, line.indexOf(';')))
            .filter(frame -> frame.startsWith("<main>"))
            .collect(Collectors.toSet()));
  }
}
