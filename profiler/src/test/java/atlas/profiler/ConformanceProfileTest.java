package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.engine.DeepStack;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The rows of the conformance tables, profiled: they show the same, and the counts are exact. */
final class ConformanceProfileTest {
  @TestFactory
  Stream<DynamicTest> rows() throws IOException {
    List<String> programs = programs();
    assertTrue(programs.size() > 1000, "rows are missing");
    return programs.stream().map(program -> DynamicTest.dynamicTest(program, () -> check(program)));
  }

  static List<String> programs() throws IOException {
    Path directory =
        Path.of(System.getProperty("atlas.root")).resolve("vm/src/test/resources/conformance");
    List<String> programs = new ArrayList<>();
    for (String file :
        List.of("tables.txt", "rules.txt", "library.txt", "numbers.txt", "known.txt")) {
      for (String line : Files.readAllLines(directory.resolve(file))) {
        String[] parts = line.split(" {2}=> {2}");
        if (parts.length == 2 && !line.startsWith("#")) {
          programs.add(parts[0].contains("\"") ? parts[0] : parts[0].replace("\\n", "\n"));
        }
      }
    }
    return programs;
  }

  private static void check(String program) {
    boolean runs =
        DeepStack.call(() ->
            new Engine(EngineKind.COMPILED, false, _ -> {})
                .compile(new SourceFile("test.atl", program), InputMode.FILE)
                .unit()
                .isPresent());
    if (runs) {
      Runs.Counted interpreted = Runs.counted(EngineKind.INTERPRETER, program);
      Runs.Counted compiled = Runs.counted(EngineKind.COMPILED, program);
      assertEquals(interpreted.shown(), Runs.plain(program));
      assertEquals(interpreted.shown(), compiled.shown());
      assertEquals(interpreted.profile(), compiled.profile());
    }
  }
}
