package atlas.vm.instrument;

/**
 * Where the counters of one function go: the seam through which a profiler reaches the code
 * generator. Absent for code that runs unprofiled, which then contains no trace of it. Counter
 * numbers index the array of {@link ProbePlan#counters}.
 */
public interface Probes {
  /** The counter of a place that is not counted. */
  int NONE = -1;

  /**
   * The counter to increase when the function is entered, before its first instruction; or {@link
   * #NONE}.
   */
  int entry();

  /**
   * The counter to increase when control goes from the instruction {@code from}, the last of a
   * block, to the instruction {@code to}, by a jump or by falling through; or {@link #NONE}. For a
   * conditional jump both ways are asked for; when both lead to the same place, {@code taken} tells
   * them apart.
   */
  int edge(int from, int to, boolean taken);
}
