package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.bytecode.BytecodeVerifier;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.runtime.Display;
import atlas.vm.source.Position;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The specification's tables and, rule by rule, more rows of their kind, each under the compiled
 * engine with calls linked for good, with calls that can be linked anew, and under the reference
 * interpreter.
 */
final class ConformanceTest {
  private record Row(String section, String program, String expected) {}

  private record Setting(String name, EngineKind kind, boolean redefinable) {}

  private static final List<Setting> SETTINGS =
      List.of(
          new Setting("compiled", EngineKind.COMPILED, false),
          new Setting("compiled, redefinable", EngineKind.COMPILED, true),
          new Setting("interpreter", EngineKind.INTERPRETER, false));

  @TestFactory
  Stream<DynamicTest> rows() throws IOException {
    return read().stream()
        .flatMap(row ->
            SETTINGS.stream()
                .map(setting ->
                    DynamicTest.dynamicTest(
                        row.section() + " " + setting.name() + ": " + row.program(),
                        () -> check(row, run(row.program(), setting)))));
  }

  private static List<Row> read() throws IOException {
    List<Row> rows = new ArrayList<>(read("tables.txt"));
    rows.addAll(read("rules.txt"));
    rows.addAll(read("library.txt"));
    rows.addAll(read("numbers.txt"));
    rows.addAll(read("known.txt"));
    assertTrue(rows.size() > 500, "rows are missing");
    return rows;
  }

  private static List<Row> read(String file) throws IOException {
    List<Row> rows = new ArrayList<>();
    String section = "";
    try (var in = ConformanceTest.class.getResourceAsStream("/conformance/" + file)) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.split("\n")) {
        if (line.startsWith("## ")) {
          section = line.substring(3);
        } else if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.split(" {2}=> {2}");
          // A line end is written \n outside of strings; rows with strings have real escapes only.
          String program = parts[0].contains("\"") ? parts[0] : parts[0].replace("\\n", "\n");
          rows.add(new Row(section, program, parts[1].replace("\\n", "\n")));
        }
      }
    }
    return rows;
  }

  /** A row without a place is content with an error anywhere. */
  private static void check(Row row, String found) {
    boolean placed = row.expected().contains(" @");
    boolean failed = found.startsWith("err ");
    assertEquals(row.expected(), failed && !placed ? found.split(" @")[0] : found);
  }

  private static String run(String program, Setting setting) {
    return DeepStack.call(() -> {
      Engine engine = new Engine(setting.kind(), setting.redefinable(), _ -> {});
      Compilation compilation = engine.compile(new SourceFile("<test>", program), InputMode.FILE);
      if (compilation.unit().isEmpty()) {
        return code(compilation.diagnostics().getFirst());
      }
      CompiledUnit unit = compilation.unit().get();
      assertEquals(List.of(), BytecodeVerifier.verify(unit.code()));
      return switch (engine.run(unit, Optional.empty())) {
        case Outcome.Success s -> Display.display(s.value());
        case Outcome.Failure f -> code(f.diagnostic());
        case Outcome.Interrupted i -> "interrupted";
      };
    });
  }

  private static String code(Diagnostic diagnostic) {
    Position at = diagnostic.position();
    return "err " + diagnostic.code().id() + " @" + at.line() + ":" + at.column();
  }
}
