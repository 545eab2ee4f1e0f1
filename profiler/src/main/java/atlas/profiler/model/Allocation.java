package atlas.profiler.model;

import java.util.Comparator;

/**
 * Values made by a line: instructions and library calls that make one, counted exactly. What the
 * machine allocates for them is its own affair.
 *
 * @param kind what was made: {@code array}, {@code closure}, {@code string}, …
 */
public record Allocation(FunctionId function, int line, String kind, long count) {
  public static final Comparator<Allocation> ORDER =
      Order.by(Allocation::function)
          .then(Order.byInt(Allocation::line))
          .then(Order.by(Allocation::kind));

  /** The same, executed as often as both. */
  Allocation plus(Allocation other) {
    return new Allocation(function, line, kind, Math.addExact(count, other.count));
  }
}
