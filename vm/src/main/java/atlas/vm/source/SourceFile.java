package atlas.vm.source;

import java.util.Arrays;

/**
 * A source text and its name. The name is what diagnostics and profiles show: a path as the user
 * gave it, or something in angle brackets ({@code <input>}, {@code <cell 3>}) where there is no
 * file. Immutable; compared by identity.
 */
public final class SourceFile {
  private final String name;
  private final String text;
  private final int[] lineStarts;

  public SourceFile(String name, String text) {
    this.name = name;
    this.text = text;
    this.lineStarts = lineStarts(text);
  }

  private static int[] lineStarts(String text) {
    int[] starts = new int[16];
    int count = 1;
    for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
      if (count == starts.length) {
        starts = Arrays.copyOf(starts, count * 2);
      }
      starts[count++] = i + 1;
    }
    return Arrays.copyOf(starts, count);
  }

  public String name() {
    return name;
  }

  public String text() {
    return text;
  }

  /** Whether the name is that of a file. */
  public boolean isFile() {
    return !(name.startsWith("<") && name.endsWith(">"));
  }

  /** The number of lines; an empty text has one. */
  public int lineCount() {
    return lineStarts.length;
  }

  /** The line, from 1, in which a UTF-16 offset lies. */
  public int line(int offset) {
    int found = Arrays.binarySearch(lineStarts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Line and column (in scalar values) of a UTF-16 offset. */
  public Position position(int offset) {
    int line = line(offset);
    return new Position(line, text.codePointCount(lineStarts[line - 1], offset) + 1);
  }

  /** The text of a line, counted from 1, without its line end (CR included). */
  public String lineText(int line) {
    int start = lineStarts[line - 1];
    int end = line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    if (end > start && text.charAt(end - 1) == '\r') {
      end--;
    }
    return text.substring(start, end);
  }

  /** The UTF-16 offset at which a line, counted from 1, starts. */
  public int lineStart(int line) {
    return lineStarts[line - 1];
  }

  /** The text under a span. */
  public String text(Span span) {
    return text.substring(span.start(), span.end());
  }

  @Override
  public String toString() {
    return name;
  }
}
