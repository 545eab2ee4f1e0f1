package atlas.vm.runtime;

/**
 * How a function is called through a value: one subclass is generated for each function that is
 * used so. The general way in is {@link #apply}; the others spare the boxing of numbers for the
 * common shapes, and default to it.
 *
 * <p>Every way in checks the kinds of the arguments against the function's parameters, and {@code
 * depth} is the call depth of the new activation.
 */
public abstract class Entry {
  /** Calls with any arguments; the count is checked, too (AT0001). */
  public abstract Value apply(Value[] captures, Value[] args, int depth);

  public Value apply(Value[] captures, Value a, int depth) {
    return apply(captures, new Value[] {a}, depth);
  }

  public Value apply(Value[] captures, Value a, Value b, int depth) {
    return apply(captures, new Value[] {a, b}, depth);
  }

  /** {@code (number) -> number}; another result is AT0001. */
  public double numberToNumber(Value[] captures, double a, int depth) {
    return Checks.number(apply(captures, NumberValue.of(a), depth));
  }

  /** {@code (number) -> bool}; another result is AT0001. */
  public boolean numberToBool(Value[] captures, double a, int depth) {
    return Checks.bool(apply(captures, NumberValue.of(a), depth));
  }

  /** {@code (number, number) -> number}; another result is AT0001. */
  public double numbersToNumber(Value[] captures, double a, double b, int depth) {
    return Checks.number(apply(captures, NumberValue.of(a), NumberValue.of(b), depth));
  }
}
