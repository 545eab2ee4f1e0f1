package atlas.profiler;

import java.util.List;
import java.util.function.Supplier;

/**
 * The options of runs by the names that users give them, one reading for command line, terminal and
 * notebook.
 */
public final class RunOptionReader {
  private static final String TREE = "--tree";
  private static final String LOOPS = "--loops";
  private static final String TIME = "--time";
  private static final String LIMIT = "--max-instructions";

  private RunOptionReader() {}

  /** All names. */
  public static List<String> names() {
    return List.of(TREE, LOOPS, TIME, LIMIT);
  }

  /**
   * Options with one more of them set.
   *
   * @param value the value of the option, taken only if it has one
   * @throws IllegalArgumentException in one line, if the value is not one of the option, or if
   *     there is no such option
   */
  public static RunOptions apply(RunOptions options, String name, Supplier<String> value) {
    return switch (name) {
      case TREE -> options.withContexts(true);
      case LOOPS -> options.withTurns(true);
      case TIME -> options.withTime(true);
      case LIMIT -> options.withLimit(count(value.get()));
      default -> throw new IllegalArgumentException("unknown option '" + name + "'");
    };
  }

  /** Thousands may be set apart as reports do it. */
  private static long count(String value) {
    try {
      long count = Long.parseLong(value.replace(",", "").replace("_", ""));
      if (count >= 0) {
        return count;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new IllegalArgumentException(LIMIT + " needs a number of instructions");
  }
}
