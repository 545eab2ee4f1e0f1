package atlas.profiler.model;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * Orders by keys. Those that {@link Comparator} makes are serializable lambda expressions, which
 * the AOT cache of the JVM does not keep: the first of them takes some ten milliseconds in a JVM
 * that has just started, which is more than the rest of a profile does.
 */
@FunctionalInterface
public interface Order<T> extends Comparator<T> {
  /** By a key, the least first. */
  static <T, K extends Comparable<? super K>> Order<T> by(Function<? super T, ? extends K> key) {
    return (a, b) -> key.apply(a).compareTo(key.apply(b));
  }

  /** By a number, the least first. */
  static <T> Order<T> byInt(ToIntFunction<? super T> key) {
    return (a, b) -> Integer.compare(key.applyAsInt(a), key.applyAsInt(b));
  }

  /** By a number, the largest first. */
  static <T> Order<T> largest(ToLongFunction<? super T> key) {
    return (a, b) -> Long.compare(key.applyAsLong(b), key.applyAsLong(a));
  }

  /** By this, and what is equal by another order. */
  default Order<T> then(Comparator<? super T> next) {
    return (a, b) -> {
      int order = compare(a, b);
      return order != 0 ? order : next.compare(a, b);
    };
  }
}
