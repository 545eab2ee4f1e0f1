package atlas.vm.ranges;

import atlas.vm.bytecode.Code;
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
record GlobalRanges(Map<Integer, Range> bySlot, boolean lasting) {

  /** The constants that top-level code binds, as far as the ranges of its numbers are known. */
  GlobalRanges boundBy(Code main, UnitRanges known) {
    Map<Integer, Range> bound = new HashMap<>();
    for (int pc = 0; pc < main.size(); pc++) {
      Instruction in = main.instruction(pc);
      if (in.opcode() == Opcode.SET_GLOBAL
          && main.constant(in.a()) instanceof VariableConstant variable
          && !variable.mutable()
          && variable.type() == Type.NUMBER) {
        List<Range> operands = known.of(main, List.of()).operands(pc);
        if (!operands.isEmpty() && operands.getFirst().isWhole()) {
          bound.put(variable.slot(), operands.getFirst());
        }
      }
    }
    return new GlobalRanges(Map.copyOf(bound), lasting);
  }

  /** What a code gets that reads a top-level variable, once it is known to be bound. */
  Range of(Code reader, VariableConstant variable) {
    boolean known = (lasting || reader.isMain()) && !variable.mutable();
    return known ? bySlot.getOrDefault(variable.slot(), Range.ANY) : Range.ANY;
  }
}
