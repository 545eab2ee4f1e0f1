package atlas.vm.lowering;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.StackEffect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;

/**
 * Finds the loans of top-level variables ({@link Use#LEND}) that are not needed in a program whose
 * functions are all known: neither what is executed before the value is taken, nor what takes it,
 * nor any function that is called there, directly or not, changes the variable. A function that is
 * called through a value, or by the library, may be any that is a value somewhere. An array that a
 * loop goes through is taken by the loop; there is no loan to be withdrawn, but it need not be
 * shared either.
 */
public final class Loans {
  /** No top-level variable. */
  private static final int NONE = -1;

  private final CodeUnit unit;
  private final BitSet variables;
  private final Effects changes;

  private Loans(CodeUnit unit, BitSet variables) {
    this.unit = unit;
    this.variables = variables;
    this.changes = Effects.changes(unit);
  }

  /**
   * The unit without those loans.
   *
   * @param unit a closed one
   * @param variables the slots of the variables that it declares; others may change in other units
   */
  public static CodeUnit withdraw(CodeUnit unit, BitSet variables) {
    if (unit.codes().stream().noneMatch(Loans::lends)) {
      return unit;
    }
    Loans loans = new Loans(unit, variables);
    List<Code> codes = unit.codes().stream().map(loans::withdraw).toList();
    return new CodeUnit(unit.source(), codes, unit.closed());
  }

  private static boolean lends(Code code) {
    return code.instructions().stream()
        .anyMatch(in -> in.use() == Use.LEND || isStartOfLoop(code, in));
  }

  /** Whether an instruction keeps the array that a loop goes through. */
  private static boolean isStartOfLoop(Code code, Instruction in) {
    return in.opcode() == Opcode.SET_LOCAL
        && code.locals().get(in.a()).name().equals(StatementLowering.ARRAY);
  }

  /** A value on the operand stack, which stems from a variable. */
  private record Held(int pc, int variable, int below) {}

  private Code withdraw(Code code) {
    if (!lends(code)) {
      return code;
    }
    List<Instruction> instructions = new ArrayList<>(code.instructions());
    Deque<Held> stack = new ArrayDeque<>();
    int[] atTargets = new int[code.size() + 1];
    int height = 0;
    for (int pc = 0; pc < code.size(); pc++) {
      Instruction in = code.instruction(pc);
      if (pc > 0 && code.instruction(pc - 1).opcode().endsBlock()) {
        height = atTargets[pc];
        drop(stack, height);
      }
      height -= StackEffect.pops(in);
      int variable = in.opcode() == Opcode.GET_GLOBAL ? slot(code, in) : NONE;
      while (!stack.isEmpty() && stack.peek().below() >= height) {
        Held taken = stack.pop();
        if (taken.below() == height && in.opcode() == Opcode.GET_INDEX) {
          variable = taken.variable();
        }
        if (isNeedless(code, taken, pc)) {
          instructions.set(taken.pc(), instructions.get(taken.pc()).withUse(Use.BORROW));
        }
      }
      if (variable != NONE) {
        stack.push(new Held(pc, variable, height));
      }
      height += StackEffect.pushes(in);
      if (in.opcode().jumps()) {
        atTargets[in.a()] = height;
      }
    }
    return code.with(instructions);
  }

  private static void drop(Deque<Held> stack, int height) {
    while (!stack.isEmpty() && stack.peek().below() >= height) {
      stack.pop();
    }
  }

  private static int slot(Code code, Instruction in) {
    return code.constant(in.a()) instanceof Constant.VariableConstant variable
        ? variable.slot()
        : NONE;
  }

  private boolean isNeedless(Code code, Held value, int taker) {
    boolean loop = isStartOfLoop(code, code.instruction(taker));
    Use use = code.instruction(value.pc()).use();
    if (use != (loop ? Use.SHARE : Use.LEND) || !variables.get(value.variable())) {
      return false;
    }
    int end = loop ? endOfLoop(code, taker) : taker;
    for (int pc = value.pc() + 1; pc <= end; pc++) {
      if (changes.has(code, code.instruction(pc), value.variable())) {
        return false;
      }
    }
    return true;
  }

  /** The end of the loop that goes through an array: the last jump back to where that is read. */
  private static int endOfLoop(Code code, int start) {
    int array = code.instruction(start).a();
    int end = start;
    int head = start;
    for (int pc = start; pc < code.size(); pc++) {
      Instruction in = code.instruction(pc);
      if (in.opcode() == Opcode.GET_LOCAL && in.a() == array) {
        head = pc;
        end = pc;
      } else if (in.opcode() == Opcode.LOOP && in.a() > start && in.a() <= head) {
        end = pc;
      }
    }
    return end;
  }
}
