package atlas.vm.runtime;

/** A truth value where a reference is needed. */
public enum BoolValue implements Value {
  FALSE,
  TRUE;

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
