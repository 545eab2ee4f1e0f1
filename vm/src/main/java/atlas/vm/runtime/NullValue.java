package atlas.vm.runtime;

/** {@code null}. A Java null stands for "not bound" and is never a value. */
public enum NullValue implements Value {
  NULL;

  @Override
  public Kind kind() {
    return Kind.NULL;
  }
}
