package atlas.vm.lowering;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Finds the reads of locals after which the local is not read again before it is written: such a
 * read moves the value, so its storage does not become shared. A backward liveness analysis over
 * the locals that can hold arrays or collections. Parameters are left out: their values belong to
 * the caller, too.
 */
final class LastUses {
  private final List<Instruction> instructions;
  private final BitSet candidates = new BitSet();

  private LastUses(List<Instruction> instructions, List<Code.Local> locals, int params) {
    this.instructions = instructions;
    for (int i = params; i < locals.size(); i++) {
      Type type = locals.get(i).type();
      boolean primitive =
          type == Type.NUMBER || type == Type.BOOL || type == Type.STRING || type == Type.NULL;
      if (!primitive && !locals.get(i).cell()) {
        candidates.set(i);
      }
    }
  }

  /** The instructions with last reads marked as {@link Use#BORROW}. */
  static List<Instruction> mark(
      List<Instruction> instructions, List<Code.Local> locals, int params) {
    LastUses analysis = new LastUses(instructions, locals, params);
    return analysis.candidates.isEmpty() ? instructions : analysis.mark();
  }

  private List<Instruction> mark() {
    BitSet[] atTargets = liveAtLoopHeads();
    List<Instruction> marked = new ArrayList<>(instructions);
    sweep(
        atTargets,
        (pc, live) -> {
          Instruction in = instructions.get(pc);
          if (in.opcode() == Opcode.GET_LOCAL
              && in.use() == Use.SHARE
              && candidates.get(in.a())
              && !live.get(in.a())) {
            marked.set(pc, in.withUse(Use.BORROW));
          }
        });
    return marked;
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
