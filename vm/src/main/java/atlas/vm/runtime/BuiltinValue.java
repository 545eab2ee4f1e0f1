package atlas.vm.runtime;

import atlas.vm.runtime.FunctionTemplate.Result;

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

    /** What it is known to give. */
    default Result result() {
      return Result.OTHER;
    }
  }

  private static final Value[] NOTHING = {};

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
  public Result result() {
    return body.result();
  }

  @Override
  public Entry entry(Context context) {
    return new Entry() {
      @Override
      public Value apply(Value[] captures, Value[] args, int depth) {
        return body.call(context, depth - 1, args);
      }
    };
  }

  @Override
  public Value[] captures() {
    return NOTHING;
  }

  @Override
  public Kind kind() {
    return Kind.BUILTIN;
  }
}
