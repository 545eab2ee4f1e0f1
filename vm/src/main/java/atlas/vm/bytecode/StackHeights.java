package atlas.vm.bytecode;

import java.util.List;

/**
 * How many values lie on the operand stack of an activation before each instruction of a {@link
 * Code}.
 *
 * <p>Whatever an instruction leaves behind lies there when the next one begins, and the
 * instructions that end an activation push nothing. So the most values that an activation ever had
 * is the maximum over the instructions that it began.
 */
public final class StackHeights {
  /** The height before an instruction to which control never comes. */
  public static final int UNREACHABLE = -1;

  private final int[] before;
  private final int maximum;

  StackHeights(int[] before) {
    this.before = before;
    int most = 0;
    for (int height : before) {
      most = Math.max(most, height);
    }
    this.maximum = most;
  }

  /**
   * The heights of a code.
   *
   * @throws IllegalArgumentException if it has none, because it is not well formed; see {@link
   *     BytecodeVerifier}
   */
  public static StackHeights of(Code code) {
    StackFlow flow = new StackFlow(code.graph(), List.of());
    if (flow.isBroken()) {
      throw new IllegalArgumentException(flow.findings().getFirst().toString());
    }
    return flow.heights();
  }

  /** The height before an instruction, or {@link #UNREACHABLE}. */
  public int before(int pc) {
    return before[pc];
  }

  /** The greatest height in the code. */
  public int maximum() {
    return maximum;
  }
}
