package atlas.vm.runtime;

import java.util.Arrays;

/** An array of bools. */
public final class BoolArray extends ArrayValue {
  /** The elements; what lies beyond {@code size} means nothing. */
  boolean[] elements;

  /** Takes the Java array over. */
  public BoolArray(boolean[] elements) {
    this(elements, elements.length);
  }

  /** An array of the first {@code size} elements. */
  public BoolArray(boolean[] elements, int size) {
    super(size);
    this.elements = elements;
  }

  /** The element at an index in range. */
  public boolean bool(int i) {
    return elements[i];
  }

  @Override
  public Value get(int i) {
    return BoolValue.of(elements[i]);
  }

  @Override
  public ArrayValue with(int i, Value value) {
    return value instanceof BoolValue v ? with(i, v.value()) : toObjects().with(i, value);
  }

  /** This array with another element at an index in range. */
  public BoolArray with(int i, boolean value) {
    BoolArray array = owned();
    array.elements[i] = value;
    return array;
  }

  @Override
  public ArrayValue withLast(Value value) {
    if (value instanceof BoolValue v) {
      return withLast(v.value());
    }
    return size == 0 ? of(value) : toObjects().withLast(value);
  }

  /** This array with one more element at the end. */
  public BoolArray withLast(boolean value) {
    if (isShared()) {
      BoolArray copy = new BoolArray(Arrays.copyOf(elements, grown(size)), size);
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
    if (!(value instanceof BoolValue v)) {
      return size == 0 ? of(value) : toObjects().withFirst(value);
    }
    boolean fresh = isShared() || size == elements.length;
    boolean[] target = fresh ? new boolean[grown(size)] : elements;
    System.arraycopy(elements, 0, target, 1, size);
    target[0] = v.value();
    if (isShared()) {
      return new BoolArray(target, size + 1);
    }
    elements = target;
    size++;
    return this;
  }

  @Override
  public BoolArray withoutLast() {
    if (isShared()) {
      return slice(0, size - 1);
    }
    size--;
    return this;
  }

  @Override
  public BoolArray withoutFirst() {
    if (isShared()) {
      return slice(1, size);
    }
    System.arraycopy(elements, 1, elements, 0, --size);
    return this;
  }

  @Override
  public BoolArray reversed() {
    BoolArray array = owned();
    boolean[] e = array.elements;
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      boolean swapped = e[i];
      e[i] = e[j];
      e[j] = swapped;
    }
    return array;
  }

  @Override
  public BoolArray owned() {
    return isShared() ? slice(0, size) : this;
  }

  @Override
  public BoolArray slice(int start, int end) {
    return new BoolArray(Arrays.copyOfRange(elements, start, end), end - start);
  }

  @Override
  public ArrayValue concat(ArrayValue other) {
    if (!(other instanceof BoolArray o)) {
      return concatGeneral(other);
    }
    boolean[] all = Arrays.copyOf(elements, capacity((long) size + o.size));
    System.arraycopy(o.elements, 0, all, size, o.size);
    return new BoolArray(all, all.length);
  }

  @Override
  public ArrayValue extended(ArrayValue other) {
    if (!(other instanceof BoolArray o)) {
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
      values[i] = BoolValue.of(elements[i]);
    }
    return values;
  }
}
