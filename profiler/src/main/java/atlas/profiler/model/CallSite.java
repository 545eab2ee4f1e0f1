package atlas.profiler.model;

import java.util.Comparator;
import java.util.Optional;

/**
 * A call in the source, and how often it was begun.
 *
 * @param ip the call in the listing of the caller
 * @param callee what it calls, by name; the source of the call where that is not known beforehand
 * @param function the function called, where it is one of the program and beyond doubt
 */
public record CallSite(
    FunctionId caller,
    int ip,
    int line,
    Kind kind,
    String callee,
    Optional<FunctionId> function,
    long count) {
  /** What is known of a callee before the program runs. */
  public enum Kind {
    /** A function of the program. */
    FUNCTION,
    /** A function of the library. */
    LIBRARY,
    /** A method, found by the kind of its receiver. */
    METHOD,
    /** Whatever function the value was. */
    VALUE
  }

  private static final Comparator<FunctionId> ABSENT_FIRST =
      Comparator.nullsFirst(Comparator.naturalOrder());

  static final Comparator<CallSite> ORDER =
      Order.by(CallSite::caller)
          .then(Order.byInt(CallSite::ip))
          .then(Order.byInt(CallSite::line))
          .then(Order.by(CallSite::kind))
          .then(Order.by(CallSite::callee))
          .then(
              (a, b) -> ABSENT_FIRST.compare(a.function().orElse(null), b.function().orElse(null)));

  /** The same, executed as often as both. */
  CallSite plus(CallSite other) {
    long sum = Math.addExact(count, other.count);
    return new CallSite(caller, ip, line, kind, callee, function, sum);
  }
}
