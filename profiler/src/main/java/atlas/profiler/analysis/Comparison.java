package atlas.profiler.analysis;

import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Order;
import atlas.profiler.model.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What changed from one profile to a later one. Functions are matched by name, lines by function
 * and text, equal ones in their order: a line that only moved has not changed.
 *
 * @param functions those whose counts differ, the largest difference first
 * @param lines likewise
 */
public record Comparison(Profile before, Profile after, Rows functions, Rows lines) {
  /** A matched part, or one of which there was nothing before or is nothing after. */
  public record Row(String where, String source, Status status, long before, long after) {
    public long delta() {
      return after - before;
    }
  }

  /** Where a row is found. */
  public enum Status {
    BOTH,
    NEW,
    GONE
  }

  /**
   * The rows that changed.
   *
   * @param unchanged how many did not
   */
  public record Rows(List<Row> changed, int unchanged) {
    public Rows {
      changed = List.copyOf(changed);
    }
  }

  /** What stays the same when code moves: a name or text, and which of the equal ones it is. */
  private record Key(String function, String source, int occurrence) {}

  private record Part(String where, long count) {}

  /** Compares two profiles. */
  public static Comparison of(Profile before, Profile after) {
    return new Comparison(
        before,
        after,
        rows(functions(before), functions(after)),
        rows(lines(before), lines(after)));
  }

  /** By how much the instructions grew. */
  public long delta() {
    return after.totals().instructions() - before.totals().instructions();
  }

  /** Whether nothing differs. */
  public boolean isEmpty() {
    return delta() == 0 && functions.changed().isEmpty() && lines.changed().isEmpty();
  }

  private static Map<Key, Part> functions(Profile profile) {
    Map<Key, Part> parts = new LinkedHashMap<>();
    Map<Key, Integer> seen = new HashMap<>();
    for (FunctionProfile function : profile.functions()) {
      String name = function.id().name();
      int occurrence = seen.merge(new Key(name, "", 0), 1, Integer::sum);
      parts.put(new Key(name, "", occurrence), new Part(name, function.instructions()));
    }
    return parts;
  }

  private static Map<Key, Part> lines(Profile profile) {
    Map<Key, Part> parts = new LinkedHashMap<>();
    Map<Key, Integer> seen = new HashMap<>();
    for (LineProfile line : profile.executedLines()) {
      String text = line.source().strip();
      int occurrence = seen.merge(new Key(line.function(), text, 0), 1, Integer::sum);
      parts.put(
          new Key(line.function(), text, occurrence),
          new Part(line.function() + ":" + line.line(), line.count()));
    }
    return parts;
  }

  private static Rows rows(Map<Key, Part> before, Map<Key, Part> after) {
    List<Row> changed = new ArrayList<>();
    int unchanged = 0;
    for (Map.Entry<Key, Part> entry : after.entrySet()) {
      Part now = entry.getValue();
      Part then = before.get(entry.getKey());
      String source = entry.getKey().source();
      if (then == null) {
        changed.add(new Row(now.where(), source, Status.NEW, 0, now.count()));
      } else if (then.count() != now.count()) {
        changed.add(new Row(now.where(), source, Status.BOTH, then.count(), now.count()));
      } else {
        unchanged++;
      }
    }
    before.forEach((key, then) -> {
      if (!after.containsKey(key)) {
        changed.add(new Row(then.where(), key.source(), Status.GONE, then.count(), 0));
      }
    });
    changed.sort(
        Order.largest((Row row) -> Math.abs(row.delta()))
            .then(Order.by(Row::where))
            .then(Order.by(Row::source)));
    return new Rows(changed, unchanged);
  }
}
