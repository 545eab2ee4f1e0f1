package atlas.vm.builtins;

import static atlas.vm.builtins.ParamKind.ANY;
import static atlas.vm.builtins.ParamKind.ARRAY;
import static atlas.vm.builtins.ParamKind.BOOL;
import static atlas.vm.builtins.ParamKind.NUMBER;

import atlas.vm.diagnostics.DiagnosticCode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Equality;
import atlas.vm.runtime.Indexing;
import atlas.vm.runtime.NumberArray;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Shareable;
import atlas.vm.runtime.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Functions on arrays without callbacks (stdlib §6). Those that give a changed array change the one
 * they get if it is not shared.
 */
public final class ArrayFunctions {
  private ArrayFunctions() {}

  static List<Builtin> table() {
    Rows rows = Rows.prelude(ArrayFunctions.class, DiagnosticCode.AT0102, DiagnosticCode.AT0102);
    rows.add("pop", "(a: T[]) -> T", "Removes the last element.")
        .takes(ARRAY)
        .by("arrayPop")
        .splits(ANY)
        .typed(ANY.type())
        .fails(DiagnosticCode.AT0001, "the array is empty")
        .example("let a = [1, 2];\nprint(pop(a) * 10 + len(a));", "21");
    rows.add("shift", "(a: T[]) -> T", "Removes the first element.")
        .takes(ARRAY)
        .by("arrayShift")
        .splits(ANY)
        .typed(ANY.type())
        .fails(DiagnosticCode.AT0001, "the array is empty")
        .example("let a = [1, 2];\nprint(shift(a) * 10 + len(a));", "11");
    rows.add("unshift", "(a: T[], x: T) -> T[]", "Puts an element in front.")
        .takes(ARRAY, ANY)
        .gives(ARRAY)
        .by("arrayUnshift")
        .replaces()
        .keeps(1)
        .example("let a = [1, 2];\nunshift(a, 0);\nprint(a);", "[0, 1, 2]");
    rows.add("reverse", "(a: T[]) -> T[]", "Reverses the order.")
        .takes(ARRAY)
        .gives(ARRAY)
        .by("arrayReverse")
        .replaces()
        .example("let a = [1, 2];\nreverse(a);\nprint(a);", "[2, 1]");
    rows.add("flatten", "(a: T[][]) -> T[]", "Replaces elements that are arrays by their elements.")
        .takes(ARRAY)
        .gives(ARRAY)
        .replaces()
        .withContext()
        .example("print(flatten([[1], [2, 3]]));", "[1, 2, 3]");
    rows.add("concat", "(a: T[], b: T[]) -> T[]", "The elements of two arrays.")
        .takes(ARRAY, ARRAY)
        .gives(ARRAY)
        .example("print(concat([1], [2, 3]));", "[1, 2, 3]");
    rows.add(
            "slice",
            "(a: T[], start: number, end: number) -> T[]",
            "The elements from start to before end, as far as there are any.")
        .takes(ARRAY, NUMBER, NUMBER)
        .gives(ARRAY)
        .fails(DiagnosticCode.AT0001, "the start is beyond the end")
        .example("print(slice([1, 2, 3], 1, 9));", "[2, 3]");
    rows.add("arrayIndexOf", "(a: T[], x: T) -> number", "The first index of an element, or -1.")
        .takes(ARRAY, ANY)
        .unboxed(1)
        .withContext()
        .gives(NUMBER)
        .example("print(arrayIndexOf([5, 7, 7], 7));", "1");
    rows.add("arrayLastIndexOf", "(a: T[], x: T) -> number", "The last index of it, or -1.")
        .takes(ARRAY, ANY)
        .withContext()
        .gives(NUMBER)
        .example("print(arrayLastIndexOf([5, 7, 7], 7));", "2");
    rows.add("arrayIncludes", "(a: T[], x: T) -> bool", "Whether an element is equal to it.")
        .takes(ARRAY, ANY)
        .unboxed(1)
        .withContext()
        .gives(BOOL)
        .example("print(arrayIncludes([[1], [2]], [2]));", "true");
    addDynamic(rows);
    return rows.list();
  }

