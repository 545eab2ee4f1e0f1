package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.types.Type;

/**
 * Functions that come to the same arguments again: they call themselves in several places, with
 * nothing but their own parameters and those plus or minus a constant, and depend on nothing else.
 * Of {@code fib(n - 1) + fib(n - 2)} both calls come to {@code n - 2}; of halves of a range no two
 * do, and they are of another form.
 */
final class Recursion {
  private final Purity purity;

  Recursion(Purity purity) {
    this.purity = purity;
  }

  /** How often a function of that kind called itself; 0 if it is none. */
  long calls(Counts counts) {
    Code code = counts.code();
    long calls = 0;
    int places = 0;
    for (int pc = 0; pc < code.size(); pc++) {
      long count = counts.instructions()[pc];
      if (count > 0 && isOfItself(code, pc)) {
        if (!isStep(code, pc)) {
          return 0;
        }
        calls += count;
        places++;
      }
    }
    return places >= 2 && !assignsToParameters(code) && purity.isPure(code) ? calls : 0;
  }

  private boolean isOfItself(Code code, int pc) {
    Instruction in = code.instruction(pc);
    return in.opcode() == Opcode.CALL
        && purity.callee(code, in).filter(callee -> callee == code).isPresent();
  }

  /** Whether each argument of a call is a constant or a parameter, it may be changed by one. */
  private static boolean isStep(Code code, int pc) {
    int at = pc;
    for (int missing = code.instruction(pc).a(); missing > 0; missing--) {
      boolean isChanged = at >= 3 && isChange(code.instruction(at - 1));
      if (isChanged && code.instruction(at - 2).opcode() == Opcode.CONSTANT) {
        at -= 2;
      }
      at--;
      boolean isSimple =
          at >= 0
              && switch (code.instruction(at).opcode()) {
                case GET_LOCAL -> code.instruction(at).a() < code.params().size();
                case CONSTANT -> true;
                default -> false;
              };
      if (!isSimple) {
        return false;
      }
    }
    return true;
  }

  private static boolean isChange(Instruction in) {
    return (in.opcode() == Opcode.ADD || in.opcode() == Opcode.SUB) && in.type() == Type.NUMBER;
  }

  private static boolean assignsToParameters(Code code) {
    return code.instructions().stream()
        .anyMatch(in -> in.opcode() == Opcode.SET_LOCAL && in.a() < code.params().size());
  }
}
