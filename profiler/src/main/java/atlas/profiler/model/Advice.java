package atlas.profiler.model;

import java.util.Comparator;

/**
 * Something that was done more often than it need be, as a fact about a place in the source.
 *
 * @param ip where it was done, in the listing of the function
 * @param source what is done, as it stands there
 * @param count how often it was done
 * @param enough how often would do; for a search how many arrays were searched, for a text that
 *     grows how many of them there were, for recursion how often others called the function
 * @param instructions executed for it, at least
 */
public record Advice(
    Rule rule,
    FunctionId function,
    int ip,
    int line,
    String source,
    long count,
    long enough,
    long instructions) {
  /** What there is to be said. */
  public enum Rule {
    /** A call in a loop that gives the same in each turn. */
    REPEATED_CALL,
    /** Searches, in a loop, of an array that the loop does not change or only pushes to. */
    REPEATED_SEARCH,
    /** A function that calls itself again and again with the same arguments. */
    REPEATED_RECURSION,
    /** Reads, in a loop, of a text that the loop appends to: each copies it. */
    GROWING_TEXT
  }

  public static final Comparator<Advice> ORDER =
      Order.by(Advice::function)
          .then(Order.byInt(Advice::ip))
          .then(Order.byInt(Advice::line))
          .then(Order.by(Advice::rule))
          .then(Order.by(Advice::source));

  /** The same, done as often as both. */
  Advice plus(Advice other) {
    return new Advice(
        rule,
        function,
        ip,
        line,
        source,
        Math.addExact(count, other.count),
        Math.addExact(enough, other.enough),
        Math.addExact(instructions, other.instructions));
  }
}
