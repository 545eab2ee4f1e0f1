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
    Path directory =
        Path.of(System.getProperty("atlas.root")).resolve("vm/src/test/resources/conformance");
    List<DynamicTest> tests = new ArrayList<>();
    for (String file : List.of("tables.txt", "rules.txt", "library.txt")) {
      for (String line : Files.readAllLines(directory.resolve(file))) {
        String[] parts = line.split(" {2}=> {2}");
        if (parts.length == 2 && !line.startsWith("#")) {
          String program = parts[0].contains("\"") ? parts[0] : parts[0].replace("\\n", "\n");
          tests.add(DynamicTest.dynamicTest(program, () -> check(program)));
        }
      }
    }
    assertTrue(tests.size() > 500, "rows are missing");
    return tests.stream();
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
      assertEquals(withoutIdentity(interpreted.shown()), withoutIdentity(Runs.plain(program)));
      assertEquals(withoutIdentity(interpreted.shown()), withoutIdentity(compiled.shown()));
      assertEquals(interpreted.profile(), compiled.profile());
    }
  }

  /** Values without a text of their own show where they are, and perhaps how they are held. */
  private static String withoutIdentity(Runs.Shown shown) {
    return shown.toString().replaceAll("value atlas[\\w.]+@\\w+", "value");
  }
}
