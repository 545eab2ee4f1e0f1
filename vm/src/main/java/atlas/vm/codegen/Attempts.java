package atlas.vm.codegen;

import static atlas.vm.codegen.Names.D;

import atlas.vm.bytecode.Opcode;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Generates the {@linkplain DeferredChecks regions} that are computed with few checks, and once
 * more with all checks if that failed: the second version lies at the end of the method, as the
 * handler of whatever error happens in the first, and control never comes back from it.
 */
final class Attempts {
  private final CodeBuilder cb;
  private final List<Attempt> attempts = new ArrayList<>();
  private Attempt current;

  private record Attempt(DeferredChecks.Region region, Label start, Label end, Label handler) {}

  Attempts(CodeBuilder cb) {
    this.cb = cb;
  }

  void begin(DeferredChecks.Region region) {
    current = new Attempt(region, cb.newLabel(), cb.newLabel(), cb.newLabel());
    attempts.add(current);
    cb.labelBinding(current.start());
  }

  boolean isGoingOn() {
    return current != null;
  }

  /** Whether the region that is being generated ends before an instruction. */
  boolean isEndedBy(int pc) {
    return current != null && current.region().end() == pc;
  }

  void end() {
    cb.labelBinding(current.end());
    cb.exceptionCatch(current.start(), current.end(), current.handler(), Names.ERROR);
    current = null;
  }

  /** An operator on the two doubles on top of the JVM's stack. */
  void operation(Opcode opcode, boolean unchecked) {
    switch (opcode) {
      case ADD -> cb.dadd();
      case SUB -> cb.dsub();
      case MUL -> cb.dmul();
      case DIV -> cb.ddiv();
      case MOD -> cb.invokestatic(Names.ARITHMETIC, "mod", MethodTypeDesc.of(D, D, D));
      default -> throw new AssertionError(opcode);
    }
    if (!unchecked && opcode != Opcode.MOD) {
      cb.invokestatic(Names.ARITHMETIC, "finite", MethodTypeDesc.of(D, D));
    }
  }

  /** Generates the second versions, at the end of the method. */
  void repeat(Consumer<DeferredChecks.Region> body) {
    for (Attempt attempt : attempts) {
      cb.labelBinding(attempt.handler()).pop();
      body.accept(attempt.region());
      cb.goto_(attempt.end());
    }
  }
}
