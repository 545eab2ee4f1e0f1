package atlas.vm.builtins;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads strict JSON (RFC 8259). What is wrong is AT0001, with the place counted in characters from
 * 1. Recursion is bounded by the limit on nesting.
 */
final class JsonParser {
  private static final int DEEPEST = 127;

  private final String function;
  private final String text;
  private int at;
  private int depth;

  private JsonParser(String function, String text) {
    this.function = function;
    this.text = text;
  }

  /** Parses a text for a library function. */
  static JsonValue parse(String function, Text text) {
    JsonParser parser = new JsonParser(function, text.toString());
    parser.skipSpace();
    JsonValue value = parser.value();
    parser.skipSpace();
    if (parser.at < parser.text.length()) {
      throw parser.invalid("something follows the value");
    }
    return value;
  }

  private AtlasError invalid(String what) {
    int place = text.codePointCount(0, at) + 1;
    return new AtlasError(
        DiagnosticCode.AT0001, function + "(): invalid JSON at character " + place + ": " + what);
  }

  /** The next character; at the end 0, which no JSON text contains. */
  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      at++;
    }
  }

  private JsonValue value() {
    return switch (peek()) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new JsonValue.Str(Text.of(string()));
      case 't' -> word("true", new JsonValue.Bool(true));
      case 'f' -> word("false", new JsonValue.Bool(false));
      case 'n' -> word("null", JsonValue.NULL);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      case 0 -> throw invalid("the text ends too early");
      default -> throw invalid("expected a value");
    };
  }

  private JsonValue word(String word, JsonValue value) {
    if (!text.startsWith(word, at)) {
      throw invalid("expected a value");
    }
    at += word.length();
    return value;
  }

  private void open() {
    if (++depth > DEEPEST) {
      throw invalid("nested deeper than " + DEEPEST + " levels");
    }
    at++;
    skipSpace();
  }

  /** After an element: whether another follows. */
  private boolean more(char closing) {
    skipSpace();
    if (peek() == ',') {
      at++;
      skipSpace();
      return true;
    }
    expect(closing);
    depth--;
    return false;
  }

  private void expect(char c) {
    if (peek() != c) {
      throw invalid(peek() == 0 ? "the text ends too early" : "expected '" + c + "'");
    }
    at++;
  }

  private JsonValue array() {
    open();
    List<JsonValue> elements = new ArrayList<>();
    if (peek() == ']') {
      at++;
      depth--;
      return new JsonValue.Arr(elements);
    }
    do {
      elements.add(value());
    } while (more(']'));
    return new JsonValue.Arr(elements);
  }

  private JsonValue object() {
    open();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    if (peek() == '}') {
      at++;
      depth--;
      return new JsonValue.Obj(members);
    }
    do {
      if (peek() != '"') {
        throw invalid("expected a key in quotes");
      }
      String key = string();
      skipSpace();
      expect(':');
      skipSpace();
      members.put(key, value());
    } while (more('}'));
    return new JsonValue.Obj(members);
  }

  private JsonValue number() {
    int start = at;
    at += peek() == '-' ? 1 : 0;
    if (peek() == '0') {
      at++;
    } else {
      digits();
    }
    if (peek() == '.') {
      at++;
      digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      at++;
      at += peek() == '+' || peek() == '-' ? 1 : 0;
      digits();
    }
    String lexeme = text.substring(start, at);
    double value = Double.parseDouble(lexeme);
    if (Double.isInfinite(value)) {
      throw invalid("the number is too large");
    }
    return new JsonValue.Num(value, lexeme);
  }

  private void digits() {
    if (!isDigit(peek())) {
      throw invalid("expected a digit");
    }
    while (isDigit(peek())) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String string() {
    at++;
    int start = at;
    while (at < text.length() && text.charAt(at) >= ' ' && peek() != '"' && peek() != '\\') {
      at++;
    }
    if (peek() == '"') {
      return text.substring(start, at++);
    }
    StringBuilder string = new StringBuilder().append(text, start, at);
    while (peek() != '"') {
      if (at == text.length()) {
        throw invalid("the string does not end");
      } else if (peek() < ' ') {
        throw invalid("a control character in a string must be escaped");
      } else if (peek() == '\\') {
        at++;
        escape(string);
      } else {
        string.append(text.charAt(at++));
      }
    }
    at++;
    return string.toString();
  }

  private void escape(StringBuilder string) {
    char c = peek();
    at++;
    switch (c) {
      case '"', '\\', '/' -> string.append(c);
      case 'b' -> string.append('\b');
      case 'f' -> string.append('\f');
      case 'n' -> string.append('\n');
      case 'r' -> string.append('\r');
      case 't' -> string.append('\t');
      case 'u' -> unicode(string);
      default -> {
        at--;
        throw invalid("unknown escape");
      }
    }
  }

  private void unicode(StringBuilder string) {
    char unit = hex();
    string.append(unit);
    if (Character.isHighSurrogate(unit) && text.startsWith("\\u", at)) {
      at += 2;
      char low = hex();
      string.append(low);
      if (Character.isLowSurrogate(low)) {
        return;
      }
    }
    if (Character.isSurrogate(unit)) {
      throw invalid("half of a surrogate pair");
    }
  }

  private char hex() {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 128 ? Character.digit(peek(), 16) : -1;
      if (digit < 0) {
        throw invalid("expected four hexadecimal digits");
      }
      value = value * 16 + digit;
      at++;
    }
    return (char) value;
  }
}
