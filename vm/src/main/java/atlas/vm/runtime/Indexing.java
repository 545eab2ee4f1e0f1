package atlas.vm.runtime;

import atlas.vm.diagnostics.DiagnosticCode;

/**
 * Reading and storing elements (language §18). What always happens in fast programs, a fitting
 * index into fitting storage that is not shared, is short enough to be inlined into generated code;
 * everything else is out of line.
 *
 * <p>Values read are not marked as shared, values stored have been: both are up to the caller. A
 * store returns the array to keep in the place where {@code array} came from. Nothing is changed
 * before everything has been checked.
 */
public final class Indexing {
  private Indexing() {}

  /** A number out of an array; another element is AT0001. */
  public static double numberAt(Value array, double index) {
    int i = (int) index;
    if (array instanceof NumberArray a && i == index && i >= 0 && i < a.size) {
      return a.elements[i];
    }
    return numberAtGeneral(array, index);
  }

  /** As with a double. */
  public static double numberAt(Value array, int index) {
    if (array instanceof NumberArray a && index >= 0 && index < a.size) {
      return a.elements[index];
    }
    return numberAtGeneral(array, index);
  }

  private static double numberAtGeneral(Value array, double index) {
    return Checks.number(atGeneral(array, index));
  }

  /** A bool out of an array; another element is AT0001. */
  public static boolean boolAt(Value array, double index) {
    int i = (int) index;
    if (array instanceof BoolArray a && i == index && i >= 0 && i < a.size) {
      return a.elements[i];
    }
    return boolAtGeneral(array, index);
  }

  /** As with a double. */
  public static boolean boolAt(Value array, int index) {
    if (array instanceof BoolArray a && index >= 0 && index < a.size) {
      return a.elements[index];
    }
    return boolAtGeneral(array, index);
  }

  private static boolean boolAtGeneral(Value array, double index) {
    return Checks.bool(atGeneral(array, index));
  }

  /** Any element of an array; a character of a string; a part of a json value. */
  public static Value at(Value array, double index) {
    int i = (int) index;
    if (array instanceof ObjectArray a && i == index && i >= 0 && i < a.size) {
      return a.elements[i];
    }
    return atGeneral(array, index);
  }

  /** As with a double. */
  public static Value at(Value array, int index) {
    if (array instanceof ObjectArray a && index >= 0 && index < a.size) {
      return a.elements[index];
    }
    return atGeneral(array, index);
  }

  /** As {@link #at(Value, double)}, with an index of unknown type. */
  public static Value at(Value array, Value index) {
    if (index instanceof NumberValue n) {
      return at(array, n.value());
    }
    if (index instanceof Text key && array instanceof JsonValue json) {
      return json.member(key);
    }
    throw badIndexKind(array, index);
  }

  private static Value atGeneral(Value array, double index) {
    return switch (array) {
      case ArrayValue a -> a.get(check(index, a.length()));
      case Text t -> t.charAt(check(index, t.length()));
      case JsonValue json -> json.element(index);
      default -> throw notIndexable(array);
    };
  }

  /** {@code array[i][j]}, a number. */
  public static double numberAt(Value array, double i, double j) {
    int row = (int) i;
    int column = (int) j;
    if (array instanceof ObjectArray a
        && row == i
        && row >= 0
        && row < a.size
        && a.elements[row] instanceof NumberArray b
        && column == j
        && column >= 0
        && column < b.size) {
      return b.elements[column];
    }
    return numberAtGeneral(atGeneral(array, i), j);
  }

  /** As with doubles. */
  public static double numberAt(Value array, int i, int j) {
    if (array instanceof ObjectArray a
        && i >= 0
        && i < a.size
        && a.elements[i] instanceof NumberArray b
        && j >= 0
        && j < b.size) {
      return b.elements[j];
    }
    return numberAtGeneral(atGeneral(array, i), j);
  }

  /** As with doubles. */
  public static Value at(Value array, int i, int j) {
    return at(at(array, i), j);
  }

  /** {@code array[i][j]}. */
  public static Value at(Value array, double i, double j) {
    return at(at(array, i), j);
  }

  /** {@code array[i][j]} with indices of unknown type. */
  public static Value at(Value array, Value i, Value j) {
    return at(at(array, i), j);
  }

  /** The element at a path of indices of unknown type. */
  public static Value at(Value array, Value[] path) {
    Value value = array;
    for (Value index : path) {
      value = at(value, index);
    }
    return value;
  }

  /** The element at a path of indices. */
  public static Value at(Value array, double[] path) {
    Value value = array;
    for (double index : path) {
      value = at(value, index);
    }
    return value;
  }

