package atlas.vm.builtins;

import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From the library's dialect of patterns (stdlib §16) to RE2/J's, which differs in this: its {@code
 * \d \w \s \b} know ASCII only, it has no flag {@code x}, it lets a pattern grow without limit by
 * nested repetition, and it knows {@code \Q…\E}.
 *
 * <p>There is no {@code \b} for all of Unicode to translate to. So a pattern with {@code \b} has a
 * second translation, for text with {@linkplain MarkedText marks} around each character that say in
 * ASCII whether it is part of a word; each atom of it matches a character with its marks. Whatever
 * is wrong with a pattern otherwise, RE2/J says.
 */
final class PatternTranslator {
  /** About how many instructions a pattern may become. */
  private static final long LARGEST = 100_000;

  private static final String SPACE =
      "\\t-\\r \\x{85}\\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}"
          + "\\x{3000}";
  private static final String NO_SPACE =
      "\\x{0}-\\x{8}\\x{E}-\\x{1F}!-\\x{84}\\x{86}-\\x{9F}\\x{A1}-\\x{167F}\\x{1681}-\\x{1FFF}"
          + "\\x{200B}-\\x{2027}\\x{202A}-\\x{202E}\\x{2030}-\\x{205E}\\x{2060}-\\x{2FFF}"
          + "\\x{3001}-\\x{10FFFF}";

  /** Unicode's annex on regular expressions: letters, marks, digits, connectors, joiners. */
  private static final String WORD =
      "\\pL\\pM\\p{Nd}\\p{Nl}\\p{Pc}\\x{200C}\\x{200D}\\x{24B6}-\\x{24E9}\\x{1F130}-\\x{1F149}"
          + "\\x{1F150}-\\x{1F169}\\x{1F170}-\\x{1F189}";

  private static final Pattern QUANTIFIER = Pattern.compile("\\{(\\d{1,5})(,(\\d{1,5})?)?\\}");
  private static final Pattern GROUP =
      Pattern.compile("\\(\\?(P?<\\w*>|[a-zA-Z-]*:|[a-zA-Z-]*\\)|)");

  private final String pattern;
  private final boolean spaced;
  private final boolean marked;
  private final StringBuilder out = new StringBuilder();

  /** How large the open groups are so far, innermost first. */
  private final Deque<Long> sizes = new ArrayDeque<>();

  private int at;
  private long last;
  private boolean boundaries;

  /**
   * A translation.
   *
   * @param boundaries whether there is a {@code \b}
   */
  record Translation(String pattern, boolean boundaries) {}

  private PatternTranslator(String pattern, boolean spaced, boolean marked) {
    this.pattern = pattern;
    this.spaced = spaced;
    this.marked = marked;
  }

  /**
   * Translates a pattern.
   *
   * @param spaced flag {@code x}
   * @param marked for a {@link MarkedText}
   */
  static Translation translate(String pattern, boolean spaced, boolean marked) {
    PatternTranslator translator = new PatternTranslator(pattern, spaced, marked);
    translator.all();
    return new Translation(translator.out.toString(), translator.boundaries);
  }

  private void all() {
    sizes.push(0L);
    skipSpace();
    while (at < pattern.length()) {
      next();
      skipSpace();
    }
  }

  private void skipSpace() {
    while (spaced && at < pattern.length()) {
      char c = pattern.charAt(at);
      if (c == '#') {
        int end = pattern.indexOf('\n', at);
        at = end < 0 ? pattern.length() : end;
      } else if (!StringFunctions.isSpace(c)) {
        return;
      } else {
        at++;
      }
    }
  }

  private void next() {
    char c = pattern.charAt(at);
    switch (c) {
      case '(' -> open();
      case ')' -> {
        copy(1);
        last = sizes.size() > 1 ? sizes.pop() : 0;
        grow(last);
      }
      case '*', '+', '?' -> copy(1);
      case '{' -> repetition();
      case '|', '^', '$' -> copy(1);
      case '[' -> {
        int start = begin();
        characterClass();
        end(start);
      }
      case '\\' -> escape();
      default -> {
        int start = begin();
        copy(Character.charCount(pattern.codePointAt(at)));
        end(start);
      }
    }
  }

  private void copy(int count) {
    int end = Math.min(pattern.length(), at + count);
    out.append(pattern, at, end);
    at = end;
  }

  private int begin() {
    int start = out.length();
    out.append(marked ? MarkedText.BEFORE : "");
    return start;
  }

  /** After an atom: it has a size of one for each character that it can match. */
  private void end(int start) {
    out.append(marked ? MarkedText.AFTER : "");
    last = marked ? MarkedText.LENGTH : 1;
    grow(last);
  }

  private void grow(long size) {
    long sum = sizes.pop() + size;
    if (sum > LARGEST) {
      throw new PatternSyntaxException("pattern too large");
    }
    sizes.push(sum);
  }

