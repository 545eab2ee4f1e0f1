package atlas.vm.codegen;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.BoolValue;
import atlas.vm.runtime.NullValue;
import atlas.vm.runtime.NumberValue;
import atlas.vm.runtime.Text;
import atlas.vm.runtime.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Finds the long array literals of a code whose elements are all literals, perhaps arrays again:
 * tables of data. Each is made once and regarded as shared, so that whoever changes it copies it;
 * its instructions, among which control does not branch and of which none can fail, become one.
 */
final class ArrayLiterals {
  /** Shorter ones are made in place. */
  private static final int LONG = 64;

  /**
   * A literal.
   *
   * @param end the instruction that makes the array, the last one of the literal
   */
  record Literal(int end, ArrayValue value) {}

  private final Code code;
  private final Set<Integer> targets = new HashSet<>();
  private final Map<Integer, Literal> literals = new HashMap<>();
  private int pc;

  ArrayLiterals(Code code, int start, int end) {
    this.code = code;
    for (Instruction in : code.instructions().subList(start, end)) {
      if (in.opcode().jumps()) {
        targets.add(in.a());
      }
    }
    // Backward, so that the outermost arrays come first.
    for (int last = end - 1; last - start >= LONG; last--) {
      Instruction in = code.instruction(last);
      if (in.opcode() == Opcode.ARRAY && in.a() > 0) {
        pc = last;
        Value value = element(start);
        if (value != null && last - pc >= LONG) {
          ((ArrayValue) value).share();
          literals.put(pc + 1, new Literal(last, (ArrayValue) value));
          last = pc + 1;
        }
      }
    }
  }

  /** The literal that begins with an instruction; null if none does. */
  Literal at(int start) {
    return literals.get(start);
  }

  // The value that the instructions up to `pc` push, in front of which `pc` is afterwards; null if
  // they are not a literal.
  private Value element(int start) {
    if (pc < start || targets.contains(pc)) {
      return null;
    }
    Instruction in = code.instruction(pc--);
    return switch (in.opcode()) {
      case TRUE -> BoolValue.TRUE;
      case FALSE -> BoolValue.FALSE;
      case NULL -> NullValue.NULL;
      case CONSTANT -> constant(code.constant(in.a()));
      case NEGATE -> element(start) instanceof NumberValue n ? NumberValue.of(-n.value()) : null;
      case ARRAY -> array(in.a(), start);
      default -> null;
    };
  }

  private static Value constant(Constant constant) {
    return switch (constant) {
      case Constant.NumberConstant c -> NumberValue.of(c.value());
      case Constant.StringConstant c -> Text.of(c.value());
      default -> null;
    };
  }

  private Value array(int size, int start) {
    Value[] elements = new Value[size];
    for (int i = size - 1; i >= 0; i--) {
      elements[i] = element(start);
      if (elements[i] == null) {
        return null;
      }
    }
    return ArrayValue.of(elements);
  }
}
