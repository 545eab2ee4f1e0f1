package atlas.profiler.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * Makes a {@link Profile} from its locations: whatever else it holds is summed up from them, so
 * that all sums agree however it is looked at. What is added twice is added up; the order does not
 * matter.
 */
public final class ProfileBuilder {
  private record Place(String file, int line) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byFile = file == other.file ? 0 : file.compareTo(other.file);
      return byFile != 0 ? byFile : Integer.compare(line, other.line);
    }
  }

  /** The sums of a line; {@code source} and {@code owner} are those first heard of. */
  private static final class Line {
    final String source;
    final String owner;
    long count;
    long hits;
    final SortedMap<FunctionId, Long> byFunction = new TreeMap<>();

    Line(String source, String owner) {
      this.source = source;
      this.owner = owner;
    }

    void add(FunctionId function, long executed, long most) {
      count += executed;
      hits = Math.max(hits, most);
      byFunction.merge(function, executed, Math::addExact);
    }

    /** The function with the largest part; of equal ones the one declared first. */
    String function() {
      String best = owner;
      long most = 0;
      for (Map.Entry<FunctionId, Long> part : byFunction.entrySet()) {
        if (part.getValue() > most) {
          most = part.getValue();
          best = part.getKey().name();
        }
      }
      return best;
    }
  }

  private final SortedMap<FunctionId, Long> calls = new TreeMap<>();
  private final List<Location> locations = new ArrayList<>();
  private final SortedMap<Place, Line> lines = new TreeMap<>();
  private final Map<FunctionId, Integer> ends = new HashMap<>();
  // Those of the instruction added last, which mostly the next one shares: they are known already.
  private FunctionId function;
  private int line;
  private Details details = Details.NONE;
  private int maxDepth;
  private int maxStackDepth;

  /** Adds activations of a function. */
  public ProfileBuilder calls(FunctionId function, long count) {
    calls.merge(function, count, Math::addExact);
    return this;
  }

  /**
   * Adds executions of an instruction.
   *
   * @param source the text of its line
   * @param count may be 0, which says that the line has code
   */
  public ProfileBuilder instruction(
      FunctionId function, int ip, String opcode, int line, String source, long count) {
    if (function != this.function || line != this.line) {
      calls(function, 0);
      line(function, line, source);
      this.function = function;
      this.line = line;
    }
    if (count != 0) {
      locations.add(new Location(function, ip, opcode, line, count));
    }
    return this;
  }

  private void line(FunctionId function, int line, String source) {
    lines.computeIfAbsent(
        new Place(function.file(), line), place -> new Line(source, function.name()));
  }

  /** Says on which line the declaration of a function ends. */
  public ProfileBuilder ends(FunctionId function, int line) {
    ends.merge(function, line, Math::max);
    return this;
  }

  /** Adds what else is known. */
  public ProfileBuilder details(Details more) {
    details = details.plus(more);
    return this;
  }

  /** Adds the depths of a run. */
  public ProfileBuilder depths(int depth, int stackDepth) {
    maxDepth = Math.max(maxDepth, depth);
    maxStackDepth = Math.max(maxStackDepth, stackDepth);
    return this;
  }

  /** Adds a whole profile, but for its name, times and end. */
  public ProfileBuilder add(Profile profile) {
    profile.functions().forEach(f -> calls(f.id(), f.calls()).ends(f.id(), f.endLine()));
    details(profile.details());
    for (LineProfile line : profile.lines()) {
      lines.computeIfAbsent(
          new Place(line.file(), line.line()), p -> new Line(line.source(), line.function()));
    }
    profile
        .locations()
        .forEach(l -> instruction(l.function(), l.ip(), l.opcode(), l.line(), "", l.count()));
    return depths(profile.totals().maxDepth(), profile.totals().maxStackDepth());
  }

  /** The profile of all that was added. */
  public Profile build(String name, Timing timing, Optional<Stop> stopped) {
    SortedMap<FunctionId, Long> instructions = new TreeMap<>();
    Map<String, Long> opcodes = new HashMap<>();
    List<Location> counted = Details.merged(Location.ORDER, Location::plus, List.of(), locations);
    lines.values().forEach(ProfileBuilder::clear);
    long total = 0;
    for (int next = 0; next < counted.size(); ) {
      Location first = counted.get(next);
      long executed = 0;
      long most = 0;
      while (next < counted.size() && counted.get(next).isOnLineOf(first)) {
        Location at = counted.get(next);
        executed = Math.addExact(executed, at.count());
        most = Math.max(most, at.count());
        opcodes.merge(at.opcode(), at.count(), Math::addExact);
        next++;
      }
      total = Math.addExact(total, executed);
      instructions.merge(first.function(), executed, Math::addExact);
      Line line = lines.get(new Place(first.function().file(), first.line()));
      line.add(first.function(), executed, most);
    }
    long called = 0;
    List<FunctionProfile> functions = new ArrayList<>(calls.size());
    for (Map.Entry<FunctionId, Long> entry : calls.entrySet()) {
      FunctionId id = entry.getKey();
      functions.add(
          new FunctionProfile(
              id,
              entry.getValue(),
              instructions.getOrDefault(id, 0L),
              ends.getOrDefault(id, id.line())));
      called = id.isMain() ? called : Math.addExact(called, entry.getValue());
    }
    return new Profile(
        name,
        new Totals(total, called, maxDepth, maxStackDepth),
        timing,
        functions,
        listed(lines, ProfileBuilder::line),
        listed(new TreeMap<>(opcodes), OpcodeCount::new),
        counted,
        stopped,
        calls.isEmpty() ? details : details.withPairsThatAddUpTo(total - activations()));
  }

  private long activations() {
    return calls.values().stream().mapToLong(Long::longValue).sum();
  }

  private static <K, V, T> List<T> listed(SortedMap<K, V> map, BiFunction<K, V, T> item) {
    List<T> items = new ArrayList<>(map.size());
    map.forEach((key, value) -> items.add(item.apply(key, value)));
    return items;
  }

  private static void clear(Line line) {
    line.count = 0;
    line.hits = 0;
    line.byFunction.clear();
  }

  private static LineProfile line(Place place, Line line) {
    return new LineProfile(
        place.file(), place.line(), line.source, line.function(), line.count, line.hits);
  }
}
