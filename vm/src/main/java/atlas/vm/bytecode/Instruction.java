package atlas.vm.bytecode;

import atlas.vm.types.Type;

/**
 * One instruction of a {@link Code}. Places in the code are instruction indices.
 *
 * @param a first operand, see {@link Opcode.Operands}
 * @param b second operand
 * @param type for an instruction that pushes a value, the type that what follows may rely on; else
 *     null. Engines derive from it how the value is held: a {@link Type#NUMBER} unboxed, a {@link
 *     Type#BOOL} unboxed, everything else as a reference
 * @param checked whether the value pushed must be checked against {@code type} (its outermost kind;
 *     AT0001), because it comes from where the static type is unknown
 * @param use what becomes of a value read from a variable or container
 */
public record Instruction(Opcode opcode, int a, int b, Type type, boolean checked, Use use) {
  /**
   * What becomes of the value that an instruction pushes. It says nothing about what the
   * instruction means, only how to be fast.
   */
  public enum Use {
    /**
     * The value may be stored, captured or returned, or the variable may change before the value is
     * used: an engine that shares storage must regard the storage as shared from now on.
     */
    SHARE,
    /** The value is only looked at, and its variable is not changed before that. */
    BORROW,
    /**
     * The value is only looked at, until the instruction that takes it is done with it, which may
     * change it itself if it is a library function. The variable may be changed before that: an
     * engine that shares storage must not do so in this storage meanwhile.
     */
    LEND,
    /**
     * The value is an argument for a function of the program, and its variable is not read again
     * before it is written: the function may change it in place, if nothing else has it.
     */
    MOVE,
    /**
     * The value is that of a parameter that is neither changed nor read again, and may be stored,
     * captured or returned: as {@link #SHARE}, but if the caller has moved it, it is in one place
     * only.
     */
    CLAIM,
    /**
     * The value, an element of a container, is about to be changed and stored back in its place:
     * its storage is shared if that of the container is.
     */
    UPDATE,
    /**
     * The value is the callee of a call whose target is known: engines that link calls need not
     * push it.
     */
    CALLEE
  }

  /** An instruction that pushes nothing. */
  public static Instruction of(Opcode opcode, int a, int b) {
    return new Instruction(opcode, a, b, null, false, Use.SHARE);
  }

  /** An instruction that pushes a value of a type. */
  public static Instruction pushing(Opcode opcode, int a, int b, Type type) {
    return new Instruction(opcode, a, b, type, false, Use.SHARE);
  }

  public Instruction withTarget(int target) {
    return new Instruction(opcode, target, b, type, checked, use);
  }

  public Instruction withUse(Use newUse) {
    return new Instruction(opcode, a, b, type, checked, newUse);
  }

  /** This instruction with its value checked against, and from there on known to be of, a type. */
  public Instruction withCheck(Type wanted) {
    return new Instruction(opcode, a, b, wanted, true, use);
  }

  /**
   * This instruction with the value it pushes regarded as of another type, to which it is known to
   * belong.
   */
  public Instruction withType(Type wider) {
    return new Instruction(opcode, a, b, wider, checked, use);
  }
}
