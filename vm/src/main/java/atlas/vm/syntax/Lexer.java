package atlas.vm.syntax;

import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.diagnostics.DiagnosticSink;
import atlas.vm.source.SourceFile;
import atlas.vm.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Cuts a source text into tokens (language §1).
 *
 * <p>There is one scanner, {@link #next()}, and it is lossless: the spans of its tokens, white
 * space and comments included, tile the text. It never fails either; what the language does not
 * allow becomes a token of a broken kind and a report to {@link Problems}. {@link #scan} keeps what
 * a parser needs of that stream, {@link #highlight} keeps it all.
 *
 * <p>One slip is reported once: a run of impossible characters is one token, and so is text between
 * quotes that Atlas does not have. A string that is never closed swallows the rest of the text, so
 * its bad escapes are not reported.
 */
public final class Lexer {
  static final char NONE = '\0';
  private static final int LONGEST_QUOTATION = 1_000;
  private static final Map<String, TokenKind> KEYWORDS = keywords();

  /** What stands behind a quote that closes a string, and hardly ever behind one that opens it. */
  private static final Pattern CLOSING = Pattern.compile("[ \\t]*([;,)\\]}+=]|\\.\\w|\\R|\\z)");

  private final String text;
  private final Problems problems;
  private int position;
  private int firstLongString = -1;

  /** Receives what is lexically wrong. */
  @FunctionalInterface
  interface Problems {
    void report(DiagnosticCode code, Span span, String message, String help);
  }

  /**
   * What the parser works on.
   *
   * @param tokens all significant tokens, the last of them {@link TokenKind#END}
   * @param docs the text of the doc comments before a {@code type} or {@code export}, by the index
   *     of that token
   * @param valid whether there was no lexical error
   */
  record Tokens(List<Token> tokens, Map<Integer, String> docs, boolean valid) {}

  Lexer(String text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  private static Map<String, TokenKind> keywords() {
    Map<String, TokenKind> keywords = new HashMap<>();
    for (TokenKind kind : TokenKind.values()) {
      if (kind.isKeyword()) {
        keywords.put(kind.text(), kind);
      }
    }
    return Map.copyOf(keywords);
  }

  /** All tokens of a text, white space and comments included: their spans tile it. Never fails. */
  public static List<Token> highlight(String text) {
    Lexer lexer = new Lexer(text, (code, span, message, help) -> {});
    List<Token> tokens = new ArrayList<>();
    while (lexer.hasNext()) {
      tokens.add(lexer.next());
    }
    return tokens;
  }

  /** The tokens of a source text as the parser wants them; errors go to {@code sink}. */
  static Tokens scan(SourceFile source, DiagnosticSink sink) {
    List<Diagnostic> errors = new ArrayList<>();
    Lexer lexer =
        new Lexer(
            source.text(),
            (code, span, message, help) -> {
              Diagnostic error = Diagnostic.error(code, source, span, message, "");
              errors.add(help.isEmpty() ? error : error.withHelp(help));
            });
    List<Token> tokens = new ArrayList<>(source.text().length() / 4 + 1);
    DocCollector docs = new DocCollector(source.text());
    int end = 0;
    while (lexer.hasNext()) {
      Token token = lexer.next();
      docs.see(token, tokens.size());
      if (token.kind().category() != TokenKind.Category.TRIVIA) {
        tokens.add(token);
        end = token.span().end();
      }
    }
    boolean open = !tokens.isEmpty() && tokens.getLast().is(TokenKind.OPEN_STRING);
    tokens.add(Token.of(TokenKind.END, end, end));
    (open ? lexer.locateQuote(source, errors) : errors).forEach(sink::report);
    return new Tokens(tokens, docs.found, errors.isEmpty());
  }

  /**
   * The errors of a text that ends in an open string. If its quote looks like a closing one, and an
   * earlier string goes on over the end of its line, the quote is missing there, and what was read
   * behind it may be no error.
   */
  private List<Diagnostic> locateQuote(SourceFile source, List<Diagnostic> errors) {
    List<Diagnostic> kept = new ArrayList<>(errors);
    Diagnostic last = kept.removeLast();
    if (firstLongString < 0
        || !CLOSING.matcher(text).region(last.span().end(), text.length()).lookingAt()) {
      return errors;
    }
    kept.removeIf(error -> error.span().start() > firstLongString);
    kept.add(
        last.withRelated(
                source,
                new Span(firstLongString, firstLongString + 1),
                "this string goes on in the next line")
            .withHelp(
                "is the closing quote missing in line " + source.line(firstLongString) + "?"));
    return kept;
  }

  boolean hasNext() {
    return position < text.length();
  }

  /** The next token of the lossless stream; there must be one. */
  Token next() {
    int start = position;
    char c = text.charAt(start);
    if (isBlank(c)) {
      while (isBlank(peek(0))) {
        position++;
      }
      return Token.of(TokenKind.WHITESPACE, start, position);
    }
    if (c == '/' && peek(1) == '/') {
      return lineComment();
    }
    if (c == '/' && peek(1) == '*') {
      return blockComment();
    }
    if (c == '"') {
      return string();
    }
    if (isDigit(c)) {
      return number();
    }
    if (isNameStart(text.codePointAt(start))) {
      return name();
    }
    TokenKind operator = operator(c);
    if (operator != null) {
      position += operator.text().length();
      return Token.of(operator, start, position);
    }
    return badCharacters();
  }

  private char peek(int ahead) {
    int index = position + ahead;
    return index < text.length() ? text.charAt(index) : NONE;
  }

  private Token lineComment() {
    int start = position;
    int end = text.indexOf('\n', start);
    position = end < 0 ? text.length() : end;
    boolean doc = text.startsWith("///", start) && !text.startsWith("////", start);
    if (!doc) {
      return Token.of(TokenKind.COMMENT, start, position);
    }
    String content = text.substring(start + 3, position).stripTrailing();
    return Token.of(
        TokenKind.DOC_COMMENT,
        start,
        position,
        content.startsWith(" ") ? content.substring(1) : content);
  }

  private Token blockComment() {
    int start = position;
    int end = text.indexOf("*/", start + 2);
    if (end < 0) {
      position = text.length();
      problems.report(
          DiagnosticCode.AT1004,
          new Span(start, start + 2),
          "Unclosed comment: '/*' without '*/'",
          "comments do not nest; close this one with '*/'");
      return Token.of(TokenKind.OPEN_COMMENT, start, position);
    }
    position = end + 2;
    return Token.of(TokenKind.COMMENT, start, position);
  }

  private Token string() {
    int start = position;
    int badEscape = -1;
    StringBuilder value = null;
    int copied = start + 1;
    int i = start + 1;
    while (i < text.length() && text.charAt(i) != '"') {
      if (text.charAt(i) != '\\') {
        i++;
        continue;
      }
      if (i + 1 == text.length()) {
        i++;
        break;
      }
      char escaped = unescape(text.charAt(i + 1));
      if (escaped == NONE && badEscape < 0) {
        badEscape = i;
      }
      value = value == null ? new StringBuilder() : value;
      value.append(text, copied, i).append(escaped);
      i += 2;
      copied = i;
    }
    if (i >= text.length()) {
      position = text.length();
      problems.report(
          DiagnosticCode.AT1002,
          new Span(start, start + 1),
          "Unterminated string: the closing '\"' is missing",
          "");
      return Token.of(TokenKind.OPEN_STRING, start, position);
    }
    position = i + 1;
    if (badEscape >= 0) {
      String escape = Characters.describe(text.codePointAt(badEscape + 1));
      problems.report(
          DiagnosticCode.AT1003,
          new Span(start, position),
          "Bad escape in string: a backslash before " + escape,
          "the escapes are \\n, \\r, \\t, \\\\ and \\\"");
    }
    String content =
        value == null ? text.substring(copied, i) : value.append(text, copied, i).toString();
    if (firstLongString < 0 && text.indexOf('\n', start, i) >= 0) {
      firstLongString = start;
    }
    return Token.of(TokenKind.STRING, start, position, content);
  }

  /** What a character means behind a backslash; {@link #NONE} if nothing. */
  static char unescape(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '\\', '"' -> c;
      default -> NONE;
    };
  }

  private Token number() {
    int start = position;
    digits();
    if (peek(0) == '.' && isDigit(peek(1))) {
      position++;
      digits();
    }
    if (peek(0) == 'e' || peek(0) == 'E') {
      position++;
      if (peek(0) == '+' || peek(0) == '-') {
        position++;
      }
      if (!isDigit(peek(0))) {
        return badNumber(start, "the exponent needs a digit");
      }
      digits();
    }
    double value = Double.parseDouble(text.substring(start, position));
    if (Double.isInfinite(value)) {
      return badNumber(start, "it is too large; the largest number is about 1.8e308");
    }
    return Token.of(start, position, value);
  }

  private void digits() {
    while (isDigit(peek(0))) {
      position++;
    }
  }

  private Token badNumber(int start, String reason) {
    Span span = new Span(start, position);
    String literal = Characters.shorten(text.substring(start, position));
    problems.report(DiagnosticCode.AT1001, span, "Bad number '" + literal + "': " + reason, "");
    return Token.of(TokenKind.BAD, start, position);
  }

  private Token name() {
    int start = position;
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c < 0x80) {
        if (!isAsciiNamePart(c)) {
          break;
        }
        i++;
      } else {
        int codePoint = text.codePointAt(i);
        if (!isNamePart(codePoint)) {
          break;
        }
        i += Character.charCount(codePoint);
      }
    }
    position = i;
    String name = text.substring(start, i);
    TokenKind keyword = KEYWORDS.get(name);
    if (keyword != null) {
      return Token.of(keyword, start, i);
    }
    return name.equals("_")
        ? Token.of(TokenKind.WILDCARD, start, i)
        : Token.of(TokenKind.IDENTIFIER, start, i, name);
  }

  /** The longest operator or punctuation mark here that begins with {@code c}; null if none. */
  private TokenKind operator(char c) {
    return switch (c) {
      case '+' -> either('+', TokenKind.PLUS_PLUS, TokenKind.PLUS_EQUAL, TokenKind.PLUS);
      case '-' ->
          peek(1) == '>'
              ? TokenKind.ARROW
              : either('-', TokenKind.MINUS_MINUS, TokenKind.MINUS_EQUAL, TokenKind.MINUS);
      case '*' -> either(NONE, null, TokenKind.STAR_EQUAL, TokenKind.STAR);
      case '/' -> either(NONE, null, TokenKind.SLASH_EQUAL, TokenKind.SLASH);
      case '%' -> either(NONE, null, TokenKind.PERCENT_EQUAL, TokenKind.PERCENT);
      case '=' -> either('>', TokenKind.FAT_ARROW, TokenKind.EQUAL_EQUAL, TokenKind.EQUAL);
      case '!' -> either(NONE, null, TokenKind.BANG_EQUAL, TokenKind.BANG);
      case '<' -> either(NONE, null, TokenKind.LESS_EQUAL, TokenKind.LESS);
      case '>' -> either(NONE, null, TokenKind.GREATER_EQUAL, TokenKind.GREATER);
      case '&' -> peek(1) == '&' ? TokenKind.AND_AND : TokenKind.AMPERSAND;
      case '|' -> peek(1) == '|' ? TokenKind.OR_OR : TokenKind.PIPE;
      case '(' -> TokenKind.LEFT_PAREN;
      case ')' -> TokenKind.RIGHT_PAREN;
      case '{' -> TokenKind.LEFT_BRACE;
      case '}' -> TokenKind.RIGHT_BRACE;
      case '[' -> TokenKind.LEFT_BRACKET;
      case ']' -> TokenKind.RIGHT_BRACKET;
      case ';' -> TokenKind.SEMICOLON;
      case ',' -> TokenKind.COMMA;
      case '.' -> TokenKind.DOT;
      case ':' -> TokenKind.COLON;
      case '?' -> TokenKind.QUESTION;
      default -> null;
    };
  }

  private TokenKind either(
      char second, TokenKind withSecond, TokenKind withEqual, TokenKind alone) {
    char following = peek(1);
    if (following == '=') {
      return withEqual;
    }
    return second != NONE && following == second ? withSecond : alone;
  }

  private Token badCharacters() {
    int start = position;
    int first = text.codePointAt(start);
    int quoted = quotedEnd(start, Characters.closingQuote(first));
    if (quoted > 0) {
      position = quoted;
    } else {
      do {
        position += Character.charCount(text.codePointAt(position));
      } while (hasNext() && startsNothing(text.codePointAt(position)));
    }
    problems.report(
        DiagnosticCode.AT1001,
        new Span(start, position),
        "Unexpected character " + Characters.describe(first),
        Characters.advice(first));
    return Token.of(TokenKind.BAD, start, position);
  }

  /** Behind the closing quote of a foreign quotation, if that is on the same line; otherwise -1. */
  private int quotedEnd(int start, int closingQuote) {
    int limit = Math.min(text.length(), start + LONGEST_QUOTATION);
    int close = closingQuote < 0 ? -1 : text.indexOf(closingQuote, start + 1, limit);
    return close < 0 || text.indexOf('\n', start, close) >= 0 ? -1 : close + 1;
  }

  private boolean startsNothing(int codePoint) {
    return !(codePoint < 0x80 && (isBlank((char) codePoint) || isDigit((char) codePoint)))
        && codePoint != '"'
        && Characters.closingQuote(codePoint) < 0
        && !isNameStart(codePoint)
        && (codePoint >= 0x80 || operator((char) codePoint) == null);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isAsciiNamePart(char c) {
    return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || isDigit(c) || c == '_';
  }

  private static boolean isNameStart(int codePoint) {
    return codePoint == '_' || Character.isLetter(codePoint);
  }

  private static boolean isNamePart(int codePoint) {
    if (isNameStart(codePoint)) {
      return true;
    }
    return switch (Character.getType(codePoint)) {
      case Character.DECIMAL_DIGIT_NUMBER, Character.LETTER_NUMBER, Character.OTHER_NUMBER -> true;
      default -> false;
    };
  }

  /**
   * Finds the doc comments that belong to aliases: consecutive ones, each alone on its line, with
   * nothing but white space and plain comments up to the {@code type} or {@code export}.
   */
  private static final class DocCollector {
    private final String text;
    private final Map<Integer, String> found = new HashMap<>();
    private final List<String> lines = new ArrayList<>();
    private boolean lineHasToken;

    private DocCollector(String text) {
      this.text = text;
    }

    private void see(Token token, int index) {
      switch (token.kind()) {
        case DOC_COMMENT -> {
          if (!lineHasToken) {
            lines.add(token.text());
          }
        }
        case WHITESPACE, COMMENT -> {
          lineHasToken &= text.indexOf('\n', token.span().start(), token.span().end()) < 0;
        }
        default -> {
          boolean declares = token.is(TokenKind.TYPE) || token.is(TokenKind.EXPORT);
          if (declares && !lines.isEmpty()) {
            found.put(index, String.join("\n", lines));
          }
          lines.clear();
          lineHasToken = true;
        }
      }
    }
  }
}
