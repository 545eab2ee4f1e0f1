package atlas.vm.runtime;

/**
 * Where nested functions that refer to each other find each other (language §8.3): bound when the
 * declaration is reached.
 */
public final class FunctionCell implements Value {
  private final String name;
  private Value function;

  public FunctionCell(String name) {
    this.name = name;
  }

  /** The function. AT0002 if its declaration has not been reached. */
  public Value get() {
    if (function == null) {
      throw Failures.unboundFunction(name);
    }
    return function;
  }

  public void set(Value value) {
    function = value;
  }

  @Override
  public Kind kind() {
    return Kind.CELL;
  }
}
