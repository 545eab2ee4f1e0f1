package atlas.vm.ranges;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant.VariableConstant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.types.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole numbers between which the top-level constants of a unit lie: variables of type number
 * that its top-level code binds once, by {@code let}. Who reads one has it bound, or stops.
 */
public final class GlobalRanges {
  /** Constants are made of constants; after so many rounds no more is found out. */
  private static final int ROUNDS = 3;

  private final Map<Integer, Range> bySlot;
  private final boolean lasting;

  private GlobalRanges(Map<Integer, Range> bySlot, boolean lasting) {
    this.bySlot = bySlot;
    this.lasting = lasting;
  }

  /**
   * Looks at a unit's top-level code.
   *
   * @param lasting whether what is bound is so for good. In a session the name may be declared
   *     anew, which functions of this unit will see, but not its top-level code: that is done then.
   */
  public static GlobalRanges of(CodeUnit unit, boolean lasting) {
    Map<Integer, Range> known = Map.of();
    for (int round = 0; round < ROUNDS; round++) {
      Map<Integer, Range> more = bound(unit.main(), new GlobalRanges(known, lasting));
      if (more.equals(known)) {
        break;
      }
      known = more;
    }
    return new GlobalRanges(known, lasting);
  }

  private static Map<Integer, Range> bound(Code main, GlobalRanges known) {
    Map<Integer, Range> bound = new HashMap<>();
    NumberRanges ranges = null;
    for (int pc = 0; pc < main.size(); pc++) {
      Instruction in = main.instruction(pc);
      if (in.opcode() == Opcode.SET_GLOBAL
          && main.constant(in.a()) instanceof VariableConstant variable
          && !variable.mutable()
          && variable.type() == Type.NUMBER) {
        if (ranges == null) {
          ranges = NumberRanges.of(main, List.of(), known);
        }
        List<Range> operands = ranges.operands(pc);
        if (!operands.isEmpty() && operands.getFirst().isWhole()) {
          bound.put(variable.slot(), operands.getFirst());
        }
      }
    }
    return bound;
  }

  /** What a code gets that reads a top-level variable, once it is known to be bound. */
  public Range of(Code reader, VariableConstant variable) {
    boolean known = (lasting || reader.isMain()) && !variable.mutable();
    return known ? bySlot.getOrDefault(variable.slot(), Range.ANY) : Range.ANY;
  }
}
