package atlas.vm.lowering;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.StackEffect;
import atlas.vm.types.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Finds the reads and writes of locals after which the local is not read before it is written
 * again: such a read, or a write that leaves the value on the stack, moves the value, so its
 * storage does not become shared. A backward liveness analysis over the locals that can hold arrays
 * or collections. Parameters are left out: their values belong to the caller, too; and so are
 * locals that hold the value of a variable or a part of it.
 */
final class LastUses {
  private static final Set<String> PARTS = Set.of(CallLowering.CHANGED, MatchLowering.BORROWED);

  private final List<Instruction> instructions;
  private final BitSet candidates = new BitSet();

  private LastUses(List<Instruction> instructions, List<Code.Local> locals, int params) {
    this.instructions = instructions;
    for (int i = params; i < locals.size(); i++) {
      Type type = locals.get(i).type();
      boolean primitive =
          type == Type.NUMBER || type == Type.BOOL || type == Type.STRING || type == Type.NULL;
      boolean part = PARTS.contains(locals.get(i).name());
      if (!primitive && !part && !locals.get(i).cell()) {
        candidates.set(i);
      }
    }
  }

  /** The instructions with last uses marked as {@link Use#BORROW}. */
  static List<Instruction> mark(
      List<Instruction> instructions, List<Code.Local> locals, int params) {
    LastUses analysis = new LastUses(instructions, locals, params);
    return analysis.candidates.isEmpty() ? instructions : analysis.mark();
  }

  private List<Instruction> mark() {
    BitSet[] atTargets = liveAtLoopHeads();
    BitSet repeated = repeatedReads();
    List<Instruction> marked = new ArrayList<>(instructions);
    sweep(
        atTargets,
        (pc, live) -> {
          Instruction in = instructions.get(pc);
          if ((in.opcode() == Opcode.GET_LOCAL || in.opcode() == Opcode.SET_LOCAL)
              && in.use() == Use.SHARE
              && candidates.get(in.a())
              && !live.get(in.a())
              && !repeated.get(pc)) {
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

  /** A read value on the stack: what it is, and how many there are below it. */
  private record Held(int local, int below) {}

  /** The reads of locals of which a value read before is still on the stack. */
  private BitSet repeatedReads() {
    BitSet repeated = new BitSet();
    int[] atTargets = new int[instructions.size() + 1];
    Deque<Held> stack = new ArrayDeque<>();
    int height = 0;
    for (int pc = 0; pc < instructions.size(); pc++) {
      Instruction in = instructions.get(pc);
      if (pc > 0 && instructions.get(pc - 1).opcode().endsBlock()) {
        height = atTargets[pc];
      }
      height -= StackEffect.pops(in);
      while (!stack.isEmpty() && stack.peek().below() >= height) {
        stack.pop();
      }
      if (in.opcode() == Opcode.GET_LOCAL && candidates.get(in.a())) {
        repeated.set(pc, stack.stream().anyMatch(held -> held.local() == in.a()));
        stack.push(new Held(in.a(), height));
      }
      height += StackEffect.pushes(in);
      if (in.opcode().jumps()) {
        atTargets[in.a()] = height;
      }
    }
    return repeated;
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
