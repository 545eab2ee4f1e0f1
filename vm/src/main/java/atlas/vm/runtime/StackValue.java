package atlas.vm.runtime;

import java.util.Arrays;

/**
 * A {@code Stack}. Changing methods return the stack to go on with: this one, or a changed copy if
 * it is shared. Elements that are given out are marked as shared.
 */
public final class StackValue extends Shareable {
  private Value[] elements;
  private int size;

  public StackValue() {
    this(new Value[8], 0);
  }

  private StackValue(Value[] elements, int size) {
    this.elements = elements;
    this.size = size;
  }

  public int size() {
    return size;
  }

  /** An element, counted from the bottom. */
  public Value get(int i) {
    return Shareable.share(elements[i]);
  }

  /** This stack with an element on top. */
  public StackValue withTop(Value value) {
    StackValue stack = owned();
    if (stack.size == stack.elements.length) {
      stack.elements = Arrays.copyOf(stack.elements, Math.multiplyExact(size, 2));
    }
    stack.elements[stack.size++] = value;
    return stack;
  }

  /** This stack, which is not empty, without its top. */
  public StackValue withoutTop() {
    StackValue stack = owned();
    stack.elements[--stack.size] = null;
    return stack;
  }

  /** An empty stack: this one, if it is not shared. */
  public StackValue clear() {
    if (isShared()) {
      return new StackValue();
    }
    elements = new Value[8];
    size = 0;
    return this;
  }

  /** The elements, bottom first. */
  public ArrayValue toArray() {
    return ArrayValue.of(ArrayValue.shareAll(Arrays.copyOf(elements, size), 0, size));
  }

  private StackValue owned() {
    return isShared() ? new StackValue(ArrayValue.shareAll(elements.clone(), 0, size), size) : this;
  }

  @Override
  public Kind kind() {
    return Kind.STACK;
  }
}
