package atlas.vm.runtime;

import java.util.Arrays;

/**
 * An array. Storage fits the elements: {@code double[]} if all are numbers, {@code boolean[]} if
 * all are bools, else references; an element that does not fit makes the array move to references.
 *
 * <p>A changing method returns the array to go on with: this one, or another if this one is shared
 * or its storage does not fit. Invariant: whoever got the element of an array and lets it live
 * longer than the array's unchanged state marks it shared; {@link #get} does not.
 */
public abstract sealed class ArrayValue extends Shareable
    permits NumberArray, BoolArray, ObjectArray {
  static final Value[] NO_VALUES = {};

  /** The number of elements; the storage may have room for more. */
  int size;

  ArrayValue(int size) {
    this.size = size;
  }

  /** An array of these elements, in the storage that fits; takes the Java array over. */
  public static ArrayValue of(Value... elements) {
    return of(elements, elements.length);
  }

  /** An array of the first {@code size} elements. */
  public static ArrayValue of(Value[] elements, int size) {
    if (size > 0
        && elements[0] instanceof NumberValue
        && allOf(NumberValue.class, elements, size)) {
      double[] numbers = new double[size];
      for (int i = 0; i < size; i++) {
        numbers[i] = ((NumberValue) elements[i]).value();
      }
      return new NumberArray(numbers, size);
    }
    if (size > 0 && elements[0] instanceof BoolValue && allOf(BoolValue.class, elements, size)) {
      boolean[] bools = new boolean[size];
      for (int i = 0; i < size; i++) {
        bools[i] = elements[i] == BoolValue.TRUE;
      }
      return new BoolArray(bools, size);
    }
    return new ObjectArray(elements, size);
  }

  private static boolean allOf(Class<?> kind, Value[] elements, int size) {
    for (int i = 1; i < size; i++) {
      if (!kind.isInstance(elements[i])) {
        return false;
      }
    }
    return true;
  }

  /** A new empty array. */
  public static ArrayValue empty() {
    return new ObjectArray(NO_VALUES, 0);
  }

  public final int length() {
    return size;
  }

  /** The element at an index in range, not marked. */
  public abstract Value get(int i);

  /** This array with another element at an index in range. */
  public abstract ArrayValue with(int i, Value value);

  /** This array with one more element at the end. */
  public abstract ArrayValue withLast(Value value);

  /** This array with one more element in front. */
  public abstract ArrayValue withFirst(Value value);

  /** This array, which is not empty, without its last element. */
  public abstract ArrayValue withoutLast();

  /** This array, which is not empty, without its first element. */
  public abstract ArrayValue withoutFirst();

  /** This array in the opposite order. */
  public abstract ArrayValue reversed();

  /** An array that may be changed in place: this one, or a copy if it is shared. */
  public abstract ArrayValue owned();

  /** A new array of the elements from {@code start} to before {@code end}. */
  public abstract ArrayValue slice(int start, int end);

  /** A new array of the elements of this one and another. */
  public abstract ArrayValue concat(ArrayValue other);

  /** This array, which is not shared, with the elements of another one after its own. */
  public abstract ArrayValue extended(ArrayValue other);

  /** The elements in a new Java array, marked. */
  public abstract Value[] toValues();

  /** The same elements as references. */
  final ObjectArray toObjects() {
    return new ObjectArray(toValues(), size);
  }

  /** A capacity for {@code size + 1} elements that makes appending cheap on average. */
  static int grown(int size) {
    return Math.max(8, capacity(size + (size >> 1) + 1L));
  }

  /** A capacity for {@code size + more} elements that makes appending cheap on average. */
  static int grown(int size, int more) {
    return Math.max(grown(size), capacity((long) size + more));
  }

  /** A length of a Java array; what is too long for one is more than memory holds. */
  public static int capacity(long length) {
    if (length > LengthOverflow.LONGEST) {
      throw new LengthOverflow();
    }
    return (int) length;
  }

  /** Marks elements that two containers refer to from now on. */
  static Value[] shareAll(Value[] elements, int start, int end) {
    for (int i = start; i < end; i++) {
      if (elements[i] instanceof Shareable s) {
        s.share();
      }
    }
    return elements;
  }

  /** What remains when the elements of two arrays of different storage are put together. */
  final ArrayValue concatGeneral(ArrayValue other) {
    if (size == 0 || other.size == 0) {
      return size == 0 ? other.slice(0, other.size) : slice(0, size);
    }
    Value[] all = Arrays.copyOf(toValues(), capacity((long) size + other.size));
    System.arraycopy(other.toValues(), 0, all, size, other.size);
    return new ObjectArray(all, all.length);
  }

  @Override
  public final Kind kind() {
    return Kind.ARRAY;
  }
}
