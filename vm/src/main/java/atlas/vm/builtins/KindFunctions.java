package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Formatting;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.Kind;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.List;

/** What kind a value has, and conversions from one kind to another (stdlib §9). */
public final class KindFunctions {
  private KindFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(KindFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0001);
    rows.add("typeof", "(v: any) -> string", "The name of a value's kind.")
        .takes(ANY)
        .gives(STRING)
        .example("print(typeof(len));", "builtin");
    addChecks(rows);
    addConversions(rows);
    return rows.list();
  }

  private static void addChecks(Rows rows) {
    check(rows, "isString", "a string", "isString(\"a\")", "true");
    check(rows, "isNumber", "a number", "isNumber(\"1\")", "false");
    check(rows, "isBool", "a bool", "isBool(true)", "true");
    check(rows, "isNull", "null", "isNull(0)", "false");
    check(rows, "isArray", "an array", "isArray([])", "true");
    check(rows, "isFunction", "a function of any sort", "isFunction(len)", "true");
    check(rows, "isObject", "a json object", "isObject(hashMapNew())", "false");
    rows.add("isType", "(v: any, name: string) -> bool", "Whether a value is of a named kind.")
        .takes(ANY, STRING)
        .gives(BOOL)
        .example("print(isType([1], \"array\"));", "true");
    String map = "let m = hashMapNew();\nhashMapPut(m, \"tag\", \"x\");\n";
    rows.add("hasField", "(v: any, key: string) -> bool", "Whether a json object or map has a key.")
        .takes(ANY, STRING)
        .gives(BOOL)
        .example(map + "print(hasField(m, \"tag\"));", "true");
    rows.add("hasMethod", "(v: any, key: string) -> bool", "The same as hasField.")
        .takes(ANY, STRING)
        .gives(BOOL)
        .example(map + "print(hasMethod(m, \"x\"));", "false");
    rows.add("hasTag", "(v: any, tag: string) -> bool", "Whether its entry \"tag\" is that string.")
        .takes(ANY, STRING)
        .gives(BOOL)
        .example(map + "print(hasTag(m, \"x\"));", "true");
  }

  private static void check(Rows rows, String name, String what, String example, String output) {
    rows.add(name, "(v: any) -> bool", "Whether a value is " + what + ".")
        .takes(ANY)
        .gives(BOOL)
        .example("print(" + example + ");", output);
  }

  private static void addConversions(Rows rows) {
    rows.add("toString", "(v: any) -> string", "A short text for a value.")
        .takes(ANY)
        .gives(STRING)
        .by("summary")
        .example("print(toString(Some(\"a\")));", "Some(\"a\")");
    rows.add("toNumber", "(v: number | bool | string) -> number", "The number that it stands for.")
        .takes(ANY)
        .withContext()
        .gives(NUMBER)
        .fails(DiagnosticCode.AT0001, "the text is not a decimal number")
        .example("print(toNumber(\" 1e3 \") + 1);", "1001");
    rows.add("toBool", "(v: any) -> bool", "False for false, 0, NaN, \"\" and null.")
        .takes(ANY)
        .gives(BOOL)
        .example("print(toBool([]));", "true");
    rows.add("parseInt", "(s: string, radix: number) -> number", "A whole number in some radix.")
        .takes(STRING, NUMBER)
        .withContext()
        .gives(NUMBER)
        .fails(
            DiagnosticCode.AT0001,
            "the text is not a number of that radix, or there is no such radix")
        .example("print(parseInt(\"-ff\", 16));", "-255");
    rows.add("parseFloat", "(s: string) -> number", "A decimal number.")
        .takes(STRING)
        .withContext()
        .gives(NUMBER)
        .fails(DiagnosticCode.AT0001, "the text is not a decimal number")
        .example("print(parseFloat(\"2.50\"));", "2.5");
  }

  public static Text typeof(Value value) {
    return Text.of(value.kind().word());
  }

  public static boolean isString(Value value) {
    return value instanceof Text;
  }

  public static boolean isNumber(Value value) {
    return value instanceof NumberValue;
  }

  public static boolean isBool(Value value) {
    return value instanceof BoolValue;
  }

  public static boolean isNull(Value value) {
    return value == NullValue.NULL;
  }

  public static boolean isArray(Value value) {
    return value.kind() == Kind.ARRAY;
  }

  public static boolean isFunction(Value value) {
    return value instanceof FunctionValue;
  }

  public static boolean isObject(Value value) {
    return value instanceof JsonValue.Obj;
  }

  public static boolean isType(Value value, Text name) {
    return name.toString().equals(value.kind().word())
        || (name.toString().equals("object") && isObject(value));
  }

  public static boolean hasField(Value value, Text key) {
    return field(value, key) != null;
  }

  public static boolean hasMethod(Value value, Text key) {
    return hasField(value, key);
  }

  public static boolean hasTag(Value value, Text tag) {
    Value found = field(value, Text.of("tag"));
    return tag.equals(found instanceof JsonValue.Str string ? string.value() : found);
  }

  /** The entry of a json object or map, or null. */
  private static Value field(Value value, Text key) {
    return switch (value) {
      case JsonValue.Obj object -> object.members().get(key.toString());
      case MapValue map -> map.get(key);
      default -> null;
    };
  }

  public static Text summary(Value value) {
    return Text.of(Summary.of(value));
  }

  public static double toNumber(Context context, int depth, Value value) {
    return switch (value) {
      case NumberValue n -> n.value();
      case BoolValue b -> b.value() ? 1 : 0;
      case Text t -> Decimals.parse(context, "toNumber", t);
      default -> throw Arguments.mismatch(value, "toNumber", "number, bool or string");
    };
  }

  public static boolean toBool(Value value) {
    return switch (value) {
      case BoolValue b -> b.value();
      case NumberValue n -> n.value() != 0 && n.value() == n.value();
      case Text t -> !t.isEmpty();
      default -> value != NullValue.NULL;
    };
  }

  public static double parseFloat(Context context, int depth, Text text) {
    return Decimals.parse(context, "parseFloat", text);
  }

  public static double parseInt(Context context, int depth, Text text, double radix) {
    if (radix != Math.rint(radix) || radix < 2 || radix > 36) {
      throw new AtlasError(
          DiagnosticCode.AT0001,
          "parseInt(): the radix must be a whole number from 2 to 36, got "
              + Formatting.number(radix));
    }
    return Decimals.parseInt(context, text, (int) radix);
  }
}
