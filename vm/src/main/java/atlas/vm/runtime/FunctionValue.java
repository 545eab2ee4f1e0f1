package atlas.vm.runtime;

/** A function as a value. */
public abstract sealed class FunctionValue implements Value permits Closure, BuiltinValue {
  /** The name it was declared with. */
  public abstract String name();

  /**
   * Calls it.
   *
   * @param depth the call depth of the caller
   */
  public abstract Value call(Context context, int depth, Value... args);
}
