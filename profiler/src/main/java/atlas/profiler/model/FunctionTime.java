package atlas.profiler.model;

import java.util.Comparator;

/**
 * The time of a function as sampling found it: an estimate, unlike every count.
 *
 * @param selfNanos in which it was itself at work, library functions that it called included
 * @param totalNanos in which it was active at all; recursion counts once
 */
public record FunctionTime(FunctionId function, long selfNanos, long totalNanos) {
  public static final Comparator<FunctionTime> ORDER = Order.by(FunctionTime::function);

  FunctionTime plus(FunctionTime other) {
    return new FunctionTime(function, selfNanos + other.selfNanos, totalNanos + other.totalNanos);
  }
}
