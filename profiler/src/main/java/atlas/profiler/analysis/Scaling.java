package atlas.profiler.analysis;

import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Order;
import atlas.profiler.model.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * How the counts of a program grow with one of its variables: in total, of each function and of
 * each line that was executed in the largest run.
 *
 * @param variable its name
 * @param runs the size in each, ascending; at least two
 */
public record Scaling(String variable, List<Run> runs) {
  /** What was executed for one value of the variable. */
  public record Run(long size, Profile profile) {}

  /**
   * A function or line.
   *
   * @param item as it was in the largest run
   * @param counts instructions in each run
   * @param growth of the instructions
   * @param times how often it was called or come to in each run
   * @param timesGrowth of that
   */
  public record Row<T>(
      T item, List<Long> counts, Growth growth, List<Long> times, Growth timesGrowth) {
    public Row {
      counts = List.copyOf(counts);
      times = List.copyOf(times);
    }

    /** The instructions in the largest run. */
    public long count() {
      return counts.getLast();
    }
  }

  /**
   * Rows that are shown, and what the others come to in the largest run.
   *
   * @param total of both
   */
  public record Rows<T>(List<Row<T>> rows, Ranking.Rest rest, long total) {
    public Rows {
      rows = List.copyOf(rows);
    }

    /** How many there are, shown or not. */
    public int size() {
      return rows.size() + rest.items();
    }
  }

  /** Where a line is. */
  private record Place(String file, int line) {}

  /** A line of which less was executed must grow so much faster than all to be worth a row. */
  private static final double FASTER = 0.1;

  private static final double HUNDREDTHS = 100;

  public Scaling {
    runs = List.copyOf(runs);
    if (runs.size() < 2) {
      throw new IllegalArgumentException("growth is seen in two runs or more");
    }
  }

  /** The values of the variable. */
  public List<Long> sizes() {
    return runs.stream().map(Run::size).toList();
  }

  /** The run of the largest value. */
  public Profile largest() {
    return runs.getLast().profile();
  }

  /** How the instructions grow. */
  public Growth instructions() {
    return growth(profile -> profile.totals().instructions());
  }

  /** How the calls grow. */
  public Growth calls() {
    return growth(profile -> profile.totals().calls());
  }

  private Growth growth(ToLongFunction<Profile> count) {
    return Growth.of(sizes(), runs.stream().map(run -> count.applyAsLong(run.profile())).toList());
  }

  /** Functions, those that grow fastest first. */
  public Rows<FunctionProfile> functions(Query query, Cut cut) {
    return shown(functions(), f -> query.admits(f.id().name(), f.id().file()), cut);
  }

  /**
   * Lines, those that grow fastest first: of those below the threshold the ones that will not stay
   * there, because they grow faster than the whole.
   */
  public Rows<LineProfile> lines(Query query, Cut cut) {
    return shown(lines(), line -> query.admits(line.function(), line.file()), cut);
  }

  /** All functions, in the same order. */
  public List<Row<FunctionProfile>> functions() {
    return rows(
        Profile::functions,
        FunctionProfile::id,
        FunctionProfile::instructions,
        FunctionProfile::calls,
        Order.by(FunctionProfile::id));
  }

  /** All lines, in the same order. */
  public List<Row<LineProfile>> lines() {
    return rows(
        Profile::executedLines,
        line -> new Place(line.file(), line.line()),
        LineProfile::count,
        LineProfile::hits,
        LineProfile.ORDER);
  }

  private <T> Rows<T> shown(List<Row<T>> rows, Predicate<T> wanted, Cut cut) {
    long total = largest().totals().instructions();
    double faster = instructions().steepness() + FASTER;
    List<Row<T>> shown =
        rows.stream()
            .filter(row -> wanted.test(row.item()))
            .filter(row -> cut.admits(row.count(), total) || row.growth().steepness() > faster)
            .limit(cut.top().orElse(Integer.MAX_VALUE))
            .toList();
    long count = shown.stream().mapToLong(Row::count).sum();
    return new Rows<>(shown, new Ranking.Rest(rows.size() - shown.size(), total - count), total);
  }

  private <T, K> List<Row<T>> rows(
      Function<Profile, List<T>> parts,
      Function<T, K> key,
      ToLongFunction<T> count,
      ToLongFunction<T> times,
      Order<T> ties) {
    List<Map<K, T>> found = new ArrayList<>();
    for (Run run : runs) {
      Map<K, T> byKey = new HashMap<>();
      parts.apply(run.profile()).forEach(part -> byKey.put(key.apply(part), part));
      found.add(byKey);
    }
    List<Row<T>> rows = new ArrayList<>();
    for (T item : parts.apply(largest())) {
      List<Long> counts = series(found, key.apply(item), count);
      List<Long> often = series(found, key.apply(item), times);
      rows.add(
          new Row<>(item, counts, Growth.of(sizes(), counts), often, Growth.of(sizes(), often)));
    }
    rows.sort(
        Order.largest((Row<T> row) -> Math.round(row.growth().steepness() * HUNDREDTHS))
            .then(Order.largest(Row::count))
            .then((a, b) -> ties.compare(a.item(), b.item())));
    return rows;
  }

  private static <T, K> List<Long> series(List<Map<K, T>> found, K key, ToLongFunction<T> count) {
    return found.stream()
        .map(parts -> parts.get(key))
        .map(part -> part == null ? 0L : count.applyAsLong(part))
        .toList();
  }
}
