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
 */
record Counts(Code code, List<Code> unit, long calls, long[] instructions, long[] ended) {
  /** Of a function by itself. */
  Counts(Code code, long calls, long[] instructions) {
    this(code, List.of(code), calls, instructions, new long[code.size()]);
  }

  /** Of a function that was run in two ways. */
  Counts plus(long moreCalls, long[] more) {
    long[] sum = instructions.clone();
    for (int pc = 0; pc < sum.length; pc++) {
      sum[pc] += more[pc];
    }
    return new Counts(code, unit, calls + moreCalls, sum, ended);
  }

  /** The same in its surroundings. */
  Counts within(List<Code> codes, long[] endings) {
    return new Counts(code, codes, calls, instructions, endings);
  }

  /** Whether the function was executed at all. */
  boolean isExecuted() {
    return calls > 0;
  }
}
