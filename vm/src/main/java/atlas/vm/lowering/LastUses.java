package atlas.vm.lowering;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the reads and writes of locals after which the local is not read before it is written
 * again: such a read, or a write that leaves the value on the stack, moves the value, so its
 * storage does not become shared; an argument for a function of the program is moved to that. A
 * backward liveness analysis over the locals that can hold arrays or collections. Left out are
 * locals that hold the value of a variable or a part of it.
 *
 * <p>The values of parameters belong to the caller, too, unless it has moved them. What a function
 * changes it has claimed at its start, so that is like any other local; for the other parameters it
 * turns out at their last uses.
 */
final class LastUses {
  private static final Set<String> PARTS = Set.of(CallLowering.CHANGED, MatchLowering.BORROWED);

  private final List<Instruction> instructions;
  private final List<Constant> constants;
  private final BitSet candidates = new BitSet();

  /** The parameters that are not changed. */
  private final BitSet received = new BitSet();

  private LastUses(
      List<Instruction> instructions,
      List<Code.Local> locals,
      int params,
      List<Constant> constants) {
    this.instructions = instructions;
    this.constants = constants;
    received.set(0, params);
    for (Instruction in : instructions) {
      if (in.opcode() == Opcode.SET_LOCAL) {
        received.clear(in.a());
      }
    }
    for (int i = 0; i < locals.size(); i++) {
      Type type = locals.get(i).type();
      boolean primitive =
          type == Type.NUMBER || type == Type.BOOL || type == Type.STRING || type == Type.NULL;
      boolean part = PARTS.contains(locals.get(i).name());
      if (!primitive && !part && !locals.get(i).cell()) {
        candidates.set(i);
      }
    }
  }

  /** The instructions with other uses of the values that are read for the last time. */
  static List<Instruction> mark(
      List<Instruction> instructions,
      List<Code.Local> locals,
      int params,
      List<Constant> constants) {
    LastUses analysis = new LastUses(instructions, locals, params, constants);
    return analysis.candidates.isEmpty() ? instructions : analysis.mark();
  }

  private List<Instruction> mark() {
    BitSet[] atTargets = liveAtLoopHeads();
    OperandFlow flow = new OperandFlow(instructions, this::candidate);
    Map<Integer, BitSet> afterCalls = new HashMap<>();
    List<Instruction> marked = new ArrayList<>(instructions);
    sweep(
        atTargets,
        (pc, live) -> {
          Instruction in = instructions.get(pc);
          if (isOfProgram(in)) {
            afterCalls.put(pc, (BitSet) live.clone());
          }
          if ((in.opcode() == Opcode.GET_LOCAL || in.opcode() == Opcode.SET_LOCAL)
              && candidates.get(in.a())) {
            if (in.use() == Use.SHARE && !live.get(in.a()) && !flow.isRepeated(pc)) {
              marked.set(pc, in.withUse(received.get(in.a()) ? Use.CLAIM : Use.BORROW));
            } else if (in.opcode() == Opcode.GET_LOCAL
                && in.use() == Use.BORROW
                && flow.isAlone(pc)) {
              boolean moved =
                  flow.taker(pc)
                      .filter(this::isArgument)
                      .filter(call -> !afterCalls.get(call.pc()).get(in.a()))
                      .isPresent();
              if (moved) {
                marked.set(pc, in.withUse(Use.MOVE));
              }
            }
          }
        });
    return marked;
  }

  /** The candidate that an instruction reads. */
  private int candidate(int pc) {
    Instruction in = instructions.get(pc);
    boolean read = in.opcode() == Opcode.GET_LOCAL && candidates.get(in.a());
    return read ? in.a() : OperandFlow.NONE;
  }

  /** Whether what takes a value is a call of a function of the program, as an argument. */
  private boolean isArgument(OperandFlow.Taker taker) {
    return taker.position() > 0 && isOfProgram(instructions.get(taker.pc()));
  }

  /** Whether an instruction may call a function of the program. */
  private boolean isOfProgram(Instruction call) {
    return call.opcode() == Opcode.CALL
        && !(call.b() >= 0 && constants.get(call.b()) instanceof Constant.LibraryConstant);
  }

  private interface Visitor {
    void visit(int pc, BitSet liveAfter);
  }

  /**
   * What is live at the targets of jumps, by instruction: repeated until the sets at loop heads no
   * longer grow.
   */
  private BitSet[] liveAtLoopHeads() {
    BitSet[] atTargets = new BitSet[instructions.size() + 1];
    for (Instruction in : instructions) {
      if (in.opcode().jumps()) {
        atTargets[in.a()] = new BitSet();
      }
    }
    int before;
    int after = 0;
    do {
      before = after;
      sweep(atTargets, (_, _) -> {});
      after = 0;
      for (BitSet set : atTargets) {
        after += set == null ? 0 : set.cardinality();
      }
    } while (after != before);
    return atTargets;
  }

  /** One pass from the end to the start, which also brings the sets at jump targets up to date. */
  private void sweep(BitSet[] atTargets, Visitor visitor) {
    BitSet live = new BitSet();
    for (int pc = instructions.size() - 1; pc >= 0; pc--) {
      Instruction in = instructions.get(pc);
      Opcode opcode = in.opcode();
      if (opcode.endsBlock()) {
        live = new BitSet();
      }
      if (opcode.jumps()) {
        live.or(atTargets[in.a()]);
      }
      visitor.visit(pc, live);
      if (opcode == Opcode.SET_LOCAL) {
        live.clear(in.a());
      } else if (opcode == Opcode.GET_LOCAL && candidates.get(in.a())) {
        live.set(in.a());
      }
      if (atTargets[pc] != null) {
        atTargets[pc].or(live);
      }
    }
  }
}
