package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.Severity;
import atlas.vm.source.Position;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every kind of warning, where it is due and where it is not; none of them stops a program. */
final class WarningsTest {
  private static final String ARROW = "  =>  ";

  @TestFactory
  Stream<DynamicTest> rows() throws IOException {
    List<String> rows;
    try (InputStream in = WarningsTest.class.getResourceAsStream("/conformance/warnings.txt")) {
      rows =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> line.contains(ARROW))
              .toList();
    }
    assertTrue(rows.size() > 40, "rows are missing");
    return rows.stream().map(row -> DynamicTest.dynamicTest(row, () -> check(row)));
  }

  private static void check(String row) {
    String[] parts = row.split(ARROW);
    SourceFile source = new SourceFile("<input>", parts[0].replace("\\n", "\n"));
    Compilation compilation =
        new Engine(EngineKind.INTERPRETER, false, _ -> {}).compile(source, InputMode.FILE);
    assertTrue(compilation.unit().isPresent(), "a warning stopped it, or there is an error");
    String found =
        compilation.diagnostics().stream()
            .filter(diagnostic -> diagnostic.severity() == Severity.WARNING)
            .map(WarningsTest::place)
            .collect(Collectors.joining(", "));
    assertEquals(parts[1], found.isEmpty() ? "none" : found);
  }

  private static String place(Diagnostic diagnostic) {
    Position at = diagnostic.position();
    return diagnostic.code().id() + " @" + at.line() + ":" + at.column();
  }
}
