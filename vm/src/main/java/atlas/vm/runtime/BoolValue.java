package atlas.vm.runtime;

/** A truth value where a reference is needed. */
public final class BoolValue extends Value {
  public static final BoolValue FALSE = new BoolValue();
  public static final BoolValue TRUE = new BoolValue();

  private BoolValue() {}

  public static BoolValue of(boolean value) {
    return value ? TRUE : FALSE;
  }

  public boolean value() {
    return this == TRUE;
  }

  @Override
  public Kind kind() {
    return Kind.BOOL;
  }
}
