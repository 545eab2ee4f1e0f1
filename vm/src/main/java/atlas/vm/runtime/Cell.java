package atlas.vm.runtime;

/**
 * Where what is bound to a name is found, if the name can be used before: nested functions that
 * refer to each other (language §8.3), and names that only some alternatives of a pattern bind.
 */
public final class Cell extends Value {
  private final String what;
  private Value value;

  /**
   * An empty one.
   *
   * @param what what will be bound, as a message names it
   */
  public Cell(String what) {
    this.what = what;
  }

  /** The value. AT0002 if nothing has been bound. */
  public Value get() {
    if (value == null) {
      throw Failures.unbound(what);
    }
    return value;
  }

  public void set(Value bound) {
    value = bound;
  }

  @Override
  public Kind kind() {
    return Kind.CELL;
  }
}
