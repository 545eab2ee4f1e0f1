package atlas.vm.ranges;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Instruction;
import java.util.List;

/**
 * Which numbers of a code are provably whole, and between which bounds.
 *
 * <p>Found by abstract interpretation over intervals (P. and R. Cousot, POPL 1977): a number is
 * known by the {@link Range} it lies in, a condition narrows the variables it compares on either
 * way out of it, and bounds that grow in a loop are widened to a few marks.
 */
public final class NumberRanges {
  /** Instructions times variables, beyond which the time would be felt: nothing is known then. */
  private static final long LARGEST = 2_000_000;

  private final Variables variables;
  private final Range[] pushed;
  private final Object[] operands;
  private final Range[] stored;

  NumberRanges(Variables variables, Range[] pushed, Object[] operands, Range[] stored) {
    this.variables = variables;
    this.pushed = pushed;
    this.operands = operands;
    this.stored = stored;
  }

  /** Whether analysing a code would take too long. */
  static boolean isTooLarge(Code code) {
    return (long) code.size() * new Variables(code).count() > LARGEST;
  }

  /** The result for a code of whose numbers nothing is known. */
  public static NumberRanges unknown(Code code) {
    Variables variables = new Variables(code);
    int size = code.size();
    return new NumberRanges(
        variables, new Range[size], new Object[size], new Range[variables.count()]);
  }

  /** The local that an instruction reads or writes, if its numbers are followed; else -1. */
  public int variable(Instruction in) {
    return variables.index(in);
  }

  public Code code() {
    return variables.code();
  }

  /**
   * The exact results of the instruction, before they are rounded to doubles; {@link Range#ANY} if
   * it pushes no number or control does not come there.
   */
  public Range pushed(int pc) {
    return pushed[pc] == null ? Range.ANY : pushed[pc];
  }

  /**
   * The operands that an instruction takes, deepest first; empty if control does not come there.
   */
  @SuppressWarnings("unchecked")
  public List<Range> operands(int pc) {
    return operands[pc] == null ? List.of() : (List<Range>) operands[pc];
  }

  /** Everything that a local ever holds; {@link Range#ANY} if nothing is known to be stored. */
  public Range stored(int variable) {
    return stored[variable] == null ? Range.ANY : stored[variable];
  }
}
