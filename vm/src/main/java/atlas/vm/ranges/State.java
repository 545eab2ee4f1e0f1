package atlas.vm.ranges;

import atlas.vm.bytecode.Opcode;
import atlas.vm.ranges.Known.Comparison;
import atlas.vm.ranges.Known.Decided;
import atlas.vm.ranges.Known.Number;
import atlas.vm.ranges.Known.Truth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What is known of the variables and of the operand stack at one place of a code. */
final class State {
  private final Number[] variables;
  private final List<Known> stack;

  State(Number[] variables) {
    this(variables.clone(), new ArrayList<>());
  }

  private State(Number[] variables, List<Known> stack) {
    this.variables = variables;
    this.stack = stack;
  }

  State copy() {
    return new State(variables.clone(), new ArrayList<>(stack));
  }

  Number variable(int index) {
    return variables[index];
  }

  /** Assigns; whatever was read from the variable before is not its value any more. */
  void assign(int index, Number value) {
    variables[index] = value.in(-1);
    stack.replaceAll(known -> without(known, index));
  }

  private static Known without(Known known, int variable) {
    return switch (known) {
      case Number n when n.variable() == variable -> n.in(-1);
      case Truth(int origin, boolean negated, Optional<Comparison> comparison)
          when comparison.isPresent() ->
          new Truth(origin, negated, comparison.map(c -> c.without(variable)));
      case Number _, Truth _, Decided _, Known.Nothing _ -> known;
    };
  }

  void push(Known known) {
    stack.add(known);
  }

  Known pop() {
    return stack.removeLast();
  }

  /** Pops a number; what is no number, or not known to be one, is any. */
  Number popNumber() {
    Number popped = number(0);
    stack.removeLast();
    return popped;
  }

  Known peek() {
    return stack.getLast();
  }

  /** What is known of the top {@code n} operands, deepest first. */
  List<Number> numbers(int n) {
    Number[] numbers = new Number[n];
    for (int i = 0; i < n; i++) {
      numbers[i] = number(n - 1 - i);
    }
    return List.of(numbers);
  }

  // What is known of an operand, counted from the top; what is no number, or not known to be one,
  // is any.
  private Number number(int depth) {
    return stack.get(stack.size() - 1 - depth) instanceof Number n ? n : Number.ANY;
  }

  /** The ranges of the top {@code n} operands, deepest first. */
  List<Range> top(int n) {
    Range[] ranges = new Range[n];
    for (int i = 0; i < n; i++) {
      ranges[i] = number(n - 1 - i).range();
    }
    return List.of(ranges);
  }

  /** Takes note of how a truth value turned out; false if that cannot be. */
  boolean decide(Known condition, boolean outcome) {
    if (condition instanceof Decided(boolean value)) {
      return value == outcome;
    }
    if (!(condition instanceof Truth truth)) {
      return true;
    }
    boolean made = outcome != truth.negated();
    stack.replaceAll(known ->
        known instanceof Truth t && t.origin() == truth.origin()
            ? new Decided(made != t.negated())
            : known);
    return truth.comparison().isEmpty() || refine(truth.comparison().get(), made);
  }

  /** Takes note that a number was a position in an array. */
  void wasIndex(Number index) {
    if (index.range().isWhole()) {
      narrow(index, 0, LibraryRanges.LENGTH.hi() - 1);
    }
  }

  private boolean refine(Comparison comparison, boolean holds) {
    Number left = comparison.left();
    Number right = comparison.right();
    if (!left.range().isWhole() || !right.range().isWhole()) {
      return true;
    }
    return switch (holds ? comparison.opcode() : opposite(comparison.opcode())) {
      case LESS -> order(left, right, 1);
      case LESS_EQUAL -> order(left, right, 0);
      case GREATER -> order(right, left, 1);
      case GREATER_EQUAL -> order(right, left, 0);
      case EQUAL -> order(left, right, 0) && order(right, left, 0);
      case NOT_EQUAL -> differ(left, right.range()) && differ(right, left.range());
      default -> throw new AssertionError(comparison);
    };
  }

  private static Opcode opposite(Opcode opcode) {
    return switch (opcode) {
      case LESS -> Opcode.GREATER_EQUAL;
      case LESS_EQUAL -> Opcode.GREATER;
      case GREATER -> Opcode.LESS_EQUAL;
      case GREATER_EQUAL -> Opcode.LESS;
      case EQUAL -> Opcode.NOT_EQUAL;
      case NOT_EQUAL -> Opcode.EQUAL;
      default -> throw new AssertionError(opcode);
    };
  }

  /** {@code less + gap <= more}. */
  private boolean order(Number less, Number more, int gap) {
    return narrow(less, Long.MIN_VALUE, more.range().hi() - gap)
        && narrow(more, less.range().lo() + gap, Long.MAX_VALUE);
  }

  private boolean differ(Number number, Range other) {
    if (other.lo() != other.hi()) {
      return true;
    }
    Range range = number.range();
    long least = range.lo() == other.lo() ? range.lo() + 1 : range.lo();
    long most = range.hi() == other.lo() ? range.hi() - 1 : range.hi();
    return narrow(number, least, most);
  }

  private boolean narrow(Number number, long least, long most) {
    int variable = number.variable();
    if (variable < 0) {
      return !number.range().between(least, most).isEmpty();
    }
    Range range = variables[variable].range();
    Range narrower = (range.isWhole() ? range : number.range()).between(least, most);
    variables[variable] = variables[variable].with(narrower);
    return !narrower.isEmpty();
  }

  /**
   * Joins another state into this one.
   *
   * @param changing the variables that a loop which starts here changes
   * @return whether that changed anything
   */
  boolean join(State other, BitSet changing) {
    boolean changed = false;
    for (int i = 0; i < variables.length; i++) {
      Number old = variables[i];
      Number joined = old.join(other.variables[i]);
      if (changing.get(i) && !joined.range().equals(old.range())) {
        joined = joined.with(old.range().widened(joined.range()));
      }
      variables[i] = joined;
      changed |= !joined.equals(old);
    }
    for (int i = 0; i < stack.size(); i++) {
      Known joined = Known.join(stack.get(i), other.stack.get(i));
      changed |= !joined.equals(stack.get(i));
      stack.set(i, joined);
    }
    return changed;
  }

  /** Forgets everything about the variables. */
  void forget() {
    Arrays.fill(variables, Number.ANY);
    stack.replaceAll(_ -> Known.NOTHING);
  }

  /** A state in which nothing is known of any variable. */
  static Number[] unknown(int variables) {
    Number[] all = new Number[variables];
    Arrays.fill(all, Number.ANY);
    return all;
  }
}
