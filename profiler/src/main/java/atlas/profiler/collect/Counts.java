package atlas.profiler.collect;

import atlas.vm.bytecode.Code;

/**
 * The exact counts of one function in one run.
 *
 * @param calls activations begun
 * @param instructions executions of each instruction
 */
record Counts(Code code, long calls, long[] instructions) {
  /** Of a function that was run in two ways. */
  Counts plus(long moreCalls, long[] more) {
    long[] sum = instructions.clone();
    for (int pc = 0; pc < sum.length; pc++) {
      sum[pc] += more[pc];
    }
    return new Counts(code, calls + moreCalls, sum);
  }

  /** Whether the function was executed at all. */
  boolean isExecuted() {
    return calls > 0;
  }
}
