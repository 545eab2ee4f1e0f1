package atlas.vm.builtins;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Evaluates the calls in the tables of {@link LibraryTest}: literals, arrays, names, and calls of
 * library functions through their values. No part of the language proper is involved.
 */
final class CallReader {
  private final String text;
  private final Context context;
  private int at;

  private CallReader(String text, Context context) {
    this.text = text;
    this.context = context;
  }

  static Value evaluate(String text, Context context) {
    CallReader reader = new CallReader(text, context);
    Value value = reader.value();
    reader.skip();
    if (reader.at != text.length()) {
      throw new IllegalArgumentException("cannot read the rest of: " + text);
    }
    return value;
  }

  private void skip() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private boolean accept(char c) {
    skip();
    boolean found = at < text.length() && text.charAt(at) == c;
    at += found ? 1 : 0;
    return found;
  }

  private Value value() {
    skip();
    char c = text.charAt(at);
    if (accept('[')) {
      return ArrayValue.of(list(']'));
    } else if (accept('"')) {
      return Text.of(string());
    } else if (c == '-' || Character.isDigit(c)) {
      return NumberValue.of(Double.parseDouble(word("[-0-9.e+]*").replace("-inf", "-Infinity")));
    }
    String name = word("[A-Za-z0-9_]*");
    return accept('(')
        ? function(name).call(context, 0, list(')'))
        : Optional.ofNullable(constant(name)).orElseGet(() -> function(name));
  }

  private static atlas.vm.runtime.FunctionValue function(String name) {
    return Callbacks.named(name).orElseGet(() -> Library.standard().value(name));
  }

  private static Value constant(String name) {
    return switch (name) {
      case "true" -> BoolValue.TRUE;
      case "false" -> BoolValue.FALSE;
      case "null" -> NullValue.NULL;
      case "None" -> OptionValue.NONE;
      case "NaN" -> NumberValue.of(Double.NaN);
      case "inf" -> NumberValue.of(Double.POSITIVE_INFINITY);
      default -> Library.standard().constant(name).map(NumberValue::of).orElse(null);
    };
  }

  private Value[] list(char closing) {
    List<Value> values = new ArrayList<>();
    while (!accept(closing)) {
      values.add(value());
      accept(',');
    }
    return values.toArray(Value[]::new);
  }

  private String word(String pattern) {
    var matcher = java.util.regex.Pattern.compile(pattern).matcher(text).region(at, text.length());
    if (!matcher.lookingAt() || matcher.end() == at) {
      throw new IllegalArgumentException("cannot read '" + text.substring(at) + "' of: " + text);
    }
    at = matcher.end();
    return matcher.group();
  }

  private String string() {
    StringBuilder string = new StringBuilder();
    while (text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c == '\\') {
        c =
            switch (text.charAt(at++)) {
              case 'n' -> '\n';
              case 'r' -> '\r';
              case 't' -> '\t';
              case 'u' -> (char) Integer.parseInt(text.substring(at, at += 4), 16);
              default -> text.charAt(at - 1);
            };
      }
      string.append(c);
    }
    at++;
    return string.toString();
  }
}
