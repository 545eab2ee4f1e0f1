package atlas.profiler.model;

import java.util.Comparator;
import java.util.Optional;

/**
 * A loop.
 *
 * @param ip its first instruction
 * @param entries how often it was come to from outside
 * @param turns how often it went back to its start; a turn left by {@code break} or {@code return}
 *     does not
 * @param range between which numbers the turns of an entry were. Where the sums leave no choice, it
 *     is known without having been counted
 */
public record Loop(
    FunctionId function, int ip, int line, long entries, long turns, Optional<Range> range) {
  public static final Comparator<Loop> ORDER =
      Order.by(Loop::function).then(Order.byInt(Loop::ip)).then(Order.byInt(Loop::line));

  /** The fewest and the most turns of an entry. */
  public record Range(long least, long most) {
    private boolean allows(long entries, long turns) {
      return 0 <= least
          && least <= most
          && least <= turns / entries
          && Math.ceilDiv(turns, entries) <= most;
    }

    private Range plus(Range other) {
      return new Range(Math.min(least, other.least), Math.max(most, other.most));
    }
  }

  public Loop {
    if (entries <= 0) {
      throw new IllegalArgumentException("a loop that was never come to");
    }
    if (range.isEmpty() && (entries == 1 || turns == 0)) {
      range = Optional.of(new Range(turns, turns));
    }
    if (range.isPresent() && !range.get().allows(entries, turns)) {
      throw new IllegalArgumentException(
          "%d turns of %d entries are not from %d to %d"
              .formatted(turns, entries, range.get().least(), range.get().most()));
    }
  }

  /** The same, executed as often as both. */
  Loop plus(Loop other) {
    return new Loop(
        function,
        ip,
        line,
        Math.addExact(entries, other.entries),
        Math.addExact(turns, other.turns),
        range.flatMap(known -> other.range.map(known::plus)));
  }
}
