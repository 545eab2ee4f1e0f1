package atlas.vm.diagnostics;

import atlas.vm.diagnostics.Explanation.Example;
import java.util.TreeMap;

/** Shows the explanation of a code as text of at most 80 columns, examples apart. */
public final class ExplanationRenderer {
  private static final int WIDTH = 80;
  private static final int INDENT = 4;

  private ExplanationRenderer() {}

  /** The text; it ends in a line end. */
  public static String render(DiagnosticCode code) {
    StringBuilder text = new StringBuilder();
    text.append(code.id()).append(": ").append(code.title());
    text.append(" (").append(code.levels()).append(")\n");
    Explanation explanation = code.explanation();
    for (String paragraph : explanation.paragraphs()) {
      text.append('\n').append(wrapped(paragraph)).append('\n');
    }
    for (Example example : explanation.examples()) {
      text.append("\nExample:\n\n").append(example.program().strip().indent(INDENT));
      new TreeMap<>(example.files())
          .forEach((file, content) ->
              text.append("\n  with ")
                  .append(file)
                  .append(":\n\n")
                  .append(content.strip().indent(INDENT)));
    }
    return text.toString();
  }

  private static String wrapped(String paragraph) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String word : paragraph.split(" ")) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        text.append('\n');
        column = 0;
      } else if (column > 0) {
        text.append(' ');
        column++;
      }
      text.append(word);
      column += word.length();
    }
    return text.toString();
  }
}
