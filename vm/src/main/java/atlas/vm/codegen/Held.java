package atlas.vm.codegen;

import atlas.vm.runtime.Cell;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import atlas.vm.types.Type;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;

/** How a value lies on the JVM's operand stack or in a JVM local. */
enum Held {
  NUMBER(ConstantDescs.CD_double, TypeKind.DOUBLE),
  /** A number that is provably whole and fits, see {@link Representation}. */
  INT(ConstantDescs.CD_int, TypeKind.INT),
  /** A number that is provably whole and fits, see {@link Representation}. */
  LONG(ConstantDescs.CD_long, TypeKind.LONG),
  BOOL(ConstantDescs.CD_boolean, TypeKind.INT),
  /** The code point of a text of one character, see {@link Representation}. */
  CHARACTER(ConstantDescs.CD_int, TypeKind.INT),
  TEXT(ClassDesc.of(Text.class.getName()), TypeKind.REFERENCE),
  REFERENCE(ClassDesc.of(Value.class.getName()), TypeKind.REFERENCE),
  CELL(ClassDesc.of(Cell.class.getName()), TypeKind.REFERENCE),
  /** Not at all: the callee of a call that is linked. */
  NOTHING(ConstantDescs.CD_void, TypeKind.VOID),
  /**
   * Two words, in the place of a callee: the context and the call depth, first arguments of a
   * library method.
   */
  CONTEXT(ConstantDescs.CD_void, TypeKind.VOID);

  private final ClassDesc desc;
  private final TypeKind kind;

  Held(ClassDesc desc, TypeKind kind) {
    this.desc = desc;
    this.kind = kind;
  }

  /** How values of an erased type are held. */
  static Held of(Type type) {
    if (type == Type.NUMBER) {
      return NUMBER;
    } else if (type == Type.BOOL) {
      return BOOL;
    }
    return type == Type.STRING ? TEXT : REFERENCE;
  }

  /** Whether it is a number, held in one way or another. */
  boolean isNumber() {
    return this == NUMBER || this == INT || this == LONG;
  }

  ClassDesc desc() {
    return desc;
  }

  TypeKind kind() {
    return kind;
  }
}
