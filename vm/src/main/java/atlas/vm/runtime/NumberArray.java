package atlas.vm.runtime;

import java.util.Arrays;

/** An array of numbers. */
public final class NumberArray extends ArrayValue {
  /** The elements; what lies beyond {@code size} means nothing. */
  double[] elements;

  /** Takes the Java array over. */
  public NumberArray(double[] elements) {
    this(elements, elements.length);
  }

  /** An array of the first {@code size} elements. */
  public NumberArray(double[] elements, int size) {
    super(size);
    this.elements = elements;
  }

  /** The element at an index in range. */
  public double number(int i) {
    return elements[i];
  }

  @Override
  public Value get(int i) {
    return NumberValue.of(elements[i]);
  }

  @Override
  public ArrayValue with(int i, Value value) {
    return value instanceof NumberValue v ? with(i, v.value()) : toObjects().with(i, value);
  }

  /** This array with another element at an index in range. */
  public NumberArray with(int i, double value) {
    NumberArray array = owned();
    array.elements[i] = value;
    return array;
  }

  @Override
  public ArrayValue withLast(Value value) {
    if (value instanceof NumberValue v) {
      return withLast(v.value());
    }
    return size == 0 ? of(value) : toObjects().withLast(value);
  }

  /** This array with one more element at the end. */
  public NumberArray withLast(double value) {
    if (isShared()) {
      NumberArray copy = new NumberArray(Arrays.copyOf(elements, grown(size)), size);
      copy.elements[copy.size++] = value;
      return copy;
    }
    if (size == elements.length) {
      elements = Arrays.copyOf(elements, grown(size));
    }
    elements[size++] = value;
    return this;
  }

  @Override
  public ArrayValue withFirst(Value value) {
    if (!(value instanceof NumberValue v)) {
      return size == 0 ? of(value) : toObjects().withFirst(value);
    }
    boolean fresh = isShared() || size == elements.length;
    double[] target = fresh ? new double[grown(size)] : elements;
    System.arraycopy(elements, 0, target, 1, size);
    target[0] = v.value();
    if (isShared()) {
      return new NumberArray(target, size + 1);
    }
    elements = target;
    size++;
    return this;
  }

  @Override
  public NumberArray withoutLast() {
    if (isShared()) {
      return slice(0, size - 1);
    }
    size--;
    return this;
  }

  @Override
  public NumberArray withoutFirst() {
    if (isShared()) {
      return slice(1, size);
    }
    System.arraycopy(elements, 1, elements, 0, --size);
    return this;
  }

  @Override
  public NumberArray reversed() {
    NumberArray array = owned();
    double[] e = array.elements;
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      double swapped = e[i];
      e[i] = e[j];
      e[j] = swapped;
    }
    return array;
  }

  @Override
  public NumberArray owned() {
    return isShared() ? slice(0, size) : this;
  }

  @Override
  public NumberArray slice(int start, int end) {
    return new NumberArray(Arrays.copyOfRange(elements, start, end), end - start);
  }

  @Override
  public ArrayValue concat(ArrayValue other) {
    if (!(other instanceof NumberArray o)) {
      return concatGeneral(other);
    }
    double[] all = Arrays.copyOf(elements, capacity((long) size + o.size));
    System.arraycopy(o.elements, 0, all, size, o.size);
    return new NumberArray(all, all.length);
  }

  @Override
  public ArrayValue extended(ArrayValue other) {
    if (!(other instanceof NumberArray o)) {
      return concat(other);
    }
    if (o.size > elements.length - size) {
      elements = Arrays.copyOf(elements, grown(size, o.size));
    }
    System.arraycopy(o.elements, 0, elements, size, o.size);
    size += o.size;
    return this;
  }

  @Override
  public Value[] toValues() {
    Value[] values = new Value[size];
    for (int i = 0; i < size; i++) {
      values[i] = NumberValue.of(elements[i]);
    }
    return values;
  }

  /** The elements in a new Java array. */
  public double[] toNumbers() {
    return Arrays.copyOf(elements, size);
  }
}
