package atlas.vm.link;

import atlas.vm.runtime.Value;

/** A top-level variable of any other type. */
public final class ReferenceVariable extends GlobalVariable {
  /** The value; null if it is not bound. */
  public Value value;

  ReferenceVariable(String name) {
    super(name);
  }

  /** The value; AT0002 if it is not bound. */
  public Value get() {
    Value v = value;
    if (v == null) {
      throw unbound();
    }
    return v;
  }

  /** Binds a variable; the arguments are in the order in which they come to the operand stack. */
  public static void set(Value value, ReferenceVariable variable) {
    // A change in place stores what is there already; the test spares the write barrier.
    if (variable.value != value) {
      variable.value = value;
    }
  }

  @Override
  public Value boxed() {
    return value;
  }

  @Override
  public void bind(Value v) {
    value = v;
  }
}
