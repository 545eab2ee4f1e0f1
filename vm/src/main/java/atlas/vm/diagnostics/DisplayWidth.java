package atlas.vm.diagnostics;

/**
 * How many columns a character takes on a terminal: two for East Asian wide characters and emoji,
 * none for combining marks and joiners, one otherwise.
 */
public final class DisplayWidth {
  /** Wide blocks beyond the ideographs and emoji that {@link Character} knows: from, to, … */
  private static final int[] WIDE = {
    0x1100, 0x115F, // Hangul initial consonants
    0x2E80, 0x303E, // radicals, ideographic punctuation
    0x3041, 0xA4CF, // kana, bopomofo, enclosed and compatibility forms, Yi
    0xA960, 0xA97F, // Hangul extended
    0xAC00, 0xD7A3, // Hangul syllables
    0xFE10, 0xFE19, // vertical forms
    0xFE30, 0xFE6F, // compatibility forms
    0xFF01, 0xFF60, // fullwidth forms
    0xFFE0, 0xFFE6, // fullwidth signs
    0x1F200, 0x1F2FF, // enclosed ideographs
  };

  private static final int FIRST_FLAG_LETTER = 0x1F1E6;
  private static final int LAST_FLAG_LETTER = 0x1F1FF;

  private DisplayWidth() {}

  /** The columns of a text. */
  public static int of(String text) {
    return text.codePoints().map(DisplayWidth::of).sum();
  }

  /** The columns of a character. */
  public static int of(int codePoint) {
    if (codePoint < 0x300) {
      return 1;
    }
    if (isZeroWidth(codePoint)) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  /** As much of the start of a text as fits into some columns. */
  public static String start(String text, int columns) {
    int end = 0;
    int used = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      used += of(c);
      if (used > columns) {
        break;
      }
      end += Character.charCount(c);
    }
    return text.substring(0, end);
  }

  /** A text that fits into some columns: its start and an ellipsis if it is too long. */
  public static String shortened(String text, int columns) {
    return of(text) <= columns ? text : start(text, columns - 1) + "…";
  }

  private static boolean isZeroWidth(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      case Character.FORMAT -> !isReplacedWhenShown(codePoint);
      default -> false;
    };
  }

  /** Changes of direction are shown as one replacement character. */
  private static boolean isReplacedWhenShown(int codePoint) {
    return codePoint >= 0x202A && codePoint <= 0x202E || codePoint >= 0x2066 && codePoint <= 0x2069;
  }

  private static boolean isWide(int codePoint) {
    if (codePoint >= FIRST_FLAG_LETTER && codePoint <= LAST_FLAG_LETTER) {
      return false;
    }
    if (Character.isIdeographic(codePoint) || Character.isEmojiPresentation(codePoint)) {
      return true;
    }
    for (int i = 0; i < WIDE.length; i += 2) {
      if (codePoint <= WIDE[i + 1]) {
        return codePoint >= WIDE[i];
      }
    }
    return false;
  }
}
