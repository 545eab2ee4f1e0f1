package atlas.vm.bytecode;

import atlas.vm.types.Type;

/** An entry of a constant pool. */
public sealed interface Constant {
  record NumberConstant(double value) implements Constant {
    /** By bits, so that 0 and -0 are two constants. */
    @Override
    public boolean equals(Object other) {
      return other instanceof NumberConstant(double v)
          && Double.doubleToRawLongBits(v) == Double.doubleToRawLongBits(value);
    }

    @Override
    public int hashCode() {
      return Double.hashCode(value);
    }
  }

  record StringConstant(String value) implements Constant {}

  /**
   * A function of this unit: hoisted into a global, made a closure, or a nested function without
   * captures.
   *
   * @param index its place in {@link CodeUnit#codes}
   */
  record CodeConstant(int index, String name, Type.FunctionType type) implements Constant {}

  /** {@code None}, the one value of its kind that has a name of its own. */
  record NoneConstant() implements Constant {}

  /** The name of a method looked up at run time. */
  record NameConstant(String name) implements Constant {}

  /**
   * A top-level variable, by its slot in the session.
   *
   * @param mutable whether it may be assigned to after its declaration, be it by another unit
   */
  record VariableConstant(String name, int slot, Type type, boolean mutable) implements Constant {}

  /** A top-level function, by its slot in the session. */
  record FunctionConstant(String name, int slot, Type.FunctionType type) implements Constant {}

  /** A library function. */
  record LibraryConstant(String name) implements Constant {}
}