  private static void addDynamic(Rows rows) {
    rows.add("arrayPush", "(a: T[], x: T) -> T[]", "A copy with an element appended.")
        .takes(ARRAY, ANY)
        .unboxed(1)
        .gives(ARRAY)
        .dynamic()
        .changes()
        .keeps(1)
        .example("print(arrayPush([1], 2));", "[1, 2]");
    rows.add("arrayUnshift", "(a: T[], x: T) -> T[]", "A copy with an element in front.")
        .takes(ARRAY, ANY)
        .gives(ARRAY)
        .dynamic()
        .changes()
        .keeps(1)
        .example("print(arrayUnshift([1], 2));", "[2, 1]");
    rows.add("arrayReverse", "(a: T[]) -> T[]", "A copy in the opposite order.")
        .takes(ARRAY)
        .gives(ARRAY)
        .dynamic()
        .changes()
        .example("print(arrayReverse([1, 2]));", "[2, 1]");
    rows.add("arrayPop", "(a: T[]) -> [T, T[]]", "The last element, and the rest.")
        .takes(ARRAY)
        .givesPair(ANY)
        .dynamic()
        .fails(DiagnosticCode.AT0001, "the array is empty")
        .example("print(arrayPop([1, 2]));", "[2, [1]]");
    rows.add("arrayShift", "(a: T[]) -> [T, T[]]", "The first element, and the rest.")
        .takes(ARRAY)
        .givesPair(ANY)
        .dynamic()
        .fails(DiagnosticCode.AT0001, "the array is empty")
        .example("print(arrayShift([1, 2]));", "[1, [2]]");
    rows.add("arraySort", "(a: T[]) -> T[]", "A copy in natural order.")
        .takes(ARRAY)
        .gives(ARRAY)
        .by("sorted")
        .dynamic()
        .withContext()
        .example("print(arraySort([3, 1, 2]));", "[1, 2, 3]");
  }

  public static ArrayValue arrayPush(ArrayValue array, Value value) {
    return array.withLast(value);
  }

  public static ArrayValue arrayPush(ArrayValue array, double value) {
    return array instanceof NumberArray numbers
        ? numbers.withLast(value)
        : array.withLast(NumberValue.of(value));
  }

  public static ArrayValue arrayUnshift(ArrayValue array, Value value) {
    return array.withFirst(value);
  }

  public static ArrayValue arrayReverse(ArrayValue array) {
    return array.reversed();
  }

  public static ArrayValue arrayPop(ArrayValue array) {
    return Pairs.of(arrayPopItem(array), arrayPopRest(array));
  }

  public static Value arrayPopItem(ArrayValue array) {
    arrayPopCheck(array);
    return array.get(array.length() - 1);
  }

  public static void arrayPopCheck(ArrayValue array) {
    if (array.length() == 0) {
      throw empty("pop");
    }
  }

  public static double arrayPopNumber(ArrayValue array) {
    return Indexing.numberAt(array, array.length() - 1);
  }

  public static ArrayValue arrayPopRest(ArrayValue array) {
    return array.withoutLast();
  }

  public static ArrayValue arrayShift(ArrayValue array) {
    return Pairs.of(arrayShiftItem(array), arrayShiftRest(array));
  }

  public static Value arrayShiftItem(ArrayValue array) {
    arrayShiftCheck(array);
    return array.get(0);
  }

  public static void arrayShiftCheck(ArrayValue array) {
    if (array.length() == 0) {
      throw empty("shift");
    }
  }

  public static double arrayShiftNumber(ArrayValue array) {
    return Indexing.numberAt(array, 0);
  }

