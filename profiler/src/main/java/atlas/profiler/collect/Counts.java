package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import java.util.List;

/**
 * The exact counts of one function in one run.
 *
 * @param unit all functions of its unit, by index
 * @param calls activations begun
 * @param instructions executions of each instruction
 * @param ended of these, those in which the activation ended by an error or an interrupt
 * @param notBegun the instruction that control came to when the run was stopped before it; -1 if
 *     that was elsewhere
 */
record Counts(
    Code code, List<Code> unit, long calls, long[] instructions, long[] ended, int notBegun) {
  /** Of a function by itself. */
  Counts(Code code, long calls, long[] instructions) {
    this(code, List.of(code), calls, instructions, new long[code.size()], -1);
  }

  /** Of a function that was run in two ways. */
  Counts plus(long moreCalls, long[] more) {
    long[] sum = instructions.clone();
    for (int pc = 0; pc < sum.length; pc++) {
      sum[pc] += more[pc];
    }
    return new Counts(code, unit, calls + moreCalls, sum, ended, notBegun);
  }

  /** Without an instruction that was counted but not begun, if it is one. */
  Counts without(int pc) {
    long[] begun = instructions.clone();
    if (pc >= 0) {
      begun[pc]--;
    }
    return new Counts(code, unit, calls, begun, ended, notBegun);
  }

  /** How often control came to an instruction. */
  long reached(int pc) {
    return instructions[pc] + (pc == notBegun ? 1 : 0);
  }

  /** The same in its surroundings. */
  Counts within(List<Code> codes, Endings endings) {
    int missed = endings.notBegun(code);
    long[] begun = endings.of(code).clone();
    if (missed >= 0) {
      begun[missed]--;
    }
    return new Counts(code, codes, calls, instructions, begun, missed);
  }

  /** Whether the function was executed at all. */
  boolean isExecuted() {
    return calls > 0;
  }
}
