package atlas.profiler.analysis;

import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Order;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which parts of a profile are looked at, and in which order. What a query leaves out goes to the
 * remainder row, so that tables still add up to the total.
 *
 * @param focus if not empty, only functions whose name or file contains it
 * @param ignore if not empty, no functions whose name or file contains it
 */
public record Query(Sort sort, String focus, String ignore) {
  /** All, the largest first. */
  public static final Query ALL = new Query(Sort.INSTR, "", "");

  /** The order of rows. */
  public enum Sort {
    /** By instructions executed, the most first. */
    INSTR,
    /** By hits of lines and calls of functions, the most first. */
    HITS,
    /** By place in the source. */
    PLACE;

    /** The name that users give. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The order of a name; {@code calls} is another name for that by hits. */
    public static Optional<Sort> byId(String id) {
      return id.equals("calls")
          ? Optional.of(HITS)
          : Arrays.stream(values()).filter(sort -> sort.id().equals(id)).findFirst();
    }

    /** All names. */
    public static List<String> ids() {
      return Arrays.stream(values()).map(Sort::id).toList();
    }
  }

  /** Whether a function of a file is looked at. */
  public boolean admits(String function, String file) {
    boolean wanted = function.contains(focus) || file.contains(focus);
    boolean unwanted = function.contains(ignore) || file.contains(ignore);
    return wanted && (ignore.isEmpty() || !unwanted);
  }

  Order<LineProfile> lines() {
    return switch (sort) {
      case INSTR -> Order.largest(LineProfile::count);
      case HITS -> Order.largest(LineProfile::hits);
      case PLACE -> LineProfile.ORDER;
    };
  }

  Order<FunctionProfile> functions() {
    return switch (sort) {
      case INSTR -> Order.largest(FunctionProfile::instructions);
      case HITS -> Order.largest(FunctionProfile::calls);
      case PLACE -> Order.by(FunctionProfile::id);
    };
  }
}
