package atlas.vm.diagnostics;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a code means and what to do about it. The texts are in a resource beside this class: a
 * heading for each code, paragraphs in Markdown, and examples as fenced blocks; a block with a file
 * name behind the language is a file that the example before it imports.
 *
 * @param paragraphs one line each
 * @param examples programs that get the code; none where a program cannot show it by itself
 */
public record Explanation(List<String> paragraphs, List<Example> examples) {
  private static final String RESOURCE = "explanations.md";
  private static final String FENCE = "```";
  private static final String FENCE_START = FENCE + "atlas";

  /** A program that gets the code, and the files that it imports, by name. */
  public record Example(String program, Map<String, String> files) {
    public Example {
      files = Map.copyOf(files);
    }
  }

  public Explanation {
    paragraphs = List.copyOf(paragraphs);
    examples = List.copyOf(examples);
  }

  static Explanation of(DiagnosticCode code) {
    String all = read();
    String heading = "# " + code.id() + "\n";
    int start = all.indexOf(heading);
    if (start < 0) {
      throw new IllegalStateException("not explained: " + code.id());
    }
    int end = all.indexOf("\n# A", start);
    return parse(all.substring(start + heading.length(), end < 0 ? all.length() : end));
  }

  private static String read() {
    try (InputStream in = Explanation.class.getResourceAsStream(RESOURCE)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Explanation parse(String section) {
    List<String> paragraphs = new ArrayList<>();
    List<Example> examples = new ArrayList<>();
    for (String block :
        section.strip().split("\n\n+(?=" + FENCE_START + ")|(?<=\n" + FENCE + ")\n+")) {
      if (block.startsWith(FENCE_START)) {
        addExample(block, examples);
      } else {
        paragraphs.addAll(List.of(block.strip().split("\n\n+")));
      }
    }
    return new Explanation(paragraphs, examples);
  }

  private static void addExample(String block, List<Example> examples) {
    int line = block.indexOf('\n');
    String name = block.substring(FENCE_START.length(), line).strip();
    String text = block.substring(line + 1, block.lastIndexOf("\n" + FENCE) + 1);
    if (name.isEmpty()) {
      examples.add(new Example(text, Map.of()));
    } else {
      Example before = examples.removeLast();
      Map<String, String> files = new LinkedHashMap<>(before.files());
      files.put(name, text);
      examples.add(new Example(before.program(), files));
    }
  }
}
