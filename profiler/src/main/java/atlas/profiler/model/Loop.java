package atlas.profiler.model;

import java.util.Comparator;

/**
 * A loop.
 *
 * @param ip its first instruction
 * @param entries how often it was come to from outside
 * @param turns how often it went back to its start; a turn left by {@code break} or {@code return}
 *     does not
 */
public record Loop(FunctionId function, int ip, int line, long entries, long turns) {
  static final Comparator<Loop> ORDER =
      Comparator.comparing(Loop::function).thenComparingInt(Loop::ip).thenComparingInt(Loop::line);

  /** Whether the sums say of every entry how many turns it led to. */
  public boolean isEven() {
    return entries == 1 || turns == 0 && entries > 0;
  }

  /** The same, executed as often as both. */
  Loop plus(Loop other) {
    long allEntries = Math.addExact(entries, other.entries);
    return new Loop(function, ip, line, allEntries, Math.addExact(turns, other.turns));
  }
}
