package atlas.vm.bytecode;

import atlas.vm.types.Type;

/** How an engine holds a value on the operand stack or in a local. */
enum Held {
  /** An unboxed number. */
  NUMBER,
  /** An unboxed truth value. */
  BOOL,
  /** A reference to a value of any kind. */
  REFERENCE,
  /** A cell, which only a closure can take up. */
  CELL;

  /** How a value of a type is held. */
  static Held of(Type type) {
    Type expanded = type.expanded();
    if (expanded == Type.NUMBER) {
      return NUMBER;
    }
    return expanded == Type.BOOL ? BOOL : REFERENCE;
  }
}
