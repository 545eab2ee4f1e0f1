package atlas.profiler.report;

import atlas.vm.diagnostics.DisplayWidth;
import java.util.ArrayList;
import java.util.List;

/**
 * Text in a grid of terminal cells: what it takes, how it is cut, what must not get there. Source
 * text may hold anything; a control character would break the table or command the terminal.
 *
 * <p>A report is written once in the life of a process, by code that no JIT compiler has seen yet:
 * what is asked of each character is little where it is an ordinary one.
 */
final class Glyphs {
  private final boolean ascii;

  Glyphs(boolean ascii) {
    this.ascii = ascii;
  }

  /** Text that takes one line and is harmless: control characters become blanks. */
  String clean(String text) {
    if (isPlain(text)) {
      return text;
    }
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(c -> {
          if (isUnfit(c)) {
            clean.append(' ');
          } else if (ascii && c > '~') {
            clean.append('?');
          } else {
            clean.appendCodePoint(c);
          }
        });
    return clean.toString();
  }

  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isPlain(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether a character is of printable ASCII. */
  private static boolean isPlain(char c) {
    return c >= ' ' && c <= '~';
  }

  private static boolean isUnfit(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.SURROGATE;
  }

  /** The cells that a text takes. */
  static int width(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isPlain(c) && !isDrawn(c)) {
        return DisplayWidth.of(text);
      }
    }
    return text.length();
  }

  /** Whether a character is a line, a block or a dot of our own drawing. */
  private static boolean isDrawn(char c) {
    return c >= '\u2500' && c <= '\u259F' || c == '…';
  }

  private String ellipsis() {
    return ascii ? "..." : "…";
  }

  /** The lines of a text that breaks at blanks; all but the first are two cells further in. */
  List<String> wrap(String text, int cells) {
    if (width(text) <= cells) {
      return List.of(text);
    }
    String further = " ".repeat(text.length() - text.stripLeading().length() + 2);
    List<String> lines = new ArrayList<>();
    String rest = text;
    while (width(rest) > cells) {
      int end = rest.lastIndexOf(' ', DisplayWidth.start(rest, cells).length());
      if (end <= further.length()) {
        break;
      }
      lines.add(rest.substring(0, end).stripTrailing());
      rest = further + rest.substring(end).strip();
    }
    lines.add(cutEnd(rest, cells));
    return lines;
  }

  /** The start of a text. */
  String cutEnd(String text, int cells) {
    return width(text) <= cells
        ? text
        : DisplayWidth.start(text, cells - width(ellipsis())) + ellipsis();
  }

  /** The end of a text. */
  String cutStart(String text, int cells) {
    return width(text) <= cells ? text : ellipsis() + tail(text, cells - width(ellipsis()));
  }

  /** Start and end of a text. */
  String cutMiddle(String text, int cells) {
    if (width(text) <= cells) {
      return text;
    }
    int left = cells - width(ellipsis());
    return DisplayWidth.start(text, left / 2) + ellipsis() + tail(text, left - left / 2);
  }

  private static String tail(String text, int cells) {
    int start = text.length();
    int used = 0;
    while (start > 0) {
      int c = text.codePointBefore(start);
      used += DisplayWidth.of(c);
      if (used > cells) {
        break;
      }
      start -= Character.charCount(c);
    }
    return text.substring(start);
  }

  static String padLeft(String text, int cells) {
    return " ".repeat(Math.max(0, cells - width(text))) + text;
  }

  static String padRight(String text, int cells) {
    return text + " ".repeat(Math.max(0, cells - width(text)));
  }
}