  private void open() {
    Matcher header = GROUP.matcher(pattern).region(at, pattern.length());
    int length = header.lookingAt() ? header.end() - at : 1;
    boolean flagsOnly = length > 1 && pattern.charAt(at + length - 1) == ')';
    copy(length);
    if (!flagsOnly) {
      sizes.push(1L);
    }
  }

  private void repetition() {
    Matcher quantifier = QUANTIFIER.matcher(pattern).region(at, pattern.length());
    if (!quantifier.lookingAt()) {
      int start = begin();
      out.append("\\{");
      at++;
      end(start);
      return;
    }
    String most = quantifier.group(3) == null ? quantifier.group(1) : quantifier.group(3);
    grow(last * Math.max(0, Integer.parseInt(most) - 1));
    copy(quantifier.end() - at);
  }

  private void escape() {
    char c = at + 1 < pattern.length() ? pattern.charAt(at + 1) : 0;
    switch (c) {
      case 'b', 'B' -> {
        boundaries = true;
        copy(2);
      }
      case 'A', 'z', 0 -> copy(2);
      case 'Q', 'E', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          throw new PatternSyntaxException("invalid escape sequence", "\\" + c);
      default -> {
        int start = begin();
        switch (c) {
          case 'd' -> replace("\\p{Nd}");
          case 'D' -> replace("\\P{Nd}");
          case 'w' -> replace("[" + WORD + "]");
          case 'W' -> replace("[^" + WORD + "]");
          case 's' -> replace("[" + SPACE + "]");
          case 'S' -> replace("[^" + SPACE + "]");
          default -> copyEscape(c);
        }
        end(start);
      }
    }
  }

  private void replace(String translation) {
    out.append(translation);
    at += 2;
  }

  /** A character that is escaped, or a class of Unicode. */
  private void copyEscape(char c) {
    int close = pattern.indexOf('}', at);
    if ((c == 'p' || c == 'P' || c == 'x') && pattern.startsWith("{", at + 2) && close > 0) {
      copy(close + 1 - at);
    } else if (c == 'x') {
      copy(4);
    } else if (c == 'p' || c == 'P') {
      copy(3);
    } else if (c == '0') {
      copy(2);
      for (int i = 0; i < 2 && at < pattern.length() && isOctal(pattern.charAt(at)); i++) {
        copy(1);
      }
    } else {
      copy(1 + Character.charCount(pattern.codePointAt(at + 1)));
    }
  }

  private static boolean isOctal(char c) {
    return c >= '0' && c <= '7';
  }

  private void characterClass() {
    copy(pattern.startsWith("[^", at) ? 2 : 1);
    skipSpace();
    if (pattern.startsWith("]", at)) {
      copy(1);
    }
    skipSpace();
    while (at < pattern.length() && pattern.charAt(at) != ']') {
      int posix = pattern.startsWith("[:", at) ? pattern.indexOf(":]", at) : -1;
      if (posix > 0) {
        copy(posix + 2 - at);
      } else if (pattern.charAt(at) == '\\' && at + 1 < pattern.length()) {
        classEscape(pattern.charAt(at + 1));
      } else {
        copy(1);
      }
      skipSpace();
    }
    copy(1);
  }

  private void classEscape(char c) {
    switch (c) {
      case 'd' -> replace("\\p{Nd}");
      case 'D' -> replace("\\P{Nd}");
      case 'w' -> replace(WORD);
      case 'W' -> replace(NoWord.RANGES);
      case 's' -> replace(SPACE);
      case 'S' -> replace(NO_SPACE);
      case 'Q', 'E', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          throw new PatternSyntaxException("invalid escape sequence", "\\" + c);
      default -> copyEscape(c);
    }
  }

  /** All that {@link #WORD} is not, as ranges: a class has no way to say so. Made when needed. */
  private static final class NoWord {
    static final String RANGES = ranges();

    private static String ranges() {
      StringBuilder ranges = new StringBuilder();
      int start = -1;
      for (int c = 0; c <= Character.MAX_CODE_POINT + 1; c++) {
        boolean outside = c <= Character.MAX_CODE_POINT && !isWord(c);
        if (outside && start < 0) {
          start = c;
        } else if (!outside && start >= 0) {
          ranges.append("\\x{%x}-\\x{%x}".formatted(start, c - 1));
          start = -1;
        }
      }
      return ranges.toString();
    }
  }

  /** Whether a character is part of a word. */
  static boolean isWord(int c) {
    if (c < 0x80) {
      return Character.isLetterOrDigit(c) || c == '_';
    }
    return switch (Character.getType(c)) {
      case Character.UPPERCASE_LETTER,
          Character.LOWERCASE_LETTER,
          Character.TITLECASE_LETTER,
          Character.MODIFIER_LETTER,
          Character.OTHER_LETTER,
          Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.DECIMAL_DIGIT_NUMBER,
          Character.LETTER_NUMBER,
          Character.CONNECTOR_PUNCTUATION ->
          true;
      default -> Character.isAlphabetic(c) || c == 0x200C || c == 0x200D;
    };
  }
}