  /**
   * {@code array[index] = value} if that can be done in place: the index and the storage fit, and
   * the array is not shared. Otherwise nothing is done and false returned.
   */
  public static boolean storeInPlace(double index, double value, Value array) {
    int i = (int) index;
    if (array instanceof NumberArray a && i == index && i >= 0 && i < a.size && !a.isShared()) {
      a.elements[i] = value;
      return true;
    }
    return false;
  }

  /** As with a double as index. */
  public static boolean storeInPlace(int index, double value, Value array) {
    if (array instanceof NumberArray a && index >= 0 && index < a.size && !a.isShared()) {
      a.elements[index] = value;
      return true;
    }
    return false;
  }

  /** {@code array[index] = value}. */
  public static Value store(double index, double value, Value array) {
    return storeInPlace(index, value, array) ? array : storeGeneral(index, value, array);
  }

  private static Value storeGeneral(double index, double value, Value array) {
    if (array instanceof NumberArray a) {
      return a.with(check(index, a.size), value);
    }
    return storeGeneral(index, NumberValue.of(value), array);
  }

  /** As {@link #storeInPlace(double, double, Value)}. */
  public static boolean storeInPlace(double index, boolean value, Value array) {
    int i = (int) index;
    if (array instanceof BoolArray a && i == index && i >= 0 && i < a.size && !a.isShared()) {
      a.elements[i] = value;
      return true;
    }
    return false;
  }

  /** As with a double as index. */
  public static boolean storeInPlace(int index, boolean value, Value array) {
    if (array instanceof BoolArray a && index >= 0 && index < a.size && !a.isShared()) {
      a.elements[index] = value;
      return true;
    }
    return false;
  }

  /** {@code array[index] = value}. */
  public static Value store(double index, boolean value, Value array) {
    return storeInPlace(index, value, array)
        ? array
        : storeGeneral(index, BoolValue.of(value), array);
  }

  /** As {@link #storeInPlace(double, double, Value)}. */
  public static boolean storeInPlace(double index, Value value, Value array) {
    int i = (int) index;
    if (array instanceof ObjectArray a && i == index && i >= 0 && i < a.size && !a.isShared()) {
      a.elements[i] = value;
      return true;
    }
    return false;
  }

  /** As with a double as index. */
  public static boolean storeInPlace(int index, Value value, Value array) {
    if (array instanceof ObjectArray a && index >= 0 && index < a.size && !a.isShared()) {
      a.elements[index] = value;
      return true;
    }
    return false;
  }

  /** {@code array[index] = value}. */
  public static Value store(double index, Value value, Value array) {
    return storeInPlace(index, value, array) ? array : storeGeneral(index, value, array);
  }

  /** As {@link #storeInPlace(double, double, Value)}, with an index of unknown type. */
  public static boolean storeInPlace(Value index, double value, Value array) {
    return index instanceof NumberValue n && storeInPlace(n.value(), value, array);
  }

  /** As {@link #storeInPlace(double, boolean, Value)}, with an index of unknown type. */
  public static boolean storeInPlace(Value index, boolean value, Value array) {
    return index instanceof NumberValue n && storeInPlace(n.value(), value, array);
  }

  /** As {@link #storeInPlace(double, Value, Value)}, with an index of unknown type. */
  public static boolean storeInPlace(Value index, Value value, Value array) {
    return index instanceof NumberValue n && storeInPlace(n.value(), value, array);
  }

  /** {@code array[index] = value} with an index of unknown type. */
  public static Value store(Value index, Value value, Value array) {
    return store(position(index, changeable(array)), value, array);
  }

  private static double position(Value index, ArrayValue array) {
    if (index instanceof NumberValue n) {
      return n.value();
    }
    throw badIndexKind(array, index);
  }

  private static Value storeGeneral(double index, Value value, Value array) {
    ArrayValue a = changeable(array);
    return a.with(check(index, a.length()), value);
  }

  /** {@code array[i][j] = value} if that can be done in place, or nothing. */
  public static boolean storeInPlace(double i, double j, double value, Value array) {
    int row = (int) i;
    return array instanceof ObjectArray a
        && row == i
        && row >= 0
        && row < a.size
        && !a.isShared()
        && storeInPlace(j, value, a.elements[row]);
  }

  /** As with doubles as indices. */
  public static boolean storeInPlace(int i, int j, double value, Value array) {
    return array instanceof ObjectArray a
        && i >= 0
        && i < a.size
        && !a.isShared()
        && storeInPlace(j, value, a.elements[i]);
  }

