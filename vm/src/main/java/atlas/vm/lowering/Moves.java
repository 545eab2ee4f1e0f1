package atlas.vm.lowering;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Which arguments are worth moving to the function that is called ({@link Use#MOVE}). */
public final class Moves {
  private final CodeUnit unit;
  private final KnownCallees callees;

  /** For each code its parameters that it changes, keeps or returns, or that what it calls does. */
  private final List<BitSet> taken = new ArrayList<>();

  private Moves(CodeUnit unit) {
    this.unit = unit;
    this.callees = new KnownCallees(unit);
    for (Code code : unit.codes()) {
      BitSet direct = new BitSet();
      for (Instruction in : code.instructions()) {
        boolean kept = in.opcode() == Opcode.GET_LOCAL && in.use() == Use.CLAIM;
        if (kept || in.opcode() == Opcode.SET_LOCAL) {
          direct.set(in.a());
        }
      }
      direct.clear(code.params().size(), Math.max(direct.length(), code.params().size()));
      taken.add(direct);
    }
    boolean grown = true;
    while (grown) {
      grown = false;
      for (int i = 0; i < taken.size(); i++) {
        grown |= takeWhatIsMovedOn(unit.codes().get(i), taken.get(i));
      }
    }
  }

  private boolean takeWhatIsMovedOn(Code code, BitSet parameters) {
    if (!moves(code)) {
      return false;
    }
    int before = parameters.cardinality();
    OperandFlow flow = new OperandFlow(code.instructions(), _ -> OperandFlow.NONE);
    for (int pc = 0; pc < code.size(); pc++) {
      Instruction in = code.instruction(pc);
      boolean moved = in.use() == Use.MOVE && in.a() < code.params().size();
      if (moved && mayBeTaken(code, flow.taker(pc).orElseThrow())) {
        parameters.set(in.a());
      }
    }
    return parameters.cardinality() > before;
  }

  /** The unit without moves to functions of its that do nothing with what they get but look. */
  public static CodeUnit withoutNeedless(CodeUnit unit) {
    if (unit.codes().stream().noneMatch(Moves::moves)) {
      return unit;
    }
    Moves moves = new Moves(unit);
    List<Code> codes = unit.codes().stream().map(moves::withoutNeedless).toList();
    return new CodeUnit(unit.source(), codes, unit.closed());
  }

  /**
   * The unit with the moves of top-level variables, too: in {@code a = f(a, x)} of top-level code
   * nobody comes to see the old value if {@code f} has nothing to do with {@code a}, as an error
   * ends the program.
   *
   * @param unit a closed one
   * @param variables the slots of the variables that it declares
   */
  public static CodeUnit ofVariables(CodeUnit unit, BitSet variables) {
    Code main = unit.main();
    for (int pc = 0; pc + 1 < main.size(); pc++) {
      boolean stored = main.instruction(pc + 1).opcode() == Opcode.SET_GLOBAL;
      if (stored && main.instruction(pc).opcode() == Opcode.CALL) {
        return new Moves(unit).ofVariables(variables);
      }
    }
    return unit;
  }

  private static boolean moves(Code code) {
    return code.instructions().stream().anyMatch(in -> in.use() == Use.MOVE);
  }

  private Code withoutNeedless(Code code) {
    if (!moves(code)) {
      return code;
    }
    OperandFlow flow = new OperandFlow(code.instructions(), _ -> OperandFlow.NONE);
    List<Instruction> instructions = new ArrayList<>(code.instructions());
    for (int pc = 0; pc < code.size(); pc++) {
      Instruction in = code.instruction(pc);
      if (in.use() == Use.MOVE && !mayBeTaken(code, flow.taker(pc).orElseThrow())) {
        instructions.set(pc, in.withUse(Use.BORROW));
      }
    }
    return code.with(instructions);
  }

  /** Whether a call may be of a function that takes what it gets in some place. */
  private boolean mayBeTaken(Code caller, OperandFlow.Taker taker) {
    Optional<Integer> callee = callees.of(caller, caller.instruction(taker.pc()));
    return callee.isEmpty() || taken.get(callee.get()).get(taker.position() - 1);
  }

  private CodeUnit ofVariables(BitSet variables) {
    Code main = unit.main();
    OperandFlow flow = new OperandFlow(main.instructions(), pc -> slot(main, pc));
    Effects uses = null;
    List<Instruction> instructions = new ArrayList<>(main.instructions());
    for (int pc = 0; pc < main.size(); pc++) {
      int slot = slot(main, pc);
      Optional<OperandFlow.Taker> taker = flow.taker(pc);
      boolean only =
          slot != OperandFlow.NONE
              && variables.get(slot)
              && main.instruction(pc).use() == Use.BORROW
              && flow.isAlone(pc);
      if (only && taker.isPresent() && isReplaced(main, slot, taker.get())) {
        uses = uses == null ? Effects.uses(unit) : uses;
        if (!uses.has(main, main.instruction(taker.get().pc()), slot)) {
          instructions.set(pc, main.instruction(pc).withUse(Use.MOVE));
        }
      }
    }
    List<Code> codes = new ArrayList<>(unit.codes());
    codes.set(0, main.with(instructions));
    return new CodeUnit(unit.source(), codes, unit.closed());
  }

  /** The top-level variable that an instruction reads. */
  private static int slot(Code code, int pc) {
    Instruction in = code.instruction(pc);
    return in.opcode() == Opcode.GET_GLOBAL
            && code.constant(in.a()) instanceof Constant.VariableConstant variable
        ? variable.slot()
        : OperandFlow.NONE;
  }

  /** Whether a value goes to a function that takes it, whose result takes its place. */
  private boolean isReplaced(Code main, int slot, OperandFlow.Taker taker) {
    Instruction call = main.instruction(taker.pc());
    return call.opcode() == Opcode.CALL
        && taker.position() > 0
        && callees.of(main, call).isPresent()
        && mayBeTaken(main, taker)
        && isStore(main, taker.pc() + 1, slot);
  }

  private static boolean isStore(Code code, int pc, int slot) {
    Instruction in = code.instruction(pc);
    return in.opcode() == Opcode.SET_GLOBAL
        && code.constant(in.a()) instanceof Constant.VariableConstant variable
        && variable.slot() == slot;
  }
}
