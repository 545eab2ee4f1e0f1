package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant.VariableConstant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.types.Type;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Functions that may come to the same arguments again: they call themselves in several places, or
 * in a loop, with nothing but their own parameters and those plus or minus something, and depend on
 * nothing that changes. Of {@code fib(n - 1) + fib(n - 2)} both calls come to {@code n - 2}, and of
 * {@code ways(n - coins[k], k) + ways(n, k + 1)} to many a pair; of halves of a range no two do,
 * and they are of another form.
 */
final class Recursion {
  private static final int NOWHERE = -1;

  private final Purity purity;
  private final Set<Integer> changing;

  /**
   * @param changing the slots of the variables that change
   */
  Recursion(Purity purity, Set<Integer> changing) {
    this.purity = purity;
    this.changing = changing;
  }

  /**
   * How often a function of that kind called itself; 0 if it is none.
   *
   * @param isInLoop of an instruction: one place then stands for several
   */
  long calls(Counts counts, IntPredicate isInLoop) {
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
        places += isInLoop.test(pc) ? 2 : 1;
      }
    }
    boolean comesAgain =
        places >= 2 && !assignsToParameters(code) && purity.isPureUnless(code, changing);
    return comesAgain ? calls : 0;
  }

  private boolean isOfItself(Code code, int pc) {
    Instruction in = code.instruction(pc);
    return in.opcode() == Opcode.CALL
        && purity.callee(code, in).filter(callee -> callee == code).isPresent();
  }

  /** Whether each argument of a call is a constant, a parameter, or a parameter that is changed. */
  private boolean isStep(Code code, int pc) {
    int at = pc;
    for (int missing = code.instruction(pc).a(); missing > 0 && at != NOWHERE; missing--) {
      at = isChange(code, at) ? startOfChange(code, at) : startOfFixed(code, at);
    }
    return at != NOWHERE;
  }

  /** Where the code of a parameter plus or minus something begins that ends before an index. */
  private int startOfChange(Code code, int end) {
    int right = startOfOperand(code, end - 1);
    int left = startOfOperand(code, right);
    return left != NOWHERE && (isParameter(code, left, right) || isParameter(code, right, end - 1))
        ? left
        : NOWHERE;
  }

  /** The same of a variable, a constant, an element of such a thing, or one that is changed. */
  private int startOfOperand(Code code, int end) {
    if (end <= 0) {
      return NOWHERE;
    }
    boolean isOfTwo = isChange(code, end) || code.instruction(end - 1).opcode() == Opcode.GET_INDEX;
    if (isOfTwo) {
      return startOfOperand(code, startOfOperand(code, end - 1));
    }
    boolean isLocal = code.instruction(end - 1).opcode() == Opcode.GET_LOCAL;
    return isLocal ? end - 1 : startOfFixed(code, end);
  }

  /** The same of what stays as it is while the function runs. */
  private int startOfFixed(Code code, int end) {
    if (end <= 0) {
      return NOWHERE;
    }
    Instruction in = code.instruction(end - 1);
    boolean isFixed =
        switch (in.opcode()) {
          case GET_LOCAL -> in.a() < code.params().size();
          case GET_GLOBAL ->
              code.constant(in.a()) instanceof VariableConstant variable
                  && !changing.contains(variable.slot());
          case CONSTANT -> true;
          default -> false;
        };
    return isFixed ? end - 1 : NOWHERE;
  }

  private static boolean isParameter(Code code, int start, int end) {
    Instruction in = code.instruction(start);
    return end == start + 1 && in.opcode() == Opcode.GET_LOCAL && in.a() < code.params().size();
  }

  private static boolean isChange(Code code, int end) {
    if (end <= 0) {
      return false;
    }
    Instruction in = code.instruction(end - 1);
    return (in.opcode() == Opcode.ADD || in.opcode() == Opcode.SUB) && in.type() == Type.NUMBER;
  }

  private static boolean assignsToParameters(Code code) {
    return code.instructions().stream()
        .anyMatch(in -> in.opcode() == Opcode.SET_LOCAL && in.a() < code.params().size());
  }
}
