package atlas.profiler;

import atlas.profiler.report.OptionDoc;
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

  private static final List<OptionDoc> DOCS =
      List.of(
          OptionDoc.flag(
              TREE,
              "Tell calling contexts apart: totals, and a flame",
              "graph of the paths that ran."),
          OptionDoc.flag(
              LOOPS,
              "Count the least and most turns of every",
              "loop; without, totals may leave them open."),
          OptionDoc.flag(TIME, "Estimate the wall time of functions, by", "sampling."),
          OptionDoc.of(
              LIMIT,
              "N",
              "Stop the program after N instructions:",
              "--max-instructions 1_000_000."));

  private RunOptionReader() {}

  /** All of them. */
  public static List<OptionDoc> docs() {
    return DOCS;
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
