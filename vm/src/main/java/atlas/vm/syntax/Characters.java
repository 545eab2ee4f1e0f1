package atlas.vm.syntax;

import java.util.Locale;

/** How messages speak of characters and of longer stretches of source text. */
final class Characters {
  private static final int LONGEST_QUOTE = 40;

  private Characters() {}

  /** A character for a message: itself in quotes if it can be seen, and what Unicode calls it. */
  static String describe(int codePoint) {
    if (codePoint > 0x20 && codePoint < 0x7F) {
      return "'" + Character.toString(codePoint) + "'";
    }
    String number = String.format(Locale.ROOT, "U+%04X", codePoint);
    String name = Character.getName(codePoint);
    String known = name == null ? number : number + " " + name;
    return isVisible(codePoint) ? "'" + Character.toString(codePoint) + "' (" + known + ")" : known;
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          false;
      default -> true;
    };
  }

  /** A piece of source text for a message: one line, not long. */
  static String shorten(String text) {
    int lineEnd = text.indexOf('\n');
    String line = lineEnd < 0 ? text : text.substring(0, lineEnd).stripTrailing() + "…";
    if (line.codePointCount(0, line.length()) <= LONGEST_QUOTE) {
      return line;
    }
    return line.substring(0, line.offsetByCodePoints(0, LONGEST_QUOTE - 1)) + "…";
  }

  /** What closes a quotation that other languages open with this character; -1 if none does. */
  static int closingQuote(int codePoint) {
    return switch (codePoint) {
      case '\'', '`' -> codePoint;
      case '‘' -> '’';
      case '“' -> '”';
      case '„' -> '“';
      case '«' -> '»';
      default -> -1;
    };
  }

  /** What to write instead of a character that starts no token; empty if nothing comes to mind. */
  static String advice(int codePoint) {
    return switch (codePoint) {
      case '\'', '‘', '’', '“', '”', '„', '«', '»' ->
          "strings are delimited by the plain double quote: \"…\"";
      case '`' -> "there are no template strings; join strings with '+'";
      case '$' -> "there is no '$' in names, and strings contain no expressions";
      case '#' -> "comments start with '//'";
      case '^', '~' -> "there are no bit operators; 'pow(x, y)' raises to a power";
      case '\\' -> "a backslash has a meaning inside strings only";
      case '\u00A0', '\u2007', '\u202F', '\u3000' ->
          "this looks like a blank but is another character; type the blank again";
      case '\uFEFF' -> "this is a byte order mark; save the text without it";
      case '−', '–', '—' -> "the minus sign is '-'";
      case '×' -> "multiplication is '*'";
      case '÷' -> "division is '/'";
      case '≤' -> "less or equal is '<='";
      case '≥' -> "greater or equal is '>='";
      case '≠' -> "unequal is '!='";
      case '→' -> "the arrow is '->'";
      default -> "";
    };
  }
}
