package atlas.vm.runtime;

/** A library function as a value. */
public final class BuiltinValue extends FunctionValue {
  /** What a library function does. */
  @FunctionalInterface
  public interface Body {
    /**
     * Checks the count and the kinds of the arguments, then does the work.
     *
     * @param depth the call depth of the caller
     */
    Value call(Context context, int depth, Value[] args);
  }

  private final String name;
  private final Body body;

  public BuiltinValue(String name, Body body) {
    this.name = name;
    this.body = body;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Value call(Context context, int depth, Value... args) {
    return body.call(context, depth, args);
  }

  @Override
  public Kind kind() {
    return Kind.BUILTIN;
  }
}
