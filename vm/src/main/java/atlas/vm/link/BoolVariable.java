package atlas.vm.link;

import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.Value;

/** A top-level variable of type bool. */
public final class BoolVariable extends GlobalVariable {
  /** The truth value; meaningful only when bound. */
  public boolean value;

  private boolean bound;

  BoolVariable(String name) {
    super(name);
  }

  /** The truth value; AT0002 if it is not bound. */
  public boolean get() {
    if (!bound) {
      throw unbound();
    }
    return value;
  }

  /** Binds a variable; the arguments are in the order in which they come to the operand stack. */
  public static void set(boolean value, BoolVariable variable) {
    variable.value = value;
    variable.bound = true;
  }

  @Override
  public Value boxed() {
    return bound ? BoolValue.of(value) : null;
  }

  @Override
  public void bind(Value v) {
    set(((BoolValue) v).value(), this);
  }
}
