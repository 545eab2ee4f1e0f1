package atlas.vm.link;

import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Failures;
import atlas.vm.runtime.Value;
import atlas.vm.types.Type;

/**
 * The place of a top-level variable, held as its type allows. Generated code has it as a constant.
 */
public abstract sealed class GlobalVariable
    permits NumberVariable, BoolVariable, ReferenceVariable {
  private final String name;

  GlobalVariable(String name) {
    this.name = name;
  }

  /** A place for a variable of a type, not bound yet. */
  public static GlobalVariable of(String name, Type type) {
    if (type == Type.NUMBER) {
      return new NumberVariable(name);
    }
    return type == Type.BOOL ? new BoolVariable(name) : new ReferenceVariable(name);
  }

  public final String name() {
    return name;
  }

  /** The value; Java null if it is not bound. */
  public abstract Value boxed();

  /** Binds it to a value of its type. */
  public abstract void bind(Value value);

  final AtlasError unbound() {
    return Failures.unboundVariable(name);
  }
}
