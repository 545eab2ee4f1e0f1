package atlas.vm.builtins;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.Text;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads strict JSON (RFC 8259) with Jackson's streaming parser. What is wrong is AT0001, with the
 * place counted in characters from 1. Recursion is bounded by the limit on nesting.
 */
final class JsonParser {
  private static final int DEEPEST = 127;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .configure(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES, false)
          .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
          .build();

  private static final Pattern TOKEN = Pattern.compile("Unrecognized token '([^']*)'");
  private static final Pattern CHARACTER = Pattern.compile("\\(('.{1,2}') \\(code [^)]*\\)\\)");

  /** What Jackson says of itself. */
  private static final Pattern ITSELF =
      Pattern.compile("(?s) \\((start marker at|not recognized as one since).*");

  /** Text that polls whenever the parser fetches more of it. */
  private static final class Polled extends StringReader {
    private final Context context;

    Polled(String text, Context context) {
      super(text);
      this.context = context;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      context.poll();
      return super.read(buffer, offset, length);
    }
  }

  private final String function;
  private final Text text;
  private final com.fasterxml.jackson.core.JsonParser parser;

  private JsonParser(String function, Text text, com.fasterxml.jackson.core.JsonParser parser) {
    this.function = function;
    this.text = text;
    this.parser = parser;
  }

  /** Parses a text for a library function. */
  static JsonValue parse(Context context, String function, Text text) {
    try (var parser = FACTORY.createParser(new Polled(text.toString(), context))) {
      return new JsonParser(function, text, parser).document();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonValue document() throws IOException {
    try {
      JsonValue value = value(parser.nextToken());
      if (parser.nextToken() != null) {
        throw invalid("something follows the value");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw e instanceof JsonParseException ? complaint(e.getOriginalMessage()) : tooDeep();
    }
  }

  /** Of Jackson, which has read the character that it complains of, or all of the token. */
  private AtlasError complaint(String complaint) {
    Matcher token = TOKEN.matcher(complaint);
    if (token.lookingAt()) {
      return invalid("unknown word '" + token.group(1) + "'", token.group(1).length());
    }
    boolean isBehind =
        complaint.startsWith("Unexpected c") && !complaint.contains(" in numeric value");
    String what = complaint.substring(0, 1).toLowerCase(Locale.ROOT) + complaint.substring(1);
    what = CHARACTER.matcher(what).replaceFirst("$1");
    return invalid(ITSELF.matcher(what).replaceFirst(""), isBehind ? 1 : 0);
  }

  private AtlasError tooDeep() {
    return invalid("nested deeper than " + DEEPEST + " levels");
  }

  private AtlasError invalid(String what) {
    return invalid(what, 0);
  }

  /**
   * @param back how many characters before the one that is next it is
   */
  private AtlasError invalid(String what, int back) {
    long at = parser.currentLocation().getCharOffset() - back;
    int unit = Math.clamp(at, 0, text.toString().length());
    return new AtlasError(
        DiagnosticCode.AT0001,
        "%s(): invalid JSON at character %d: %s"
            .formatted(function, text.scalarIndex(unit) + 1, what.lines().findFirst().orElse("")));
  }

  /** The value that begins with a token; after it, the current token is its last. */
  private JsonValue value(JsonToken token) throws IOException {
    if (token == null) {
      throw invalid("the text ends too early");
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> new JsonValue.Str(Text.of(paired(parser.getText())));
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
      case VALUE_TRUE -> new JsonValue.Bool(true);
      case VALUE_FALSE -> new JsonValue.Bool(false);
      case VALUE_NULL -> JsonValue.NULL;
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new AssertionError("no value begins with " + token);
    };
  }

  private JsonValue array() throws IOException {
    List<JsonValue> elements = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      elements.add(value(t));
    }
    return new JsonValue.Arr(elements);
  }

  private JsonValue object() throws IOException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = paired(parser.currentName());
      members.put(key, value(parser.nextToken()));
    }
    return new JsonValue.Obj(members);
  }

  private JsonValue number(String lexeme) {
    double value = Double.parseDouble(lexeme);
    if (Double.isInfinite(value)) {
      throw invalid("the number is too large");
    }
    return new JsonValue.Num(value, lexeme);
  }

  /** A string, if it holds no half of a surrogate pair, which an escape can make. */
  private String paired(String string) {
    for (int i = 0; i < string.length(); i++) {
      if (Character.isSurrogate(string.charAt(i))) {
        int c = string.codePointAt(i);
        if (!Character.isSupplementaryCodePoint(c)) {
          throw invalid("half of a surrogate pair");
        }
        i++;
      }
    }
    return string;
  }
}
