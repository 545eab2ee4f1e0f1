package atlas.repl.terminal;

import atlas.repl.terminal.CodeHighlighter.Excerpt;
import atlas.vm.diagnostics.DisplayWidth;
import java.util.function.IntBinaryOperator;
import org.jline.utils.AttributedString;

/**
 * Which lines of a text a screen shows that is too small for all of them: the last ones if the
 * cursor is among them, else those from the cursor on.
 *
 * @param prompt the columns that the prompt before each line takes
 */
record Viewport(int rows, int columns, int prompt) {
  /** Signatures that are a hint, and the row that says that there is more, take lines' places. */
  private static final int LINES_AROUND = 2;

  private static final int FEWEST_FOR_MENU = 4;

  /** Some lines more than fit, from which JLine chooses. */
  Excerpt around(String text, int cursor, int mark) {
    return excerpt(text, cursor, mark, rows + LINES_AROUND, (_, _) -> 1);
  }

  /**
   * No more than leaves room for what is shown below, such as a menu. A row stays free: JLine
   * scrolls a screen that is full, and leaves parts of lines where others are then.
   */
  Excerpt above(AttributedString list, String text, int cursor, int mark) {
    int below = list.columnSplitLength(columns).size();
    return excerpt(text, cursor, mark, rows - below - 1, (from, to) -> rows(text, from, to));
  }

  /** Whether a menu could be shown below a line. */
  boolean hasRoomForMenu() {
    return rows >= FEWEST_FOR_MENU;
  }

  /** Whether a text leaves more than half of the screen to what is shown below it. */
  boolean isMostlyEmpty(String text) {
    int all = 0;
    int from = 0;
    while (from <= text.length() && all <= rows / 2) {
      int to = endOfLine(text, from);
      all += rows(text, from, to);
      from = to + 1;
    }
    return all <= rows / 2;
  }

  /** Where the line of the cursor begins, or what of it takes half of the screen at most. */
  int startOfLine(String text, int cursor) {
    int start = text.lastIndexOf('\n', cursor - 1) + 1;
    // A character may take two columns.
    int shortened = Math.max(start, cursor - (columns * (rows / 2) - prompt) / 2);
    boolean splitsPair = shortened > start && Character.isLowSurrogate(text.charAt(shortened));
    return splitsPair ? shortened + 1 : shortened;
  }

  private static Excerpt excerpt(
      String text, int cursor, int mark, int rows, IntBinaryOperator rowsOfLine) {
    int start = text.length() + 1;
    int left = rows;
    while (start > 0 && left >= 0) {
      int above = text.lastIndexOf('\n', start - 2) + 1;
      left -= rowsOfLine.applyAsInt(above, start - 1);
      start = left >= 0 ? above : start;
    }
    if (start == 0) {
      return Excerpt.all(text, mark);
    }
    if (cursor >= start) {
      return new Excerpt(text, start, text.length(), mark);
    }
    int from = text.lastIndexOf('\n', cursor - 1) + 1;
    int to = endOfLine(text, cursor);
    left = rows - rowsOfLine.applyAsInt(from, to);
    while (to < text.length() && left > 0) {
      int below = endOfLine(text, to + 1);
      left -= rowsOfLine.applyAsInt(to + 1, below);
      to = left >= 0 ? below : to;
    }
    return new Excerpt(text, from, to, mark);
  }

  private static int endOfLine(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
  }

  private int rows(String text, int from, int to) {
    int width = prompt + DisplayWidth.of(text.substring(from, to));
    return 1 + Math.max(0, width - 1) / columns;
  }
}
