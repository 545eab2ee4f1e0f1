package atlas.profiler.analysis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which parts of a profile are looked at, and in which order. What a query leaves out goes to the
 * remainder row, so that tables still add up to the total.
 *
 * @param filters what must hold of the functions that are looked at
 */
public record Query(Sort sort, List<Filter> filters) {
  /** All, the largest first. */
  public static final Query ALL = new Query(Sort.INSTR, List.of());

  /** The order of rows. Of some orders there is a second name, better for lines or functions. */
  public enum Sort {
    /** By instructions executed, the most first. */
    INSTR("instr", "self"),
    /** By hits of lines and calls of functions, the most first. */
    HITS("hits", "calls"),
    /** Functions by all that they led to, the most first, those of unknown total last. */
    TOTAL("total", "total"),
    /** By values made; only what makes some. */
    ALLOCS("allocs", "allocs"),
    /** By place in the source. */
    PLACE("place", "place");

    private final String id;
    private final String ofFunctions;

    Sort(String id, String ofFunctions) {
      this.id = id;
      this.ofFunctions = ofFunctions;
    }

    /** The name that users give, where lines are meant. */
    public String id() {
      return id;
    }

    /** That where functions are meant. */
    public String ofFunctions() {
      return ofFunctions;
    }

    /** The order of a name. */
    public static Optional<Sort> byId(String id) {
      return Arrays.stream(values())
          .filter(sort -> sort.id.equals(id) || sort.ofFunctions.equals(id))
          .findFirst();
    }

    /** All names. */
    public static List<String> ids() {
      Set<String> ids = new LinkedHashSet<>();
      for (Sort sort : values()) {
        ids.add(sort.id);
        ids.add(sort.ofFunctions);
      }
      return List.copyOf(ids);
    }
  }

  public Query {
    filters = List.copyOf(filters);
  }

  /** The same in another order. */
  public Query by(Sort other) {
    return new Query(other, filters);
  }

  /** The same under one more condition. */
  public Query where(Filter filter) {
    List<Filter> all = new ArrayList<>(filters);
    all.add(filter);
    return new Query(sort, all);
  }

  /** Whether a function of a file is looked at. */
  public boolean admits(String function, String file) {
    for (Filter filter : filters) {
      if (!filter.admits(function, file)) {
        return false;
      }
    }
    return true;
  }
}
