package atlas.vm.interpret;

import atlas.vm.bytecode.Instruction;
import atlas.vm.runtime.Checks;
import atlas.vm.runtime.Kind;
import atlas.vm.runtime.Value;
import java.util.Arrays;
import java.util.Objects;

/** The operand stack of one activation. */
final class OperandStack {
  private Value[] values = new Value[8];
  private int height;

  /** The number of values. */
  int height() {
    return height;
  }

  void push(Value value) {
    if (height == values.length) {
      values = Arrays.copyOf(values, 2 * height);
    }
    values[height++] = Objects.requireNonNull(value);
  }

  /** Pushes what an instruction made, and checks its kind if the instruction says so. */
  void push(Instruction instruction, Value value) {
    if (instruction.checked()) {
      Checks.kind(value, Kind.mask(instruction.type()));
    }
    push(value);
  }

  Value pop() {
    Value value = values[--height];
    values[height] = null;
    return value;
  }

  /** Takes the top values off, and gives them in the order in which they were pushed. */
  Value[] pop(int count) {
    Value[] taken = peek(count);
    Arrays.fill(values, height - count, height, null);
    height -= count;
    return taken;
  }

  /** The top value, which stays. */
  Value peek() {
    return values[height - 1];
  }

  /** The top values, which stay, in the order in which they were pushed. */
  Value[] peek(int count) {
    return Arrays.copyOfRange(values, height - count, height);
  }
}
