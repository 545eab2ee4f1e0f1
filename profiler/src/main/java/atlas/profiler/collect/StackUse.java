package atlas.profiler.collect;

import atlas.vm.bytecode.StackHeights;

/**
 * How high the operand stack of an activation grew: in a given code the height before an
 * instruction is the same each time, so it follows from which instructions were begun, without
 * counting.
 */
final class StackUse {
  private StackUse() {}

  /** The greatest height before an instruction that was executed. */
  static int of(Counts counts, StackHeights heights) {
    int most = 0;
    for (int pc = 0; pc < counts.instructions().length; pc++) {
      if (counts.instructions()[pc] > 0) {
        most = Math.max(most, heights.before(pc));
      }
    }
    return most;
  }
}
