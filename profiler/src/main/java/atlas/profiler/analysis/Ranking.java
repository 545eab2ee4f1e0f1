package atlas.profiler.analysis;

import atlas.profiler.model.Order;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Parts of a total by size, the largest first, down to a {@linkplain Cut cut}. Invariant: the
 * counts of the rows and of the rest add up to the total. Parts of size 0 are neither shown nor in
 * the rest.
 *
 * @param rest what the cut leaves out; it may be nothing
 * @param total the sum of all parts
 */
public record Ranking<T>(List<Row<T>> rows, Rest rest, long total) {
  /**
   * A part that is shown.
   *
   * @param rank from 1
   * @param cumulative this and all larger ones
   */
  public record Row<T>(int rank, T item, long count, long cumulative) {}

  /** The parts that are not shown. */
  public record Rest(int items, long count) {}

  public Ranking {
    rows = List.copyOf(rows);
  }

  /**
   * Ranks items.
   *
   * @param ties which of two equally large ones comes first
   */
  public static <T> Ranking<T> of(
      List<T> items, ToLongFunction<T> size, Comparator<T> ties, Cut cut) {
    Order<T> largest = Order.largest(size);
    return of(items, size, largest.then(ties), item -> true, cut);
  }

  /**
   * Ranks items in an order of one's own.
   *
   * @param wanted which items may be shown; the others are in the rest
   */
  static <T> Ranking<T> of(
      List<T> items, ToLongFunction<T> size, Comparator<T> order, Predicate<T> wanted, Cut cut) {
    long total = items.stream().mapToLong(size).sum();
    List<T> present = items.stream().filter(item -> size.applyAsLong(item) > 0).toList();
    List<T> ranked =
        present.stream()
            .filter(item -> wanted.test(item) && cut.admits(size.applyAsLong(item), total))
            .sorted(order)
            .toList();
    int limit = cut.top().orElse(Integer.MAX_VALUE);
    List<Row<T>> rows = new ArrayList<>();
    long cumulative = 0;
    for (T item : ranked) {
      long count = size.applyAsLong(item);
      if (rows.size() == limit) {
        break;
      }
      cumulative += count;
      rows.add(new Row<>(rows.size() + 1, item, count, cumulative));
    }
    return new Ranking<>(rows, new Rest(present.size() - rows.size(), total - cumulative), total);
  }

  /** How many parts there are, shown or not. */
  public int size() {
    return rows.size() + rest.items();
  }
}
