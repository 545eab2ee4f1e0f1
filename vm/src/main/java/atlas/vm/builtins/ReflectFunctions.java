package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.FUNCTION;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Equality;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.List;

/** What a program can find out about its own values (stdlib §23). */
public final class ReflectFunctions {
  private static final String F = "fn add(a: number, b: number) -> number { return a + b; }\n";

  private ReflectFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(ReflectFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0001);
    addKinds(rows);
    addValues(rows);
    rows.add("reflect_get_function_name", "(f: function) -> string", "The name of a function.")
        .takes(FUNCTION)
        .gives(STRING)
        .by("functionName")
        .example("print(reflect_get_function_name(len));", "len");
    rows.add(
            "reflect_get_function_arity",
            "(f: function) -> number",
            "How many parameters a function of the program has.")
        .takes(ANY)
        .gives(NUMBER)
        .by("functionArity")
        .example(F + "print(reflect_get_function_arity(add));", "2");
    return rows.list();
  }

  private static void addKinds(Rows rows) {
    rows.add("reflect_typeof", "(v: any) -> string", "The name of a value's kind in messages.")
        .takes(ANY)
        .gives(STRING)
        .by("kind")
        .example("print(reflect_typeof(Some(1)));", "Option");
    rows.add("reflect_type_describe", "(v: any) -> string", "A description of a value's kind.")
        .takes(ANY)
        .gives(STRING)
        .by("describe")
        .example("print(reflect_type_describe(1));", "primitive number type");
    rows.add(
            "reflect_is_callable", "(v: any) -> bool", "Whether a value is a function of any sort.")
        .takes(ANY)
        .gives(BOOL)
        .by("isCallable")
        .example("print(reflect_is_callable(len));", "true");
    rows.add(
            "reflect_is_primitive",
            "(v: any) -> bool",
            "Whether it is a number, string, bool or null.")
        .takes(ANY)
        .gives(BOOL)
        .by("isPrimitive")
        .example("print(reflect_is_primitive([]));", "false");
    rows.add("reflect_same_type", "(a: any, b: any) -> bool", "Whether two values are of one kind.")
        .takes(ANY, ANY)
        .gives(BOOL)
        .by("sameKind")
        .example("print(reflect_same_type([1], [\"a\"]));", "true");
  }

  private static void addValues(Rows rows) {
    rows.add("reflect_get_length", "(v: string | T[]) -> number", "The same as len.")
        .takes(ANY)
        .gives(NUMBER)
        .by("length")
        .example("print(reflect_get_length(\"né\"));", "2");
    rows.add("reflect_is_empty", "(v: string | T[]) -> bool", "Whether the length is 0.")
        .takes(ANY)
        .gives(BOOL)
        .by("isEmpty")
        .example("print(reflect_is_empty([]));", "true");
    rows.add("reflect_clone", "(v: any) -> any", "The value itself: values are independent.")
        .takes(ANY)
        .gives(ANY)
        .by("same")
        .keeps(0)
        .example("print(reflect_clone([1]));", "[1]");
    rows.add("reflect_value_to_string", "(v: any) -> string", "The text that print would write.")
        .takes(ANY)
        .withContext()
        .gives(STRING)
        .by("text")
        .example("print(reflect_value_to_string([1, 2]));", "[1, 2]");
    rows.add("reflect_deep_equals", "(a: any, b: any) -> bool", "Whether two values are equal.")
        .takes(ANY, ANY)
        .gives(BOOL)
        .by("deepEquals")
        .example("print(reflect_deep_equals([1], [1]));", "true");
  }

  public static Text kind(Value value) {
    return Text.of(value.kind().inMessages());
  }

  public static Text describe(Value value) {
    return Text.of(
        switch (value.kind()) {
          case NUMBER -> "primitive number type";
          case STRING -> "primitive string type";
          case BOOL -> "primitive boolean type";
          case NULL -> "null type";
          case ARRAY -> "array type";
          case FUNCTION, BUILTIN, CELL -> "function type";
          case JSON -> "dynamic JSON value type";
          case OPTION -> "Option type";
          case RESULT -> "Result type";
          case HASHMAP -> generic("HashMap");
          case HASHSET -> generic("HashSet");
          case QUEUE -> generic("Queue");
          case STACK -> generic("Stack");
          case REGEX -> generic("Regex");
          case DATETIME -> generic("DateTime");
        });
  }

  private static String generic(String name) {
    return "generic type " + name + " with 0 type argument(s)";
  }

  public static boolean isCallable(Value value) {
    return value instanceof FunctionValue;
  }

  public static boolean isPrimitive(Value value) {
    return switch (value.kind()) {
      case NUMBER, STRING, BOOL, NULL -> true;
      case ARRAY,
          FUNCTION,
          BUILTIN,
          JSON,
          OPTION,
          RESULT,
          HASHMAP,
          HASHSET,
          QUEUE,
          STACK,
          REGEX,
          DATETIME,
          CELL ->
          false;
    };
  }

  public static boolean sameKind(Value a, Value b) {
    return a.kind() == b.kind();
  }

  public static double length(Value value) {
    return length("reflect_get_length", value);
  }

  public static boolean isEmpty(Value value) {
    return length("reflect_is_empty", value) == 0;
  }

  private static int length(String function, Value value) {
    if (value instanceof ArrayValue array) {
      return array.length();
    }
    if (value instanceof Text text) {
      return text.length();
    }
    throw Arguments.mismatch(value, function, "string or array");
  }

  public static Value same(Value value) {
    return value;
  }

  public static Text text(Context context, int depth, Value value) {
    return CoreFunctions.str(context, depth, value);
  }

  public static boolean deepEquals(Value a, Value b) {
    return Equality.equal(a, b);
  }

  public static Text functionName(FunctionValue function) {
    return Text.of(function.name());
  }

  public static double functionArity(Value value) {
    if (value instanceof Closure closure) {
      return closure.template().arity();
    }
    throw Arguments.mismatch(value, "reflect_get_function_arity", "a function of the program");
  }
}
