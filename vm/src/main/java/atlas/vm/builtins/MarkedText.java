package atlas.vm.builtins;

import atlas.vm.runtime.Context;
import java.util.Arrays;

/**
 * A text in which every character stands between marks that say, in ASCII, what it is to its
 * neighbours: part of a word, a line end, or neither. So an engine whose {@code \b} knows ASCII
 * only finds the boundaries of all words ({@link PatternTranslator}).
 *
 * <p>A character {@code c} becomes {@code m < c > m}, with noncharacters for the brackets and
 * {@code m} one of {@code 0}, line feed and {@code (}. An atom of a marked pattern matches at the
 * beginning of such a group and nowhere else, whatever characters there are: elsewhere a bracket is
 * not where it must be. Only empty matches can be between the marks.
 */
final class MarkedText {
  /** What comes before the character in a pattern. */
  static final String BEFORE = "(?:[0\\n(]\\x{FFFE}";

  /** What comes after it. */
  static final String AFTER = "\\x{FFFF}[0\\n(])";

  /** The number of characters for one. */
  static final int LENGTH = 5;

  private final String text;

  /** Where the characters begin: in the marked text, and in the text; and the two ends. */
  private final int[] marked;

  private final int[] plain;

  MarkedText(Context context, String original) {
    int count = original.codePointCount(0, original.length());
    marked = new int[count + 1];
    plain = new int[count + 1];
    StringBuilder builder = new StringBuilder(original.length() + 4 * count);
    for (int i = 0, from = 0; i < count; i++) {
      Callback.poll(context, i);
      int c = original.codePointAt(from);
      char mark = c == '\n' ? '\n' : PatternTranslator.isWord(c) ? '0' : '(';
      builder.append(mark).append('\uFFFE').appendCodePoint(c).append('\uFFFF').append(mark);
      from += Character.charCount(c);
      marked[i + 1] = builder.length();
      plain[i + 1] = from;
    }
    text = builder.toString();
  }

  /** The text with its marks. */
  String text() {
    return text;
  }

  /** Where an index into the marked text lies in the text; -1 if between marks. */
  int toPlain(int index) {
    int i = Arrays.binarySearch(marked, index);
    return i < 0 ? -1 : plain[i];
  }

  /** The next beginning of a character, or the end, after an index; -1 after the end. */
  int after(int index) {
    int i = Arrays.binarySearch(marked, index + 1);
    int next = i < 0 ? -1 - i : i;
    return next < marked.length ? marked[next] : -1;
  }
}
