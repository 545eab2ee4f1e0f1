package atlas.vm.runtime;

/**
 * How a function is called through a value: one subclass is generated for each function that is
 * used so. The general way in is {@link #apply(Value[], Value[], int)}; the others spare the boxing
 * of numbers where there are one or two arguments. They are named after what the caller takes, and
 * overloaded by how it holds the arguments: a generated class has the one that fits the function's
 * types best, and whatever else the caller holds is boxed and goes on from there.
 *
 * <p>Every way in checks the kinds of the arguments against the function's parameters, and {@code
 * depth} is the call depth of the new activation. {@code number} and {@code bool} are for functions
 * that are known to give that; another result is AT0001.
 */
public abstract class Entry {
  /** Calls with any arguments; the count is checked, too (AT0001). */
  public abstract Value apply(Value[] captures, Value[] args, int depth);

  public Value apply(Value[] captures, Value a, int depth) {
    return apply(captures, new Value[] {a}, depth);
  }

  public Value apply(Value[] captures, double a, int depth) {
    return apply(captures, NumberValue.of(a), depth);
  }

  public Value apply(Value[] captures, Value a, Value b, int depth) {
    return apply(captures, new Value[] {a, b}, depth);
  }

  public Value apply(Value[] captures, Value a, double b, int depth) {
    return apply(captures, a, NumberValue.of(b), depth);
  }

  public Value apply(Value[] captures, double a, Value b, int depth) {
    return apply(captures, NumberValue.of(a), b, depth);
  }

  public Value apply(Value[] captures, double a, double b, int depth) {
    return apply(captures, NumberValue.of(a), NumberValue.of(b), depth);
  }

  public double number(Value[] captures, Value a, int depth) {
    return Checks.number(apply(captures, a, depth));
  }

  public double number(Value[] captures, double a, int depth) {
    return number(captures, NumberValue.of(a), depth);
  }

  public double number(Value[] captures, Value a, Value b, int depth) {
    return Checks.number(apply(captures, a, b, depth));
  }

  public double number(Value[] captures, Value a, double b, int depth) {
    return number(captures, a, NumberValue.of(b), depth);
  }

  public double number(Value[] captures, double a, Value b, int depth) {
    return number(captures, NumberValue.of(a), b, depth);
  }

  public double number(Value[] captures, double a, double b, int depth) {
    return number(captures, NumberValue.of(a), NumberValue.of(b), depth);
  }

  public boolean bool(Value[] captures, Value a, int depth) {
    return Checks.bool(apply(captures, a, depth));
  }

  public boolean bool(Value[] captures, double a, int depth) {
    return bool(captures, NumberValue.of(a), depth);
  }

  public boolean bool(Value[] captures, Value a, Value b, int depth) {
    return Checks.bool(apply(captures, a, b, depth));
  }

  public boolean bool(Value[] captures, Value a, double b, int depth) {
    return bool(captures, a, NumberValue.of(b), depth);
  }

  public boolean bool(Value[] captures, double a, Value b, int depth) {
    return bool(captures, NumberValue.of(a), b, depth);
  }

  public boolean bool(Value[] captures, double a, double b, int depth) {
    return bool(captures, NumberValue.of(a), NumberValue.of(b), depth);
  }
}
