package atlas.vm.diagnostics;

/**
 * Text that a terminal shows and does not obey: what would act on it, such as an escape sequence or
 * a change of direction, is replaced by a picture. Tabs stay.
 */
public final class VisibleText {
  private static final char REPLACEMENT = '\uFFFD';
  private static final char CONTROL_PICTURES = '\u2400';
  private static final char DELETE_PICTURE = '\u2421';

  private VisibleText() {}

  /** A line; line feeds are replaced as well. */
  public static String of(String line) {
    return of(line, false);
  }

  /** A text of lines. */
  public static String ofLines(String lines) {
    return of(lines, true);
  }

  private static String of(String text, boolean hasLines) {
    if (text.chars().noneMatch(c -> replacement((char) c) != c)) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(hasLines && c == '\n' ? c : replacement(c));
    }
    return out.toString();
  }

  private static char replacement(char c) {
    if (c == '\t') {
      return c;
    }
    if (c < ' ') {
      return (char) (CONTROL_PICTURES + c);
    }
    if (c == '\u007F') {
      return DELETE_PICTURE;
    }
    boolean control = c > '\u007F' && c < '\u00A0';
    boolean turnsDirection = c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    return control || turnsDirection ? REPLACEMENT : c;
  }
}
