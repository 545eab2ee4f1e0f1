package atlas.vm.runtime;

/** {@code null}. A Java null stands for "not bound" and is never a value. */
public final class NullValue extends Value {
  public static final NullValue NULL = new NullValue();

  private NullValue() {}

  @Override
  public Kind kind() {
    return Kind.NULL;
  }
}
