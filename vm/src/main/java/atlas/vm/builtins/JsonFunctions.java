package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.JSON;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.DateTimeValue;
import atlas.vm.runtime.Formatting;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.JsonWriter;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.List;

/** Functions on json values and JSON texts (stdlib §10). */
public final class JsonFunctions {
  private static final int WIDEST = 1000;

  private JsonFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.prelude(JsonFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0001);
    rows.add("parseJSON", "(text: string) -> json", "The json value that a text stands for.")
        .takes(STRING)
        .withContext()
        .gives(JSON)
        .fails(DiagnosticCode.AT0001, "the text is not JSON")
        .example("print(parseJSON(\"{\\\"a\\\":[1,\\\"x\\\"]}\"));", "{\"a\": [1, \"x\"]}");
    rows.add("toJSON", "(v: any) -> string", "A value as compact JSON text.")
        .takes(ANY)
        .withContext()
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, "the value has no JSON form")
        .example("print(toJSON([\"q\", \"é\"]));", "[\"q\",\"é\"]");
    rows.add("isValidJSON", "(text: string) -> bool", "Whether a text is JSON.")
        .takes(STRING)
        .withContext()
        .gives(BOOL)
        .example("print(isValidJSON(\"[1,]\"));", "false");
    rows.add("prettifyJSON", "(text: string, indent: number) -> string", "Laid out in lines.")
        .takes(STRING, NUMBER)
        .withContext()
        .gives(STRING)
        .fails(
            DiagnosticCode.AT0001,
            "the text is not JSON, or the indent is negative, not whole or more than " + WIDEST)
        .example("print(prettifyJSON(\"[1,[]]\", 2));", "[\n  1,\n  []\n]");
    rows.add("minifyJSON", "(text: string) -> string", "Without white space.")
        .takes(STRING)
        .withContext()
        .gives(STRING)
        .fails(DiagnosticCode.AT0001, "the text is not JSON")
        .example("print(minifyJSON(\"[1, 2.0]\"));", "[1,2.0]");
    extract(rows, "jsonAsString", "string", "The string that it holds.", "\"\\\"a\\\"\"", "a")
        .gives(STRING);
    extract(rows, "jsonAsNumber", "number", "The number that it holds.", "\"1e2\"", "100")
        .gives(NUMBER);
    extract(rows, "jsonAsBool", "bool", "The bool that it holds.", "\"true\"", "true").gives(BOOL);
    extract(rows, "jsonIsNull", "bool", "Whether it is JSON null.", "\"null\"", "true").gives(BOOL);
    return rows.list();
  }

  private static Rows.Row extract(
      Rows rows, String name, String result, String doc, String text, String output) {
    return rows.add(name, "(j: json) -> " + result, doc)
        .takes(JSON)
        .dynamic()
        .fails(DiagnosticCode.AT0001, "it holds something else")
        .example("print(" + name + "(parseJSON(" + text + ")));", output);
  }

  public static JsonValue parseJSON(Context context, int depth, Text text) {
    return JsonParser.parse(context, "parseJSON", text);
  }

  public static boolean isValidJSON(Context context, int depth, Text text) {
    try {
      JsonParser.parse(context, "isValidJSON", text);
      return true;
    } catch (AtlasError _) {
      // Thrown and caught within the library: no activation of the program has ended.
      return false;
    }
  }

  public static Text prettifyJSON(Context context, int depth, Text text, double indent) {
    JsonValue value = JsonParser.parse(context, "prettifyJSON", text);
    if (indent != Math.rint(indent) || indent < 0 || indent > WIDEST) {
      throw new AtlasError(
          DiagnosticCode.AT0001,
          "prettifyJSON(): the indent must be a whole number from 0 to "
              + WIDEST
              + ", got "
              + Formatting.number(indent));
    }
    return Text.of(JsonWriter.pretty(value, (int) indent, context::poll));
  }

  public static Text minifyJSON(Context context, int depth, Text text) {
    return Text.of(
        JsonWriter.minified(JsonParser.parse(context, "minifyJSON", text), context::poll));
  }

  public static Text toJSON(Context context, int depth, Value value) {
    StringBuilder text = new StringBuilder();
    write(context, value, text);
    return Text.of(text.toString());
  }

  private static void write(Context context, Value value, StringBuilder text) {
    switch (value) {
      case NullValue _ -> text.append("null");
      case BoolValue b -> text.append(b.value());
      case NumberValue n -> text.append(number(n.value()));
      case Text t -> JsonWriter.string(t.toString(), text, context::poll);
      case JsonValue j -> JsonWriter.compact(j, text, context::poll);
      case DateTimeValue time -> JsonWriter.string(time.toString(), text, context::poll);
      case ArrayValue array -> {
        text.append('[');
        for (int i = 0; i < array.length(); i++) {
          Callback.poll(context, i);
          text.append(i > 0 ? "," : "");
          write(context, array.get(i), text);
        }
        text.append(']');
      }
      default ->
          throw new AtlasError(
              DiagnosticCode.AT0001,
              "toJSON(): a value of kind " + value.kind().inMessages() + " has no JSON form");
    }
  }

  private static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      throw new AtlasError(
          DiagnosticCode.AT0001, "toJSON(): " + Formatting.number(value) + " has no JSON form");
    }
    return Formatting.shortest(value);
  }

  public static Text jsonAsString(JsonValue json) {
    if (json instanceof JsonValue.Str string) {
      return string.value();
    }
    throw other("jsonAsString", "string", json);
  }

  public static double jsonAsNumber(JsonValue json) {
    if (json instanceof JsonValue.Num number) {
      return number.value();
    }
    throw other("jsonAsNumber", "number", json);
  }

  public static boolean jsonAsBool(JsonValue json) {
    if (json instanceof JsonValue.Bool bool) {
      return bool.value();
    }
    throw other("jsonAsBool", "bool", json);
  }

  public static boolean jsonIsNull(JsonValue json) {
    return json instanceof JsonValue.Null;
  }

  private static AtlasError other(String function, String expected, JsonValue found) {
    String word =
        switch (found) {
          case JsonValue.Null _ -> "null";
          case JsonValue.Bool _ -> "bool";
          case JsonValue.Num _ -> "number";
          case JsonValue.Str _ -> "string";
          case JsonValue.Arr _ -> "array";
          case JsonValue.Obj _ -> "object";
        };
    return new AtlasError(
        DiagnosticCode.AT0001,
        function + "(): expected a json " + expected + ", got a json " + word);
  }
}
