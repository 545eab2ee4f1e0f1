package atlas.vm.runtime;

/** A function as a value. */
public abstract sealed class FunctionValue extends Value permits Closure, BuiltinValue {
  /** The name it was declared with. */
  public abstract String name();

  /**
   * Calls it.
   *
   * @param depth the call depth of the caller
   */
  public abstract Value call(Context context, int depth, Value... args);

  /** What it is known to give. */
  public abstract FunctionTemplate.Result result();

  /** The way in for code that runs in a context; to be given the {@link #captures}. */
  public abstract Entry entry(Context context);

  /** The captured values, not to be changed. */
  public abstract Value[] captures();
}
