package atlas.profiler.model;

import java.util.Comparator;

/**
 * A decision: the condition of an {@code if} or loop, an operand of {@code &&} or {@code ||}, an
 * arm of a {@code match}.
 *
 * @param ip the jump
 * @param condition the source text that was decided on, on one line
 * @param yes how often it held
 * @param no how often not
 */
public record Branch(FunctionId function, int ip, int line, String condition, long yes, long no) {
  public static final Comparator<Branch> ORDER =
      Order.by(Branch::function)
          .then(Order.byInt(Branch::ip))
          .then(Order.byInt(Branch::line))
          .then(Order.by(Branch::condition));

  /** The decisions taken. */
  public long count() {
    return yes + no;
  }

  /** The same, executed as often as both. */
  Branch plus(Branch other) {
    long allYes = Math.addExact(yes, other.yes);
    return new Branch(function, ip, line, condition, allYes, Math.addExact(no, other.no));
  }
}
