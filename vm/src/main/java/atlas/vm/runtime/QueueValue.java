package atlas.vm.runtime;

/**
 * A {@code Queue}, in a ring of elements. Changing methods return the queue to go on with: this
 * one, or a changed copy if it is shared. Elements that are given out are marked as shared.
 */
public final class QueueValue extends Shareable {
  /** A power of two long. */
  private Value[] ring;

  private int first;
  private int size;

  public QueueValue() {
    this(new Value[8], 0);
  }

  private QueueValue(Value[] ring, int size) {
    this.ring = ring;
    this.size = size;
  }

  public int size() {
    return size;
  }

  /** An element, counted from the front. */
  public Value get(int i) {
    return Shareable.share(ring[(first + i) & (ring.length - 1)]);
  }

  /** This queue with an element at the back. */
  public QueueValue withLast(Value value) {
    QueueValue queue = owned();
    if (queue.size == queue.ring.length) {
      queue.ring = queue.inOrder(Math.multiplyExact(size, 2));
      queue.first = 0;
    }
    queue.ring[(queue.first + queue.size) & (queue.ring.length - 1)] = value;
    queue.size++;
    return queue;
  }

  /** This queue, which is not empty, without its front. */
  public QueueValue withoutFirst() {
    QueueValue queue = owned();
    queue.ring[queue.first] = null;
    queue.first = (queue.first + 1) & (queue.ring.length - 1);
    queue.size--;
    return queue;
  }

  /** An empty queue: this one, if it is not shared. */
  public QueueValue clear() {
    if (isShared()) {
      return new QueueValue();
    }
    ring = new Value[8];
    first = 0;
    size = 0;
    return this;
  }

  /** The elements, front first. */
  public ArrayValue toArray() {
    return ArrayValue.of(ArrayValue.shareAll(inOrder(size), 0, size));
  }

  private QueueValue owned() {
    return isShared()
        ? new QueueValue(ArrayValue.shareAll(inOrder(ring.length), 0, size), size)
        : this;
  }

  private Value[] inOrder(int capacity) {
    Value[] elements = new Value[capacity];
    int upToEnd = Math.min(size, ring.length - first);
    System.arraycopy(ring, first, elements, 0, upToEnd);
    System.arraycopy(ring, 0, elements, upToEnd, size - upToEnd);
    return elements;
  }

  @Override
  public Kind kind() {
    return Kind.QUEUE;
  }
}
