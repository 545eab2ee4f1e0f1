package atlas.vm.runtime;

/**
 * Arrays and collections: values that are changed in place as long as only one variable holds them
 * (language §18).
 *
 * <p>The invariant: a value that is not {@linkplain #isShared shared} is reachable from one place
 * only. Whoever lets a second place refer to it marks it first; a change to a shared value is made
 * on a copy, which is not shared. The mark is never taken back. A copy of a container refers to the
 * same elements as the original, so it marks those elements.
 */
public abstract sealed class Shareable extends Value
    permits ArrayValue, MapValue, SetValue, QueueValue, StackValue {
  private boolean shared;

  public final boolean isShared() {
    return shared;
  }

  /** Marks this value: from now on it is changed by making a copy. */
  public final void share() {
    shared = true;
  }

  /** Marks a value if it is one that can be shared, and gives it back. */
  public static Value share(Value value) {
    if (value instanceof Shareable s) {
      s.shared = true;
    }
    return value;
  }
}
