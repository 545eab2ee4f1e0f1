package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.DiagnosticRenderer;
import atlas.vm.diagnostics.DiagnosticRenderer.Style;
import atlas.vm.diagnostics.Explanation;
import atlas.vm.diagnostics.Explanation.Example;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every code is explained, its examples get it, and docs/diagnostics.md says so. */
final class ExplanationsTest {
  /** What no program can show by itself, on any computer. */
  private static final Set<DiagnosticCode> WITHOUT_EXAMPLE =
      EnumSet.of(
          DiagnosticCode.AT0300,
          DiagnosticCode.AT0301,
          DiagnosticCode.AT0302,
          DiagnosticCode.AT0303,
          DiagnosticCode.AT0400,
          DiagnosticCode.AT5004,
          DiagnosticCode.AT9995);

  @TestFactory
  Stream<DynamicTest> examplesGetTheirCode() {
    List<DynamicTest> tests = new ArrayList<>();
    for (DiagnosticCode code : DiagnosticCode.values()) {
      Explanation explanation = code.explanation();
      assertFalse(explanation.paragraphs().getFirst().isEmpty(), code.id());
      assertEquals(
          WITHOUT_EXAMPLE.contains(code), explanation.examples().isEmpty(), "examples of " + code);
      for (Example example : explanation.examples()) {
        tests.add(
            DynamicTest.dynamicTest(
                code.id(),
                () -> {
                  List<Diagnostic> found = diagnostics(example);
                  assertTrue(found.stream().anyMatch(d -> d.code() == code), found.toString());
                }));
      }
    }
    return tests.stream();
  }

  private static List<Diagnostic> diagnostics(Example example) {
    return DeepStack.call(() -> {
      Engine engine =
          new Engine(EngineKind.COMPILED, false, _ -> {}, new MemoryFiles(example.files()));
      SourceFile source = new SourceFile("main.atl", example.program());
      Compilation compilation = engine.compile(source, InputMode.FILE);
      List<Diagnostic> found = new ArrayList<>(compilation.diagnostics());
      compilation
          .unit()
          .map(unit -> engine.run(unit, Optional.empty()))
          .ifPresent(outcome -> {
            if (outcome instanceof Outcome.Failure failure) {
              found.add(failure.diagnostic());
            }
          });
      return found;
    });
  }

  @Test
  void thePageOfTheDocumentationIsUpToDate() throws IOException {
    Path page = Path.of(System.getProperty("atlas.root")).resolve("docs/diagnostics.md");
    String text = page();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(page, text);
    }
    assertEquals(text, Files.readString(page), "write it with -Dgolden.update=true");
  }

  private static String page() {
    StringBuilder page = new StringBuilder();
    page.append(
        """
        # Diagnostics

        Every message of Atlas has a code. `atlas explain AT3001` shows what is below about one of
        them. Errors of the text are found before anything runs; run-time errors end a run; warnings
        never stop anything.

        This page is generated from the table of codes. To change it, edit
        `vm/src/main/resources/atlas/vm/diagnostics/explanations.md` and run
        `mvn test -pl vm -Dtest=ExplanationsTest -Dgolden.update=true`.

        | code | | |
        |---|---|---|
        """);
    for (DiagnosticCode code : DiagnosticCode.values()) {
      page.append("| [").append(code.id()).append("](#").append(code.id().toLowerCase(Locale.ROOT));
      page.append(") | ").append(code.title()).append(" | ").append(code.levels()).append(" |\n");
    }
    for (DiagnosticCode code : DiagnosticCode.values()) {
      append(code, page);
    }
    return page.toString();
  }

  private static void append(DiagnosticCode code, StringBuilder page) {
    page.append("\n## ").append(code.id()).append("\n\n");
    page.append("*").append(code.title()).append(" · ").append(code.levels()).append("*\n");
    Explanation explanation = code.explanation();
    explanation.paragraphs().forEach(p -> page.append('\n').append(p).append('\n'));
    for (Example example : explanation.examples()) {
      page.append("\n```atlas\n").append(example.program()).append("```\n");
      new TreeMap<>(example.files())
          .forEach((name, text) ->
              page.append("\n`")
                  .append(name)
                  .append("`:\n\n```atlas\n")
                  .append(text)
                  .append("```\n"));
      Diagnostic shown =
          diagnostics(example).stream().filter(d -> d.code() == code).findFirst().orElseThrow();
      String text = new DiagnosticRenderer(Style.PLAIN).render(shown);
      page.append("\n```text\n").append(text).append("```\n");
    }
  }

  /** The headings are those of the codes, in their order. */
  @Test
  void nothingElseIsExplained() throws IOException {
    try (var in = DiagnosticCode.class.getResourceAsStream("explanations.md")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> headings =
          text.lines().filter(l -> l.startsWith("# ")).map(l -> l.substring(2)).toList();
      assertEquals(Stream.of(DiagnosticCode.values()).map(DiagnosticCode::id).toList(), headings);
    }
  }
}
