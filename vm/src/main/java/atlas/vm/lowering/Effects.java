package atlas.vm.lowering;

import atlas.vm.bytecode.CallSites;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which top-level variables the functions of a closed unit have to do with, themselves or by what
 * they call. A function that is called through a value, or by the library, may be any that is a
 * value somewhere.
 */
final class Effects {
  private final Set<Opcode> opcodes;
  private final KnownCallees callees;

  /** For each code the slots of the variables. */
  private final List<BitSet> slots = new ArrayList<>();

  /** The same for what may be called through a value. */
  private final BitSet ofValues = new BitSet();

  private Effects(CodeUnit unit, Set<Opcode> opcodes) {
    this.opcodes = opcodes;
    this.callees = new KnownCallees(unit);
    for (Code code : unit.codes()) {
      BitSet direct = new BitSet();
      code.instructions().forEach(in -> variable(code, in).ifPresent(direct::set));
      slots.add(direct);
    }
    CallSites sites = CallSites.of(unit);
    boolean grown = true;
    while (grown) {
      grown = false;
      for (int i = 1; i < slots.size(); i++) {
        int before = slots.get(i).cardinality() + ofValues.cardinality();
        for (Instruction in : unit.codes().get(i).instructions()) {
          slots.get(i).or(ofCall(unit.codes().get(i), in));
        }
        if (sites.of(i).isEmpty()) {
          ofValues.or(slots.get(i));
        }
        grown |= slots.get(i).cardinality() + ofValues.cardinality() > before;
      }
    }
  }

  /** The variables that are changed. */
  static Effects changes(CodeUnit unit) {
    return new Effects(unit, EnumSet.of(Opcode.SET_GLOBAL));
  }

  /** The variables that are read or changed. */
  static Effects uses(CodeUnit unit) {
    return new Effects(unit, EnumSet.of(Opcode.GET_GLOBAL, Opcode.SET_GLOBAL));
  }

  /** Whether an instruction, or what it calls, has to do with a variable. */
  boolean has(Code code, Instruction in, int variable) {
    return variable(code, in).map(slot -> slot == variable).orElse(false)
        || ofCall(code, in).get(variable);
  }

  private BitSet ofCall(Code code, Instruction in) {
    return switch (in.opcode()) {
      case CALL -> callees.of(code, in).map(slots::get).orElse(ofValues);
      case CALL_METHOD -> ofValues;
      default -> new BitSet();
    };
  }

  private Optional<Integer> variable(Code code, Instruction in) {
    return opcodes.contains(in.opcode())
            && code.constant(in.a()) instanceof Constant.VariableConstant variable
        ? Optional.of(variable.slot())
        : Optional.empty();
  }
}
