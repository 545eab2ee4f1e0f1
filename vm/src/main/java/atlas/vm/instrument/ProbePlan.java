package atlas.vm.instrument;

import atlas.vm.bytecode.Code;
import java.util.Optional;

/** The counters of one compiled unit: given to the code generator for code that is to count. */
public interface ProbePlan {
  /** The places of the counters of a function of the unit. */
  Probes probes(Code code);

  /**
   * The counters, all functions of the unit together; generated code holds on to this very array.
   */
  long[] counters();

  /**
   * Where the deepest call depth seen so far is kept, at index 0. Generated code compares the depth
   * of each activation with it, and with the depth limit only when it is exceeded.
   */
  int[] maxDepth();

  /**
   * How many more instructions may be begun, at index 0; absent if there is no limit. Code
   * generated for a limit takes one off before each instruction, and stops when there is none left.
   */
  default Optional<long[]> budget() {
    return Optional.empty();
  }

  /** Where it is kept how often the loops of a function turn at each entry; absent if nowhere. */
  default Optional<LoopTurns> turns(Code code) {
    return Optional.empty();
  }
}
