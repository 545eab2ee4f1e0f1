package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.diagnostics.DiagnosticRenderer;
import atlas.vm.diagnostics.DiagnosticRenderer.Style;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The samples of docs/language.md do what the page says. A fenced block is a program, and the block
 * under it what it prints; one with a file name is a file that the next program imports.
 */
final class LanguageGuideTest {
  private static final Pattern SAMPLE =
      Pattern.compile("```atlas *(\\S*)\n(.*?)```\n(\n```text\n.*?```\n)?", Pattern.DOTALL);

  @ParameterizedTest
  @EnumSource(EngineKind.class)
  void samplesPrintWhatStandsUnderThem(EngineKind kind) throws IOException {
    Path page = Path.of(System.getProperty("atlas.root")).resolve("docs/language.md");
    String text = Files.readString(page);
    String run = withOutputs(text, kind);
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(page, run);
      text = run;
    }
    assertEquals(run, text, "write it with -Dgolden.update=true");
  }

  private static String withOutputs(String text, EngineKind kind) {
    Matcher matcher = SAMPLE.matcher(text);
    Map<String, String> files = new HashMap<>();
    StringBuilder result = new StringBuilder();
    int samples = 0;
    while (matcher.find()) {
      samples++;
      String replacement = "```atlas\n" + matcher.group(2) + "```\n";
      if (matcher.group(1).isEmpty()) {
        String said = run(matcher.group(2), files, kind);
        replacement += said.isEmpty() ? "" : "\n```text\n" + said + "```\n";
        files.clear();
      } else {
        replacement = matcher.group();
        files.put(matcher.group(1), matcher.group(2));
      }
      matcher.appendReplacement(result, Matcher.quoteReplacement(replacement));
    }
    assertTrue(samples > 15, "samples are missing");
    return matcher.appendTail(result).toString();
  }

  private static String run(String program, Map<String, String> files, EngineKind kind) {
    StringBuilder said = new StringBuilder();
    DiagnosticRenderer renderer = new DiagnosticRenderer(Style.PLAIN);
    return DeepStack.call(() -> {
      Engine engine = new Engine(kind, false, said::append, new MemoryFiles(Map.copyOf(files)));
      SourceFile source = new SourceFile("main.atl", program);
      Compilation compilation = engine.compile(source, InputMode.FILE);
      said.append(renderer.render(compilation.diagnostics()));
      compilation
          .unit()
          .map(unit -> engine.run(unit, Optional.empty()))
          .ifPresent(outcome -> {
            if (outcome instanceof Outcome.Failure failure) {
              said.append(renderer.render(List.of(failure.diagnostic())));
            }
          });
      return said.toString();
    });
  }
}
