package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.runtime.Display;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Programs of several files (language §15), and modules in sessions. */
final class ModulesTest {
  private record Case(String title, SortedFiles files, String expected) {}

  /** The files of a program, the entry first. */
  private record SortedFiles(LinkedHashMap<String, String> texts) {
    String entry() {
      return texts.firstEntry().getKey();
    }
  }

  @TestFactory
  Stream<DynamicTest> programs() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Case test : read()) {
      for (EngineKind kind : EngineKind.values()) {
        for (boolean redefinable : List.of(false, true)) {
          String name = test.title() + ", " + kind + (redefinable ? ", redefinable" : "");
          tests.add(
              DynamicTest.dynamicTest(
                  name, () -> assertEquals(test.expected(), run(test, kind, redefinable))));
        }
      }
    }
    assertTrue(tests.size() > 120, "cases are missing");
    return tests.stream();
  }

  private static List<Case> read() throws IOException {
    try (var in = ModulesTest.class.getResourceAsStream("/conformance/modules.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      List<Case> cases = new ArrayList<>();
      for (String part : text.split("(?m)^## ")) {
        if (part.contains("\n===\n")) {
          cases.add(parse(part));
        }
      }
      return cases;
    }
  }

  private static Case parse(String part) {
    String[] halves = part.split("\n===\n");
    LinkedHashMap<String, String> files = new LinkedHashMap<>();
    String[] texts = halves[0].split("\n--- ");
    for (String file : List.of(texts).subList(1, texts.length)) {
      int end = file.indexOf('\n');
      files.put(
          file.substring(0, end < 0 ? file.length() : end), end < 0 ? "" : file.substring(end + 1));
    }
    return new Case(texts[0].strip(), new SortedFiles(files), halves[1].strip());
  }

  private static String run(Case test, EngineKind kind, boolean redefinable) {
    Map<String, String> texts = test.files().texts();
    StringBuilder said = new StringBuilder();
    return DeepStack.call(() -> {
      Engine engine = new Engine(kind, redefinable, said::append, new MemoryFiles(texts));
      String entry = test.files().entry();
      Compilation compilation =
          engine.compile(new SourceFile(entry, texts.get(entry)), InputMode.FILE);
      compilation.diagnostics().forEach(d -> said.append(line(d)));
      compilation
          .unit()
          .ifPresent(unit ->
              said.append(
                  switch (engine.run(unit, Optional.empty())) {
                    case Outcome.Success s -> "result " + Display.display(s.value());
                    case Outcome.Failure f -> line(f.diagnostic());
                    case Outcome.Interrupted _ -> "interrupted";
                  }));
      return said.toString().strip();
    });
  }

  private static String line(Diagnostic d) {
    return d.severity().word()
        + " "
        + d.code().id()
        + " "
        + d.source().name()
        + ":"
        + d.position().line()
        + ":"
        + d.position().column()
        + "\n";
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void modulesStayLoadedInASession(EngineKind kind) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("m.atl", "print(\"m\"); export var n = 0; export fn add() { n++; }");
    EngineSession session = new EngineSession(kind, new MemoryFiles(files));
    assertEquals("m\nnull", session.eval("import { n, add } from \"./m\"; add();"));
    assertEquals("1", session.eval("n"));
    assertEquals("null", session.eval("import { n } from \"./m\"; add();"));
    assertEquals("2", session.eval("n"));
    assertEquals("AT3003", session.eval("n = 3;"));
    assertEquals("5", session.eval("let n = 5; n"));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aDeclarationInTheSessionDoesNotTakeTheModulesPlace(EngineKind kind) {
    String text = "export var n = 1; export fn get() -> number { return n; }";
    EngineSession session = new EngineSession(kind, new MemoryFiles(Map.of("m.atl", text)));
    session.eval("import { n, get } from \"./m\"; fn seen() -> number { return n; }");
    assertEquals("7", session.eval("let n = 7; n"));
    assertEquals("1", session.eval("get()"), "the module's own variable is still there");
    assertEquals("1", session.eval("seen()"));
    assertEquals("9", session.eval("fn get() -> number { return 9; } get()"));
    assertEquals("8", session.eval("let n = 8; n"), "its own it may declare anew");
    assertEquals("2", session.eval("import { n, get } from \"./m\"; n + get()"));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aChangedModuleIsLoadedAgain(EngineKind kind) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("a.atl", "export fn one() -> number { return 1; } export let old = 1;");
    files.put("m.atl", "import { one } from \"./a\"; export fn f() -> number { return one(); }");
    EngineSession session = new EngineSession(kind, new MemoryFiles(files));
    assertEquals(
        "1", session.eval("import { f } from \"./m\"; fn g() -> number { return f(); } g()"));
    files.put("a.atl", "print(\"again\"); export fn one() -> number { return 11; }");
    assertEquals("1", session.eval("g()"), "not before it is imported again");
    assertEquals("again\nnull", session.eval("import { f } from \"./m\";"));
    assertEquals("11", session.eval("g()"), "what has the same type takes the old one's place");
    assertEquals("AT5006", session.eval("import { old } from \"./a\";"));
  }

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void aModuleThatFailedIsTriedAgain(EngineKind kind) {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("m.atl", "print(\"m\"); export let x = 1 / 0;");
    EngineSession session = new EngineSession(kind, new MemoryFiles(files));
    assertEquals("m\nAT0005", session.eval("import { x } from \"./m\"; let y = 1;"));
    assertEquals("AT2002", session.eval("x"));
    assertEquals("AT2002", session.eval("y"));
    assertEquals("m\nAT0005", session.eval("import { x } from \"./m\";"));
    files.put("m.atl", "export let x = 1;");
    assertEquals("1", session.eval("import { x } from \"./m\"; x"));
  }

  @Test
  void compilingAloneRunsNothing() {
    Map<String, String> files = Map.of("m.atl", "print(\"m\"); export let x = 1;");
    EngineSession session = new EngineSession(EngineKind.COMPILED, new MemoryFiles(files));
    session.engine.compile(
        new SourceFile("<type>", "import { x } from \"./m\"; x"), InputMode.INTERACTIVE);
    assertEquals("m\n1", session.eval("import { x } from \"./m\"; x"));
  }

  @Test
  void filesAreReadFromTheDirectoryOfTheEntry(@TempDir Path directory) throws IOException {
    Files.writeString(directory.resolve("m.at"), "\uFEFFexport let x = 1;");
    Files.write(directory.resolve("bad.at"), new byte[] {'/', '/', (byte) 0xFF});
    Files.createDirectory(directory.resolve("dir.at"));
    Files.createSymbolicLink(directory.resolve("link.at"), directory.resolve("m.at"));
    assertEquals(List.of(), codes(directory, "import { x } from \"./m\"; x;"));
    assertEquals(List.of(), codes(directory, "import { x } from \"./link\"; x;"));
    assertEquals(List.of("AT5002"), codes(directory, "import { x } from \"./bad\";"));
    assertEquals(List.of("AT5002"), codes(directory, "import { x } from \"./dir\";"));
    assertEquals(List.of(), codes(directory, "import { x } from \"/m.at\"; x;"));
    Engine engine = new Engine(EngineKind.COMPILED, false, _ -> {});
    SourceFile main =
        new SourceFile(directory.resolve("main.at").toString(), "import { x } from \"./m\";");
    CompiledUnit unit = engine.compile(main, InputMode.FILE).unit().orElseThrow();
    assertEquals(
        directory.resolve("m.at").toString(), unit.imported().getFirst().typed().source().name());
  }

  @Test
  void filesCanBeForbidden() {
    Engine engine = new Engine(EngineKind.COMPILED, false, _ -> {}, SourceReader.none());
    SourceFile main = new SourceFile("main.at", "import { x } from \"./m\";");
    Diagnostic error = engine.compile(main, InputMode.FILE).diagnostics().getFirst();
    assertEquals("AT5002", error.code().id());
    assertEquals(List.of("looked for m.atl, m.at, m.atlas"), error.notes());
  }

  private static List<String> codes(Path directory, String text) {
    Engine engine = new Engine(EngineKind.COMPILED, false, _ -> {});
    SourceFile main = new SourceFile(directory.resolve("main.at").toString(), text);
    return engine.compile(main, InputMode.FILE).diagnostics().stream()
        .map(d -> d.code().id())
        .toList();
  }
}
