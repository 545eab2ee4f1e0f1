package atlas.vm.runtime;

import java.util.Arrays;

/** An array of any elements. */
public final class ObjectArray extends ArrayValue {
  /** The elements; beyond {@code size} there are nulls. */
  Value[] elements;

  /** Takes the Java array over. */
  public ObjectArray(Value[] elements) {
    this(elements, elements.length);
  }

  /** An array of the first {@code size} elements; the others are null. */
  public ObjectArray(Value[] elements, int size) {
    super(size);
    this.elements = elements;
  }

  @Override
  public Value get(int i) {
    return elements[i];
  }

  @Override
  public ObjectArray with(int i, Value value) {
    ObjectArray array = owned();
    array.elements[i] = value;
    return array;
  }

  @Override
  public ArrayValue withLast(Value value) {
    if (size == 0) {
      return of(value);
    }
    ObjectArray array = this;
    if (isShared()) {
      array = new ObjectArray(Arrays.copyOf(elements, grown(size)), size);
      shareAll(elements, 0, size);
    } else if (size == elements.length) {
      elements = Arrays.copyOf(elements, grown(size));
    }
    array.elements[array.size++] = value;
    return array;
  }

  @Override
  public ArrayValue withFirst(Value value) {
    if (size == 0) {
      return of(value);
    }
    boolean fresh = isShared() || size == elements.length;
    Value[] target = fresh ? new Value[grown(size)] : elements;
    System.arraycopy(elements, 0, target, 1, size);
    target[0] = value;
    if (isShared()) {
      shareAll(elements, 0, size);
      return new ObjectArray(target, size + 1);
    }
    elements = target;
    size++;
    return this;
  }

  @Override
  public ObjectArray withoutLast() {
    if (isShared()) {
      shareAll(elements, size - 1, size);
      return slice(0, size - 1);
    }
    elements[--size] = null;
    return this;
  }

  @Override
  public ObjectArray withoutFirst() {
    if (isShared()) {
      shareAll(elements, 0, 1);
      return slice(1, size);
    }
    System.arraycopy(elements, 1, elements, 0, --size);
    elements[size] = null;
    return this;
  }

  @Override
  public ObjectArray reversed() {
    ObjectArray array = owned();
    Value[] e = array.elements;
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      Value swapped = e[i];
      e[i] = e[j];
      e[j] = swapped;
    }
    return array;
  }

  @Override
  public ObjectArray owned() {
    return isShared() ? slice(0, size) : this;
  }

  @Override
  public ObjectArray slice(int start, int end) {
    return new ObjectArray(shareAll(Arrays.copyOfRange(elements, start, end), 0, end - start));
  }

  @Override
  public ArrayValue concat(ArrayValue other) {
    if (size == 0 || !(other instanceof ObjectArray o)) {
      return concatGeneral(other);
    }
    Value[] all = Arrays.copyOf(elements, capacity((long) size + o.size));
    System.arraycopy(o.elements, 0, all, size, o.size);
    return new ObjectArray(shareAll(all, 0, all.length));
  }

  @Override
  public ArrayValue extended(ArrayValue other) {
    if (size == 0 || !(other instanceof ObjectArray o)) {
      return concat(other);
    }
    if (o.size > elements.length - size) {
      elements = Arrays.copyOf(elements, grown(size, o.size));
    }
    System.arraycopy(shareAll(o.elements, 0, o.size), 0, elements, size, o.size);
    size += o.size;
    return this;
  }

  @Override
  public Value[] toValues() {
    return shareAll(Arrays.copyOf(elements, size), 0, size);
  }
}