  public static ArrayValue arrayShiftRest(ArrayValue array) {
    return array.withoutFirst();
  }

  private static AtlasError empty(String function) {
    return new AtlasError(DiagnosticCode.AT0001, function + "(): the array is empty");
  }

  public static ArrayValue flatten(Context context, int depth, ArrayValue array) {
    long numbers = 0;
    for (int i = 0; i < array.length() && numbers >= 0; i++) {
      numbers = array.get(i) instanceof NumberArray inner ? numbers + inner.length() : -1;
    }
    if (numbers > 0) {
      return flattenNumbers(context, array, new double[ArrayValue.capacity(numbers)]);
    }
    List<Value> elements = new ArrayList<>();
    for (int i = 0; i < array.length(); i++) {
      context.poll();
      Value element = array.get(i);
      if (element instanceof ArrayValue inner) {
        Collections.addAll(elements, inner.toValues());
      } else {
        elements.add(Shareable.share(element));
      }
    }
    return ArrayValue.of(elements.toArray(Value[]::new));
  }

  private static ArrayValue flattenNumbers(Context context, ArrayValue arrays, double[] all) {
    int size = 0;
    for (int i = 0; i < arrays.length(); i++) {
      context.poll();
      NumberArray inner = (NumberArray) arrays.get(i);
      for (int j = 0; j < inner.length(); j++) {
        all[size++] = inner.number(j);
      }
    }
    return new NumberArray(all);
  }

  public static ArrayValue concat(ArrayValue a, ArrayValue b) {
    return a.concat(b);
  }

  /** As {@link #concat}, where the first array is not needed afterwards. */
  public static ArrayValue extend(ArrayValue a, ArrayValue b) {
    return a.isShared() ? a.concat(b) : a.extended(b);
  }

  public static ArrayValue slice(ArrayValue array, double start, double end) {
    // A conversion to int truncates, makes 0 of NaN, and is clamped itself.
    int from = Math.clamp((int) start, 0, array.length());
    int to = Math.clamp((int) end, 0, array.length());
    if (from > to) {
      throw new AtlasError(
          DiagnosticCode.AT0001, "slice(): start " + from + " is beyond end " + to);
    }
    return array.slice(from, to);
  }

  public static double arrayIndexOf(Context context, int depth, ArrayValue array, Value value) {
    if (value instanceof NumberValue n) {
      return arrayIndexOf(context, depth, array, n.value());
    }
    int length = array instanceof NumberArray ? 0 : array.length();
    for (int i = 0; i < length; i++) {
      Callback.poll(context, i);
      if (Equality.equal(array.get(i), value)) {
        return i;
      }
    }
    return -1;
  }

  public static double arrayIndexOf(Context context, int depth, ArrayValue array, double value) {
    int length = array.length();
    if (array instanceof NumberArray numbers) {
      for (int i = 0; i < length; i++) {
        if (numbers.number(i) == value) {
          return i;
        }
      }
      return -1;
    }
    for (int i = 0; i < length; i++) {
      Callback.poll(context, i);
      if (array.get(i) instanceof NumberValue n && n.value() == value) {
        return i;
      }
    }
    return -1;
  }

  public static double arrayLastIndexOf(Context context, int depth, ArrayValue array, Value value) {
    for (int i = array.length() - 1; i >= 0; i--) {
      Callback.poll(context, i);
      if (Equality.equal(array.get(i), value)) {
        return i;
      }
    }
    return -1;
  }

  public static boolean arrayIncludes(Context context, int depth, ArrayValue array, Value value) {
    return arrayIndexOf(context, depth, array, value) >= 0;
  }

  public static boolean arrayIncludes(Context context, int depth, ArrayValue array, double value) {
    return arrayIndexOf(context, depth, array, value) >= 0;
  }

  public static ArrayValue sorted(Context context, int depth, ArrayValue array) {
    return Sorting.natural(context, array);
  }
}
