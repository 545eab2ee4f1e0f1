package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.FUNCTION;
import static atlas.vm.builtins.ParamKind.NULL;
import static atlas.vm.builtins.ParamKind.NUMBER;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.BoolArray;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.FunctionTemplate.Result;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberArray;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Shareable;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Functions on arrays with callbacks (stdlib §7). The array is marked as shared before the first
 * call, so that a callback that changes the variable it came from changes a copy. Arrays of numbers
 * go through functions on numbers without boxing.
 */
public final class CallbackFunctions {
  private CallbackFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.prelude(CallbackFunctions.class, DiagnosticCode.AT0001, DiagnosticCode.AT0001);
    rows.add("map", "(a: T[], f: fn(T) -> U) -> U[]", "The results of a function, in order.")
        .takes(ARRAY, FUNCTION)
        .callback(1, 1, Type.UNKNOWN)
        .gives(ARRAY)
        .example("print(map([1, 4, 9], sqrt));", "[1, 2, 3]");
    rows.add("filter", "(a: T[], p: fn(T) -> bool) -> T[]", "The elements that pass a test.")
        .takes(ARRAY, FUNCTION)
        .callback(1, 1, Type.BOOL)
        .gives(ARRAY)
        .fails(DiagnosticCode.AT0001, "the callback returns no bool")
        .example(
            "fn even(x: number) -> bool { return x % 2 == 0; }\nprint(filter([1, 2, 4], even));",
            "[2, 4]");
    rows.add("reduce", "(a: T[], f: fn(U, T) -> U, init: U) -> U", "A fold from the left.")
        .takes(ARRAY, FUNCTION, ANY)
        .callback(1, 2, Type.UNKNOWN)
        .gives(ANY)
        .keeps(2)
        .example("print(reduce([3, 9, 4], max, 0));", "9");
    rows.add("forEach", "(a: T[], f: fn(T) -> void) -> null", "Calls a function on every element.")
        .takes(ARRAY, FUNCTION)
        .callback(1, 1, Type.VOID)
        .gives(NULL)
        .example("forEach([\"a\", \"b\"], print);", "a\nb");
    rows.add("find", "(a: T[], p: fn(T) -> bool) -> T | null", "The first that passes, or null.")
        .takes(ARRAY, FUNCTION)
        .callback(1, 1, Type.BOOL)
        .gives(ANY)
        .fails(DiagnosticCode.AT0001, "the callback returns no bool")
        .example("fn big(x: number) -> bool { return x > 2; }\nprint(find([1, 3, 4], big));", "3");
    rows.add("findIndex", "(a: T[], p: fn(T) -> bool) -> number", "The index of that, or -1.")
        .takes(ARRAY, FUNCTION)
        .callback(1, 1, Type.BOOL)
        .gives(NUMBER)
        .fails(DiagnosticCode.AT0001, "the callback returns no bool")
        .example(
            "fn big(x: number) -> bool { return x > 2; }\nprint(findIndex([1, 3, 4], big));", "1");
    rows.add("flatMap", "(a: T[], f: fn(T) -> U[]) -> U[]", "The elements of the resulting arrays.")
        .takes(ARRAY, FUNCTION)
        .callback(1, 1, ARRAY.type())
        .gives(ARRAY)
        .example(
            "fn twice(x: number) -> number[] { return [x, x]; }\nprint(flatMap([1, 2], twice));",
            "[1, 1, 2, 2]");
    rows.add("some", "(a: T[], p: fn(T) -> bool) -> bool", "Whether any element passes a test.")
        .takes(ARRAY, FUNCTION)
        .callback(1, 1, Type.BOOL)
        .gives(BOOL)
        .fails(DiagnosticCode.AT0001, "the callback returns no bool")
        .example("fn big(x: number) -> bool { return x > 2; }\nprint(some([1, 3], big));", "true");
    rows.add("every", "(a: T[], p: fn(T) -> bool) -> bool", "Whether all elements pass a test.")
        .takes(ARRAY, FUNCTION)
        .callback(1, 1, Type.BOOL)
        .gives(BOOL)
        .fails(DiagnosticCode.AT0001, "the callback returns no bool")
        .example(
            "fn big(x: number) -> bool { return x > 2; }\nprint(every([1, 3], big));", "false");
    rows.add("sort", "(a: T[], cmp: fn(T, T) -> number) -> T[]", "Sorted: below 0 means before.")
        .takes(ARRAY, FUNCTION)
        .callback(1, 2, Type.NUMBER)
        .gives(ARRAY)
        .fails(DiagnosticCode.AT0001, "the callback returns no number")
        .example(
            "fn down(a: number, b: number) -> number { return b - a; }\n"
                + "print(sort([1, 3, 2], down));",
            "[3, 2, 1]");
    rows.add("sortBy", "(a: T[], key: fn(T) -> K) -> T[]", "Sorted by a number or string.")
        .takes(ARRAY, FUNCTION)
        .callback(1, 1, new Type.UnionType(List.of(Type.NUMBER, Type.STRING)))
        .gives(ARRAY)
        .example("print(sortBy([\"fig\", \"ab\"], len));", "[ab, fig]");
    return rows.list();
  }

  public static ArrayValue map(
      Context context, int depth, ArrayValue array, FunctionValue function) {
    return map("map", context, depth, array, function);
  }

  static ArrayValue map(
      String caller, Context context, int depth, ArrayValue array, FunctionValue function) {
    array.share();
    Callback callback = new Callback(caller, context, depth, function);
    int size = array.length();
    if (callback.gives(Result.NUMBER)) {
      double[] results = new double[size];
      for (int i = 0; i < size; i++) {
        callback.poll(i);
        results[i] = callback.number(array, i);
      }
      return new NumberArray(results);
    }
    if (callback.gives(Result.BOOL)) {
      boolean[] results = new boolean[size];
      for (int i = 0; i < size; i++) {
        callback.poll(i);
        results[i] = callback.test(array, i);
      }
      return new BoolArray(results);
    }
    Value[] results = new Value[size];
    for (int i = 0; i < size; i++) {
      callback.poll(i);
      results[i] = callback.call(array, i);
    }
    return ArrayValue.of(results);
  }

  public static ArrayValue filter(
      Context context, int depth, ArrayValue array, FunctionValue predicate) {
    array.share();
    Callback callback = new Callback("filter", context, depth, predicate);
    int size = array.length();
    int kept = 0;
    if (array instanceof NumberArray numbers) {
      double[] results = new double[size];
      for (int i = 0; i < size; i++) {
        callback.poll(i);
        if (callback.test(array, i)) {
          results[kept++] = numbers.number(i);
        }
      }
      return new NumberArray(Arrays.copyOf(results, kept));
    }
    Value[] results = new Value[size];
    for (int i = 0; i < size; i++) {
      callback.poll(i);
      if (callback.test(array, i)) {
        results[kept++] = array.get(i);
      }
    }
    return ArrayValue.of(Arrays.copyOf(results, kept));
  }

  public static Value reduce(
      Context context, int depth, ArrayValue array, FunctionValue function, Value init) {
    array.share();
    Callback callback = new Callback("reduce", context, depth, function);
    int size = array.length();
    if (init instanceof NumberValue start && callback.gives(Result.NUMBER)) {
      double result = start.value();
      for (int i = 0; i < size; i++) {
        callback.poll(i);
        result = callback.fold(result, array, i);
      }
      return NumberValue.of(result);
    }
    Value result = init;
    for (int i = 0; i < size; i++) {
      callback.poll(i);
      result = callback.fold(result, array, i);
    }
    return result;
  }

  public static NullValue forEach(
      Context context, int depth, ArrayValue array, FunctionValue function) {
    array.share();
    Callback callback = new Callback("forEach", context, depth, function);
    for (int i = 0; i < array.length(); i++) {
      callback.poll(i);
      callback.call(array, i);
    }
    return NullValue.NULL;
  }

  public static Value find(Context context, int depth, ArrayValue array, FunctionValue predicate) {
    int i = indexWhere("find", context, depth, array, predicate, true);
    return i < 0 ? NullValue.NULL : Shareable.share(array.get(i));
  }

  public static double findIndex(
      Context context, int depth, ArrayValue array, FunctionValue predicate) {
    return indexWhere("findIndex", context, depth, array, predicate, true);
  }

  public static boolean some(
      Context context, int depth, ArrayValue array, FunctionValue predicate) {
    return indexWhere("some", context, depth, array, predicate, true) >= 0;
  }

  public static boolean every(
      Context context, int depth, ArrayValue array, FunctionValue predicate) {
    return indexWhere("every", context, depth, array, predicate, false) < 0;
  }

  /** The first index where a predicate gives {@code wanted}, or -1. */
  private static int indexWhere(
      String caller,
      Context context,
      int depth,
      ArrayValue array,
      FunctionValue predicate,
      boolean wanted) {
    Shareable.lend(array);
    Callback callback = new Callback(caller, context, depth, predicate);
    int size = array.length();
    int found = -1;
    for (int i = 0; i < size && found < 0; i++) {
      callback.poll(i);
      if (callback.test(array, i) == wanted) {
        found = i;
      }
    }
    Shareable.giveBack(array);
    return found;
  }

  public static ArrayValue flatMap(
      Context context, int depth, ArrayValue array, FunctionValue function) {
    array.share();
    Callback callback = new Callback("flatMap", context, depth, function);
    List<Value> results = new ArrayList<>();
    for (int i = 0; i < array.length(); i++) {
      callback.poll(i);
      Value result = callback.call(array, i);
      if (result instanceof ArrayValue inner) {
        Collections.addAll(results, inner.toValues());
      } else {
        results.add(result);
      }
    }
    return ArrayValue.of(results.toArray(Value[]::new));
  }

  public static ArrayValue sort(
      Context context, int depth, ArrayValue array, FunctionValue comparison) {
    Callback callback = new Callback("sort", context, depth, comparison);
    if (array instanceof NumberArray unsorted && callback.gives(Result.NUMBER)) {
      double[] numbers = unsorted.toNumbers();
      Sorting.Order order =
          (a, b) -> {
            callback.poll(a);
            return callback.compare(numbers[a], numbers[b]) < 0;
          };
      return Sorting.pick(numbers, Sorting.indices(numbers.length, order));
    }
    Value[] values = array.toValues();
    Sorting.Order order =
        (a, b) -> {
          callback.poll(a);
          return callback.compare(values[a], values[b]) < 0;
        };
    return Sorting.pick(values, Sorting.indices(values.length, order));
  }

  public static ArrayValue sortBy(
      Context context, int depth, ArrayValue array, FunctionValue function) {
    array.share();
    Callback callback = new Callback("sortBy", context, depth, function);
    int size = array.length();
    Sorting.Order before =
        callback.gives(Result.NUMBER) ? byNumber(callback, array) : byAny(callback, array);
    Sorting.Order order =
        (a, b) -> {
          callback.poll(a);
          return before.before(a, b);
        };
    int[] indices = Sorting.indices(size, order);
    return array instanceof NumberArray numbers
        ? Sorting.pick(numbers.toNumbers(), indices)
        : Sorting.pick(array.toValues(), indices);
  }

  private static Sorting.Order byNumber(Callback callback, ArrayValue array) {
    double[] keys = new double[array.length()];
    for (int i = 0; i < keys.length; i++) {
      callback.poll(i);
      keys[i] = callback.number(array, i);
    }
    return (a, b) -> keys[a] < keys[b];
  }

  private static Sorting.Order byAny(Callback callback, ArrayValue array) {
    Value[] keys = new Value[array.length()];
    for (int i = 0; i < keys.length; i++) {
      callback.poll(i);
      keys[i] = callback.call(array, i);
    }
    return (a, b) -> keyBefore(keys[a], keys[b]);
  }

  private static boolean keyBefore(Value a, Value b) {
    if (a instanceof NumberValue x && b instanceof NumberValue y) {
      return x.value() < y.value();
    }
    return a instanceof Text x && b instanceof Text y && x.compareTo(y) < 0;
  }
}
