package atlas.kernel.command;

import atlas.vm.diagnostics.DisplayWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Breaks the literal form of a value into lines that fit a width: scalars fill the lines, nested
 * arrays and the objects of JSON have a line each. A text that fits, or is neither, stays as it is.
 */
final class ValueLayout {
  private static final int DEEPEST = 20;
  private static final int NARROWEST = 10;
  private static final int SHORTEST_ELEMENT = 4;
  private static final List<String> WRAPPERS = List.of("Some(", "Ok(", "Err(");
  private static final String KEY_END = "\": ";

  private final int width;
  private final StringBuilder out = new StringBuilder();

  private ValueLayout(int width) {
    this.width = width;
  }

  static String of(String literal, int width) {
    // A literal form has no line feed; what has been laid out already has.
    if (width < NARROWEST || DisplayWidth.of(literal) <= width || literal.indexOf('\n') >= 0) {
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
    int open = opening(text);
    int close = text.length() - 1;
    while (close > open && text.charAt(close) == ')') {
      close--;
    }
    boolean broken =
        indent + DisplayWidth.of(text) > width
            && depth < DEEPEST
            && close > open
            && text.charAt(close) == (text.charAt(open) == '[' ? ']' : '}')
            && indent + open + SHORTEST_ELEMENT <= width;
    if (!broken) {
      out.append(text);
      return;
    }
    out.append(text, 0, open + 1);
    elements(
        split(text.substring(open + 1, close)), indent + open + 1, text.length() - close, depth);
    out.append(text, close, text.length());
  }

  /**
   * Where the bracket is of the container that a text is altogether, but for its key and for {@code
   * Some(}; at its end if it is none.
   */
  private static int opening(String text) {
    int i = endOfKey(text);
    while (WRAPPERS.stream().anyMatch(prefix(text, i))) {
      i = text.indexOf('(', i) + 1;
    }
    boolean isOpening = i < text.length() && (text.charAt(i) == '[' || text.charAt(i) == '{');
    return isOpening ? i : text.length();
  }

  private static Predicate<String> prefix(String text, int from) {
    return wrapper -> text.startsWith(wrapper, from);
  }

  /** Behind the key and the colon of an entry of an object; 0 if the text is no such entry. */
  private static int endOfKey(String text) {
    int i = 1;
    while (text.startsWith("\"") && i < text.length() && text.charAt(i) != '"') {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return text.startsWith(KEY_END, i) ? i + KEY_END.length() : 0;
  }

  /**
   * @param tail the characters behind the last element
   */
  private void elements(List<String> elements, int indent, int tail, int depth) {
    boolean oneEach = elements.stream().anyMatch(ValueLayout::isContainer);
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

  private static boolean isContainer(String element) {
    return element.endsWith("]") || element.endsWith(")") || element.endsWith("}");
  }

  /** The elements of a container; commas in strings and inner brackets separate nothing. */
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
