package atlas.vm.link;

import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Value;

/**
 * A top-level variable of type number. One NaN that no arithmetic yields means that it is not
 * bound.
 */
public final class NumberVariable extends GlobalVariable {
  private static final long UNBOUND = 0x7FF8_DEAD_0000_0001L;

  /** The number; meaningful only when bound. */
  public double value = Double.longBitsToDouble(UNBOUND);

  NumberVariable(String name) {
    super(name);
  }

  /** The number; AT0002 if it is not bound. */
  public double get() {
    double v = value;
    if (v != v) {
      checkBound(v);
    }
    return v;
  }

  private void checkBound(double v) {
    if (Double.doubleToRawLongBits(v) == UNBOUND) {
      throw unbound();
    }
  }

  /** Binds a variable; the arguments are in the order in which they come to the operand stack. */
  public static void set(double value, NumberVariable variable) {
    variable.value = value;
  }

  @Override
  public Value boxed() {
    return Double.doubleToRawLongBits(value) == UNBOUND ? null : NumberValue.of(value);
  }

  @Override
  public void bind(Value v) {
    value = ((NumberValue) v).value();
  }
}
