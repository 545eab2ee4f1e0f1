package atlas.vm.builtins;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.DateTimeValue;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.JsonValue;
import atlas.vm.runtime.Kind;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.OptionValue;
import atlas.vm.runtime.QueueValue;
import atlas.vm.runtime.RegexValue;
import atlas.vm.runtime.ResultValue;
import atlas.vm.runtime.SetValue;
import atlas.vm.runtime.StackValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;

/**
 * Arguments of library functions, from values of unknown type to what the Java methods take. A
 * value of the wrong kind is the error that the function's row says.
 */
public final class Arguments {
  private Arguments() {}

  public static double number(Value value, String function, int argument) {
    if (value instanceof NumberValue n) {
      return n.value();
    }
    throw mismatch(value, function, Kind.NUMBER);
  }

  public static boolean bool(Value value, String function, int argument) {
    if (value instanceof BoolValue b) {
      return b.value();
    }
    throw mismatch(value, function, Kind.BOOL);
  }

  public static Text text(Value value, String function, int argument) {
    if (value instanceof Text t) {
      return t;
    }
    throw mismatch(value, function, Kind.STRING);
  }

  public static ArrayValue array(Value value, String function, int argument) {
    if (value instanceof ArrayValue a) {
      return a;
    }
    throw mismatch(value, function, Kind.ARRAY);
  }

  public static MapValue map(Value value, String function, int argument) {
    if (value instanceof MapValue m) {
      return m;
    }
    throw mismatch(value, function, Kind.HASHMAP);
  }

  public static SetValue set(Value value, String function, int argument) {
    if (value instanceof SetValue s) {
      return s;
    }
    throw mismatch(value, function, Kind.HASHSET);
  }

  public static QueueValue queue(Value value, String function, int argument) {
    if (value instanceof QueueValue q) {
      return q;
    }
    throw mismatch(value, function, Kind.QUEUE);
  }

  public static StackValue stack(Value value, String function, int argument) {
    if (value instanceof StackValue s) {
      return s;
    }
    throw mismatch(value, function, Kind.STACK);
  }

  public static OptionValue option(Value value, String function, int argument) {
    if (value instanceof OptionValue o) {
      return o;
    }
    throw mismatch(value, function, Kind.OPTION);
  }

  public static ResultValue result(Value value, String function, int argument) {
    if (value instanceof ResultValue r) {
      return r;
    }
    throw mismatch(value, function, Kind.RESULT);
  }

  public static JsonValue json(Value value, String function, int argument) {
    if (value instanceof JsonValue j) {
      return j;
    }
    throw mismatch(value, function, Kind.JSON);
  }

  public static FunctionValue function(Value value, String function, int argument) {
    if (value instanceof FunctionValue f) {
      return f;
    }
    throw mismatch(value, function, Kind.FUNCTION);
  }

  public static RegexValue regex(Value value, String function, int argument) {
    if (value instanceof RegexValue r) {
      return r;
    }
    throw mismatch(value, function, Kind.REGEX);
  }

  public static DateTimeValue dateTime(Value value, String function, int argument) {
    if (value instanceof DateTimeValue d) {
      return d;
    }
    throw mismatch(value, function, Kind.DATETIME);
  }

  /** The last argument of a variadic function that has only one there. */
  public static Text[] rest(Value value, String function, int argument) {
    return new Text[] {text(value, function, argument)};
  }

  private static AtlasError mismatch(Value value, String function, Kind expected) {
    return mismatch(value, function, expected.inMessages());
  }

  /** The error for an argument of the wrong kind. */
  static AtlasError mismatch(Value value, String function, String expected) {
    Builtin row = Library.standard().row(function);
    return mismatch(value, function, expected, row.kindCode());
  }

  /** The same with an error of its own. */
  static AtlasError mismatch(Value value, String function, String expected, DiagnosticCode code) {
    return new AtlasError(
        code, function + "(): expected " + expected + ", got " + value.kind().inMessages());
  }

  /** The error for a call with the wrong number of arguments. */
  public static AtlasError count(String function, int found) {
    Builtin row = Library.standard().row(function);
    int least = row.required();
    int most = row.params().size();
    String expected = row.variadic() ? "at least " : least < most ? least + " to " : "";
    int last = row.variadic() ? least : most;
    return new AtlasError(
        row.countCode(),
        function
            + "(): expected "
            + expected
            + last
            + (last == 1 ? " argument, got " : " arguments, got ")
            + found);
  }
}
