package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.FUNCTION;
import static atlas.vm.builtins.ParamKind.NUMBER;
import static atlas.vm.builtins.ParamKind.OPTION;
import static atlas.vm.builtins.ParamKind.RESULT;
import static atlas.vm.builtins.ParamKind.STRING;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Display;
import atlas.vm.runtime.Equality;
import atlas.vm.runtime.Formatting;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.Shareable;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.List;

/** Assertions (stdlib §17). One that fails is AT0001. */
public final class Assertions {
  private Assertions() {}

  static List<Builtin> table() {
    Rows rows = Rows.dynamic(Assertions.class, DiagnosticCode.AT0001, DiagnosticCode.AT0001);
    rows.add("assert", "(cond: bool, msg: string) -> null", "The condition holds.")
        .takes(BOOL, STRING)
        .by("assertTrue")
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example("print(assert(1 < 2, \"order\"));", "null");
    rows.add("assertFalse", "(cond: bool, msg: string) -> null", "The condition does not hold.")
        .takes(BOOL, STRING)
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example("print(assertFalse(2 < 1, \"order\"));", "null");
    rows.add("assertEqual", "(actual: T, expected: T) -> null", "Two values are equal.")
        .takes(ANY, ANY)
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example("print(assertEqual([1], [1]));", "null");
    rows.add("assertNotEqual", "(actual: T, expected: T) -> null", "Two values are not equal.")
        .takes(ANY, ANY)
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example("print(assertNotEqual([1], [2]));", "null");
    rows.add("assertOk", "(r: Result<T, E>) -> T", "A result is an Ok; gives its content.")
        .takes(RESULT)
        .gives(ANY)
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example("print(assertOk(Ok(7)));", "7");
    rows.add("assertErr", "(r: Result<T, E>) -> E", "A result is an Err; gives its content.")
        .takes(RESULT)
        .gives(ANY)
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example("print(assertErr(Err(\"no\")));", "no");
    rows.add("assertSome", "(o: Option<T>) -> T", "An option is a Some; gives its content.")
        .takes(OPTION)
        .gives(ANY)
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example("print(assertSome(Some(7)));", "7");
    rows.add("assertNone", "(o: Option<T>) -> null", "An option is None.")
        .takes(OPTION)
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example("print(assertNone(None));", "null");
    addArrays(rows);
    rows.add("assertThrows", "(f: fn() -> any) -> null", "A call of a function fails.")
        .takes(FUNCTION)
        .withContext()
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example(
            "fn bad() -> void { let a: number[] = []; pop(a); }\nprint(assertThrows(bad));",
            "null");
    rows.add("assertNoThrow", "(f: fn() -> any) -> null", "A call of a function succeeds.")
        .takes(FUNCTION)
        .withContext()
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example("print(assertNoThrow(hashMapNew));", "null");
    return rows.list();
  }

  private static void addArrays(Rows rows) {
    rows.add("assertContains", "(a: T[], x: T) -> null", "An array has an equal element.")
        .takes(ARRAY, ANY)
        .withContext()
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example("print(assertContains([1, 2], 2));", "null");
    rows.add("assertEmpty", "(a: T[]) -> null", "An array is empty.")
        .takes(ARRAY)
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example("print(assertEmpty([]));", "null");
    rows.add("assertLength", "(a: T[], n: number) -> null", "An array has that length.")
        .takes(ARRAY, NUMBER)
        .fails(DiagnosticCode.AT0001, "the assertion fails")
        .example("print(assertLength([1, 2], 2));", "null");
  }

  private static AtlasError failure(String message) {
    return new AtlasError(DiagnosticCode.AT0001, message);
  }

  public static NullValue assertTrue(boolean condition, Text message) {
    if (!condition) {
      throw failure("Assertion failed: " + message);
    }
    return NullValue.NULL;
  }

  public static NullValue assertFalse(boolean condition, Text message) {
    if (condition) {
      throw failure("Assertion failed (expected false): " + message);
    }
    return NullValue.NULL;
  }

  public static NullValue assertEqual(Value actual, Value expected) {
    if (!Equality.equal(actual, expected)) {
      throw failure(
          "Assertion failed: values not equal\n  actual:   "
              + Display.display(actual)
              + "\n  expected: "
              + Display.display(expected));
    }
    return NullValue.NULL;
  }

  public static NullValue assertNotEqual(Value actual, Value expected) {
    if (Equality.equal(actual, expected)) {
      throw failure("Assertion failed: values are equal\n  both: " + Display.display(actual));
    }
    return NullValue.NULL;
  }

  public static Value assertOk(ResultValue result) {
    if (!result.isOk()) {
      throw failure("assertOk: expected Ok, got " + Display.display(result));
    }
    return Shareable.share(result.content());
  }

  public static Value assertErr(ResultValue result) {
    if (result.isOk()) {
      throw failure("assertErr: expected Err, got " + Display.display(result));
    }
    return Shareable.share(result.content());
  }

  public static Value assertSome(OptionValue option) {
    if (!option.isSome()) {
      throw failure("assertSome: expected Some, got None");
    }
    return Shareable.share(option.content());
  }

  public static NullValue assertNone(OptionValue option) {
    if (option.isSome()) {
      throw failure("assertNone: expected None, got " + Display.display(option));
    }
    return NullValue.NULL;
  }

  public static NullValue assertContains(
      Context context, int depth, ArrayValue array, Value value) {
    if (!ArrayFunctions.arrayIncludes(context, depth, array, value)) {
      throw failure("assertContains: array does not contain " + Display.display(value));
    }
    return NullValue.NULL;
  }

  public static NullValue assertEmpty(ArrayValue array) {
    if (array.length() != 0) {
      throw failure("assertEmpty: expected empty array, got length " + array.length());
    }
    return NullValue.NULL;
  }

  public static NullValue assertLength(ArrayValue array, double length) {
    if (length != Math.rint(length) || length < 0) {
      throw failure(
          "assertLength(): expected a non-negative whole number, got " + Formatting.number(length));
    }
    if (array.length() != length) {
      throw failure(
          "assertLength: expected length " + Formatting.number(length) + ", got " + array.length());
    }
    return NullValue.NULL;
  }

  public static NullValue assertThrows(Context context, int depth, FunctionValue function) {
    try {
      function.call(context, depth);
    } catch (AtlasError error) {
      context.caught(error);
      return NullValue.NULL;
    }
    throw failure("assertThrows: expected function to throw, but it succeeded");
  }

  public static NullValue assertNoThrow(Context context, int depth, FunctionValue function) {
    try {
      function.call(context, depth);
    } catch (AtlasError error) {
      context.caught(error);
      throw failure(
          "assertNoThrow: expected function to succeed, but it threw: " + error.getMessage());
    }
    return NullValue.NULL;
  }
}
