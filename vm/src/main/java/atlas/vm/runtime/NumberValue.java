package atlas.vm.runtime;

/** A number where a reference is needed. As a hash key, -0 equals 0 and NaN equals itself. */
public final class NumberValue extends Value {
  private static final NumberValue[] SMALL = new NumberValue[1280];

  static {
    for (int i = 0; i < SMALL.length; i++) {
      SMALL[i] = new NumberValue(i - 256);
    }
  }

  private final double value;

  public NumberValue(double value) {
    this.value = value;
  }

  /** The value of a number; small integers are not made anew. */
  public static NumberValue of(double value) {
    int i = (int) value;
    if (i == value && i >= -256 && i < 1024 && (i != 0 || Double.doubleToRawLongBits(value) == 0)) {
      return SMALL[i + 256];
    }
    return new NumberValue(value);
  }

  public double value() {
    return value;
  }

  @Override
  public Kind kind() {
    return Kind.NUMBER;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NumberValue n
        && (n.value == value || (n.value != n.value && value != value));
  }

  @Override
  public int hashCode() {
    return value == 0 ? 0 : Double.hashCode(value);
  }
}
