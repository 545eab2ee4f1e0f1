package atlas.kernel.command;

import atlas.vm.diagnostics.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * Breaks the literal form of a value into lines that fit a width: scalars fill the lines, nested
 * arrays have a line each. A text that fits, or is no array, stays as it is.
 */
final class ValueLayout {
  private static final int DEEPEST = 20;
  private static final int NARROWEST = 10;
  private static final int SHORTEST_ELEMENT = 4;

  private final int width;
  private final StringBuilder out = new StringBuilder();

  private ValueLayout(int width) {
    this.width = width;
  }

  static String of(String literal, int width) {
    if (width < NARROWEST || DisplayWidth.of(literal) <= width) {
      return literal;
    }
    ValueLayout layout = new ValueLayout(width);
    layout.write(literal, 0, 0);
    return layout.out.toString();
  }

  /**
   * @param indent the column at which the text starts
   */
  private void write(String text, int indent, int depth) {
    int open = text.indexOf('[');
    boolean broken =
        indent + DisplayWidth.of(text) > width
            && depth < DEEPEST
            && open >= 0
            && isOpening(text.substring(0, open))
            && indent + open + SHORTEST_ELEMENT <= width;
    if (!broken) {
      out.append(text);
      return;
    }
    int close = text.lastIndexOf(']');
    out.append(text, 0, open + 1);
    elements(
        split(text.substring(open + 1, close)), indent + open + 1, text.length() - close, depth);
    out.append(text, close, text.length());
  }

  /** What may stand before the bracket of an array that is the whole value: {@code Some(}. */
  private static boolean isOpening(String text) {
    return text.isEmpty() || text.matches("((Some|Ok|Err)\\()+");
  }

  /**
   * @param tail the characters behind the last element
   */
  private void elements(List<String> elements, int indent, int tail, int depth) {
    boolean oneEach = elements.stream().anyMatch(e -> e.endsWith("]") || e.endsWith(")"));
    int column = indent;
    for (int i = 0; i < elements.size(); i++) {
      String element = elements.get(i);
      int columns = DisplayWidth.of(element);
      boolean last = i == elements.size() - 1;
      if (i > 0 && (oneEach || column + 1 + columns + (last ? tail : 1) > width)) {
        out.append('\n').append(" ".repeat(indent));
        column = indent;
      } else if (i > 0) {
        out.append(' ');
        column++;
      }
      write(element, column, depth + 1);
      out.append(last ? "" : ",");
      column += columns + 1;
    }
  }

  /** The elements of an array; commas in strings and inner brackets separate nothing. */
  private static List<String> split(String text) {
    List<String> elements = new ArrayList<>();
    int depth = 0;
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        i += c == '\\' ? 1 : 0;
        quoted = c != '"';
        continue;
      }
      switch (c) {
        case '"' -> quoted = true;
        case '[', '(', '{' -> depth++;
        case ']', ')', '}' -> depth--;
        case ',' -> {
          if (depth == 0) {
            elements.add(text.substring(start, i));
            start = i + 2;
          }
        }
        default -> {}
      }
    }
    elements.add(text.substring(Math.min(start, text.length())));
    return elements;
  }
}
