package atlas.vm.codegen;

import static atlas.vm.codegen.Names.I;
import static atlas.vm.codegen.Names.J;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Opcode;
import java.lang.constant.MethodTypeDesc;

/**
 * Generates operations on numbers that are held as ints or longs. That the results are whole and
 * fit has been proved, see {@link Representation}; so nothing can fail.
 */
final class WholeGenerator {
  private final CodeBuilder cb;

  WholeGenerator(CodeBuilder cb) {
    this.cb = cb;
  }

  /**
   * An operator on the one or two numbers on top of the JVM's stack. Division is the one whose
   * quotient is rounded down.
   *
   * @param rounds whether the exact result may be none that a double can hold
   */
  void operation(atlas.vm.bytecode.Opcode opcode, Held held, boolean rounds) {
    boolean ints = held == Held.INT;
    switch (opcode) {
      case ADD -> emit(ints ? Opcode.IADD : Opcode.LADD);
      case SUB -> emit(ints ? Opcode.ISUB : Opcode.LSUB);
      case MUL -> emit(ints ? Opcode.IMUL : Opcode.LMUL);
      case MOD -> emit(ints ? Opcode.IREM : Opcode.LREM);
      case NEGATE -> emit(ints ? Opcode.INEG : Opcode.LNEG);
      case DIV -> call("floorDiv", held, 2);
      default -> throw new AssertionError(opcode);
    }
    if (rounds && !ints) {
      cb.invokestatic(Names.ARITHMETIC, "rounded", MethodTypeDesc.of(J, J));
    }
  }

  private void emit(Opcode opcode) {
    cb.with(java.lang.classfile.instruction.OperatorInstruction.of(opcode));
  }

  /** A function of {@link Math}. */
  void call(String name, Held held, int arity) {
    var type = held == Held.INT ? I : J;
    MethodTypeDesc desc =
        arity == 1 ? MethodTypeDesc.of(type, type) : MethodTypeDesc.of(type, type, type);
    cb.invokestatic(Names.MATH, name, desc);
  }

  /** Prepares a comparison; gives the branch that is taken if it does not hold. */
  Opcode compare(atlas.vm.bytecode.Opcode opcode, Held held) {
    Opcode holds =
        switch (opcode) {
          case EQUAL -> Opcode.IFEQ;
          case NOT_EQUAL -> Opcode.IFNE;
          case LESS -> Opcode.IFLT;
          case LESS_EQUAL -> Opcode.IFLE;
          case GREATER -> Opcode.IFGT;
          case GREATER_EQUAL -> Opcode.IFGE;
          default -> throw new AssertionError(opcode);
        };
    if (held == Held.LONG) {
      cb.lcmp();
      return opposite(holds);
    }
    return switch (opposite(holds)) {
      case IFEQ -> Opcode.IF_ICMPEQ;
      case IFNE -> Opcode.IF_ICMPNE;
      case IFLT -> Opcode.IF_ICMPLT;
      case IFLE -> Opcode.IF_ICMPLE;
      case IFGT -> Opcode.IF_ICMPGT;
      default -> Opcode.IF_ICMPGE;
    };
  }

  /** The branch that is taken when another is not. */
  static Opcode opposite(Opcode branch) {
    return switch (branch) {
      case IFEQ -> Opcode.IFNE;
      case IFNE -> Opcode.IFEQ;
      case IFLT -> Opcode.IFGE;
      case IFGE -> Opcode.IFLT;
      case IFGT -> Opcode.IFLE;
      case IFLE -> Opcode.IFGT;
      case IF_ICMPEQ -> Opcode.IF_ICMPNE;
      case IF_ICMPNE -> Opcode.IF_ICMPEQ;
      case IF_ICMPLT -> Opcode.IF_ICMPGE;
      case IF_ICMPGE -> Opcode.IF_ICMPLT;
      case IF_ICMPGT -> Opcode.IF_ICMPLE;
      case IF_ICMPLE -> Opcode.IF_ICMPGT;
      default -> throw new AssertionError(branch);
    };
  }
}
