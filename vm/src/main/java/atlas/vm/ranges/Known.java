package atlas.vm.ranges;

import atlas.vm.bytecode.Opcode;
import java.util.Optional;

/** What is known of a value on the operand stack. */
sealed interface Known {
  Known NOTHING = new Nothing();

  /** Nothing of interest. */
  record Nothing() implements Known {}

  /**
   * A number.
   *
   * @param variable the variable it was read from, if that still holds it; else -1
   * @param params the parameters that it was computed from, as bits, as far as that is of interest
   */
  record Number(Range range, int variable, long params) implements Known {
    static final Number ANY = new Number(Range.ANY, -1, 0);

    Number in(int newVariable) {
      return new Number(range, newVariable, params);
    }

    Number with(Range newRange) {
      return new Number(newRange, variable, params);
    }

    Number join(Number other) {
      int same = variable == other.variable ? variable : -1;
      return new Number(range.join(other.range), same, params | other.params);
    }
  }

  /** A comparison of two numbers. */
  record Comparison(Opcode opcode, Number left, Number right) {
    Comparison without(int variable) {
      return new Comparison(
          opcode,
          left.variable() == variable ? left.in(-1) : left,
          right.variable() == variable ? right.in(-1) : right);
    }

    Comparison join(Comparison other) {
      return new Comparison(opcode, left.join(other.left), right.join(other.right));
    }
  }

  /**
   * A truth value.
   *
   * @param origin the instruction that made it; copies and negations have the same
   * @param negated whether it is the opposite of what that instruction made
   * @param comparison how the instruction made it
   */
  record Truth(int origin, boolean negated, Optional<Comparison> comparison) implements Known {
    boolean isSame(Truth other) {
      return origin == other.origin && negated == other.negated;
    }
  }

  /** A truth value that is known, because control came this way. */
  record Decided(boolean value) implements Known {}

  /** What holds if one or the other holds. */
  static Known join(Known a, Known b) {
    if (a.equals(b)) {
      return a;
    }
    if (a instanceof Number x && b instanceof Number y) {
      return x.join(y);
    }
    if (a instanceof Truth x && b instanceof Truth y && x.isSame(y)) {
      return new Truth(
          x.origin(), x.negated(), x.comparison().flatMap(c -> y.comparison().map(c::join)));
    }
    return NOTHING;
  }
}
