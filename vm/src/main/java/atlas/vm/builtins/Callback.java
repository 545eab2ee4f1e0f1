package atlas.vm.builtins;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Entry;
import atlas.vm.runtime.FunctionTemplate.Result;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.MapValue;
import atlas.vm.runtime.NumberArray;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.SetValue;
import atlas.vm.runtime.Shareable;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;

/**
 * A function that a library function calls back, made ready for many calls. Arguments are marked as
 * shared, because they come out of containers that go on to hold them. Numbers stay unboxed on the
 * way in where the container holds them so, and on the way out where the function is {@linkplain
 * #gives known to give} them.
 */
final class Callback {
  /** After so many elements, a loop of the library looks whether it should stop. */
  private static final int POLL = 4096;

  private final String caller;
  private final Context context;
  private final int depth;
  private final Result result;
  private final Entry entry;
  private final Value[] captures;

  /**
   * Makes a function ready.
   *
   * @param caller the library function
   * @param callerDepth the call depth of the library function's caller
   */
  Callback(String caller, Context context, int callerDepth, FunctionValue function) {
    this.caller = caller;
    this.context = context;
    this.depth = callerDepth + 1;
    this.result = function.result();
    this.entry = function.entry(context);
    this.captures = function.captures();
  }

  /** Whether the function is known to give that. */
  boolean gives(Result other) {
    return result == other;
  }

  /** To be called for each element, by number. */
  void poll(int i) {
    poll(context, i);
  }

  /** The same where nothing is called back. */
  static void poll(Context context, int i) {
    if ((i & (POLL - 1)) == POLL - 1) {
      context.poll();
    }
  }

  Value call(Value a) {
    return entry.apply(captures, Shareable.share(a), depth);
  }

  /** Calls it with an element. */
  Value call(ArrayValue array, int i) {
    return array instanceof NumberArray numbers
        ? entry.apply(captures, numbers.number(i), depth)
        : call(array.get(i));
  }

  /** The same for a function that gives a number. */
  double number(ArrayValue array, int i) {
    return array instanceof NumberArray numbers
        ? entry.number(captures, numbers.number(i), depth)
        : entry.number(captures, Shareable.share(array.get(i)), depth);
  }

  /** The same for a predicate. */
  boolean test(ArrayValue array, int i) {
    if (result != Result.BOOL) {
      return bool(call(array, i));
    }
    return array instanceof NumberArray numbers
        ? entry.bool(captures, numbers.number(i), depth)
        : entry.bool(captures, Shareable.share(array.get(i)), depth);
  }

  /** Calls it with an element that is not a hole. */
  Value call(SetValue set, int i) {
    return set.hasNumbers()
        ? entry.apply(captures, set.numberAt(i), depth)
        : call(set.elementAt(i));
  }

  /** The same for a predicate. */
  boolean test(SetValue set, int i) {
    if (result != Result.BOOL) {
      return bool(call(set, i));
    }
    return set.hasNumbers()
        ? entry.bool(captures, set.numberAt(i), depth)
        : entry.bool(captures, set.elementAt(i), depth);
  }

  /** Calls it with the value and the key of an entry that is not a hole. */
  Value call(MapValue map, int i) {
    if (map.hasNumberKeys()) {
      return map.hasNumberValues()
          ? entry.apply(captures, map.numberAt(i), map.numberKeyAt(i), depth)
          : entry.apply(captures, map.valueAt(i), map.numberKeyAt(i), depth);
    }
    return map.hasNumberValues()
        ? entry.apply(captures, map.numberAt(i), map.keyAt(i), depth)
        : entry.apply(captures, map.valueAt(i), map.keyAt(i), depth);
  }

  /** The same for a function that gives a number. */
  double number(MapValue map, int i) {
    if (map.hasNumberKeys()) {
      return map.hasNumberValues()
          ? entry.number(captures, map.numberAt(i), map.numberKeyAt(i), depth)
          : entry.number(captures, map.valueAt(i), map.numberKeyAt(i), depth);
    }
    return map.hasNumberValues()
        ? entry.number(captures, map.numberAt(i), map.keyAt(i), depth)
        : entry.number(captures, map.valueAt(i), map.keyAt(i), depth);
  }

  /** The same for a predicate. */
  boolean test(MapValue map, int i) {
    if (result != Result.BOOL) {
      return bool(call(map, i));
    }
    if (map.hasNumberKeys()) {
      return map.hasNumberValues()
          ? entry.bool(captures, map.numberAt(i), map.numberKeyAt(i), depth)
          : entry.bool(captures, map.valueAt(i), map.numberKeyAt(i), depth);
    }
    return map.hasNumberValues()
        ? entry.bool(captures, map.numberAt(i), map.keyAt(i), depth)
        : entry.bool(captures, map.valueAt(i), map.keyAt(i), depth);
  }

  /** Calls it with what it gave last, which nobody else holds, and an element. */
  Value fold(Value last, ArrayValue array, int i) {
    return array instanceof NumberArray numbers
        ? entry.apply(captures, last, numbers.number(i), depth)
        : entry.apply(captures, last, Shareable.share(array.get(i)), depth);
  }

  /** The same for a function that gives a number. */
  double fold(double last, ArrayValue array, int i) {
    return array instanceof NumberArray numbers
        ? entry.number(captures, last, numbers.number(i), depth)
        : entry.number(captures, last, Shareable.share(array.get(i)), depth);
  }

  /** Calls a comparison. */
  double compare(Value a, Value b) {
    Shareable.share(a);
    Shareable.share(b);
    if (result == Result.NUMBER) {
      return entry.number(captures, a, b, depth);
    }
    if (entry.apply(captures, a, b, depth) instanceof NumberValue n) {
      return n.value();
    }
    throw wrongResult("number");
  }

  /** The same for a function that gives a number. */
  double compare(double a, double b) {
    return entry.number(captures, a, b, depth);
  }

  /** Calls a function that must give a string. */
  Text text(Value a) {
    if (call(a) instanceof Text text) {
      return text;
    }
    throw wrongResult("string");
  }

  private boolean bool(Value given) {
    if (given instanceof BoolValue b) {
      return b.value();
    }
    throw wrongResult("bool");
  }

  private AtlasError wrongResult(String expected) {
    return new AtlasError(
        DiagnosticCode.AT0001, caller + "(): the callback must return a " + expected);
  }
}
