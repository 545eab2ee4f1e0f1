package atlas.vm.runtime;

import atlas.vm.diagnostics.DiagnosticCode;

/**
 * Checks of values whose static type was unknown: AT0001 (language §4.3). Called by generated code
 * and by the interpreter.
 */
public final class Checks {
  private Checks() {}

  public static double number(Value value) {
    if (value instanceof NumberValue n) {
      return n.value();
    }
    throw mismatch(Kind.NUMBER.bit(), value);
  }

  public static boolean bool(Value value) {
    if (value instanceof BoolValue b) {
      return b.value();
    }
    throw mismatch(Kind.BOOL.bit(), value);
  }

  public static Text text(Value value) {
    if (value instanceof Text t) {
      return t;
    }
    throw mismatch(Kind.STRING.bit(), value);
  }

  public static ArrayValue array(Value value) {
    if (value instanceof ArrayValue a) {
      return a;
    }
    throw mismatch(Kind.ARRAY.bit(), value);
  }

  public static ResultValue result(Value value) {
    if (value instanceof ResultValue r) {
      return r;
    }
    throw mismatch(Kind.RESULT.bit(), value);
  }

  public static OptionValue option(Value value) {
    if (value instanceof OptionValue o) {
      return o;
    }
    throw mismatch(Kind.OPTION.bit(), value);
  }

  /** A function; anything else is not callable. */
  public static FunctionValue function(Value value) {
    if (value instanceof FunctionValue f) {
      return f;
    }
    throw new AtlasError(
        DiagnosticCode.AT0001,
        "a value of kind " + value.kind().inMessages() + " cannot be called");
  }

  /** The value, if its kind is in the mask. */
  public static Value kind(Value value, int mask) {
    if ((value.kind().bit() & mask) == 0) {
      throw mismatch(mask, value);
    }
    return value;
  }

  /** The error for a value that is not of the kinds in the mask. */
  public static AtlasError mismatch(int mask, Value value) {
    return new AtlasError(
        DiagnosticCode.AT0001,
        "expected " + Kind.describe(mask) + ", found " + value.kind().inMessages());
  }

  /** The error for a call with the wrong number of arguments. */
  public static AtlasError arity(String name, int expected, int found) {
    return new AtlasError(
        DiagnosticCode.AT0001,
        name
            + "(): expected "
            + expected
            + " argument"
            + (expected == 1 ? "" : "s")
            + ", got "
            + found);
  }
}