  /** {@code array[i][j] = value}. */
  public static Value store(double i, double j, double value, Value array) {
    return storeInPlace(i, j, value, array)
        ? array
        : store(new double[] {i, j}, NumberValue.of(value), array);
  }

  /** {@code array[i][j] = value} if that can be done in place, or nothing. */
  public static boolean storeInPlace(double i, double j, Value value, Value array) {
    int row = (int) i;
    return array instanceof ObjectArray a
        && row == i
        && row >= 0
        && row < a.size
        && !a.isShared()
        && storeInPlace(j, value, a.elements[row]);
  }

  /** As with doubles as indices. */
  public static boolean storeInPlace(int i, int j, Value value, Value array) {
    return array instanceof ObjectArray a
        && i >= 0
        && i < a.size
        && !a.isShared()
        && storeInPlace(j, value, a.elements[i]);
  }

  /** As {@link #storeInPlace(double, double, double, Value)}, with indices of unknown type. */
  public static boolean storeInPlace(Value i, Value j, double value, Value array) {
    return i instanceof NumberValue m
        && j instanceof NumberValue n
        && storeInPlace(m.value(), n.value(), value, array);
  }

  /** As {@link #storeInPlace(double, double, Value, Value)}, with indices of unknown type. */
  public static boolean storeInPlace(Value i, Value j, Value value, Value array) {
    return i instanceof NumberValue m
        && j instanceof NumberValue n
        && storeInPlace(m.value(), n.value(), value, array);
  }

  /** {@code array[i][j] = value}. */
  public static Value store(double i, double j, Value value, Value array) {
    return storeInPlace(i, j, value, array) ? array : store(new double[] {i, j}, value, array);
  }

  /** Stores at a path of indices. */
  public static Value store(double[] path, Value value, Value array) {
    return store(path, 0, value, array);
  }

  private static Value store(double[] path, int step, Value value, Value array) {
    ArrayValue a = changeable(array);
    int i = check(path[step], a.length());
    if (step == path.length - 1) {
      return a.with(i, value);
    }
    // If this array is shared, the copy marks its elements, so that the next step copies, too.
    ArrayValue owned = a.owned();
    Value inner = owned.get(i);
    Value changed = store(path, step + 1, value, inner);
    return changed == inner ? owned : owned.with(i, changed);
  }

  /** Stores at a path of indices of unknown type. */
  public static Value store(Value[] path, Value value, Value array) {
    double[] positions = new double[path.length];
    Value inner = array;
    for (int step = 0; step < path.length; step++) {
      ArrayValue a = changeable(inner);
      positions[step] = position(path[step], a);
      inner = a.get(check(positions[step], a.length()));
    }
    return store(positions, value, array);
  }

  /** The length of an array; another value is AT0001. */
  public static double length(Value array) {
    if (array instanceof ArrayValue a) {
      return a.size;
    }
    throw Checks.mismatch(Kind.ARRAY.bit(), array);
  }

  /** The index as an int from 0 to {@code length - 1}. */
  static int check(double index, int length) {
    int i = (int) index;
    if (i == index && i >= 0 && i < length) {
      return i;
    }
    if (index >= 0 && index == Math.rint(index)) {
      throw new AtlasError(
          DiagnosticCode.AT0006,
          "index " + Formatting.number(index) + " is out of bounds for length " + length);
    }
    throw new AtlasError(
        DiagnosticCode.AT0103,
        "index " + Formatting.number(index) + " is not a non-negative whole number");
  }

  private static ArrayValue changeable(Value array) {
    if (array instanceof ArrayValue a) {
      return a;
    }
    throw notChangeable(array);
  }

  private static AtlasError notChangeable(Value array) {
    return new AtlasError(
        DiagnosticCode.AT0001,
        "cannot store an element in a value of kind " + array.kind().inMessages(),
        array instanceof MapValue ? "write 'hashMapPut(map, key, value)'" : null);
  }

  private static AtlasError badIndexKind(Value array, Value index) {
    return array instanceof ArrayValue || array instanceof Text || array instanceof JsonValue
        ? new AtlasError(
            DiagnosticCode.AT0001,
            (array instanceof JsonValue
                    ? "a json index must be a number or string"
                    : "an index must be a number")
                + ", found "
                + index.kind().inMessages())
        : notIndexable(array);
  }

  private static AtlasError notIndexable(Value array) {
    return new AtlasError(
        DiagnosticCode.AT0001,
        "a value of kind " + array.kind().inMessages() + " cannot be indexed",
        array instanceof MapValue ? "write 'hashMapGet(map, key)'" : null);
  }
}
