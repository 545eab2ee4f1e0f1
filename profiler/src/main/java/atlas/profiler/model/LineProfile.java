package atlas.profiler.model;

/**
 * What a source line did. A line whose code belongs to several functions (a one-line function, say,
 * whose declaration runs as top-level code) is still one line.
 *
 * @param source its text, without the line end
 * @param function the name of the function that executed most of it
 * @param count instructions executed
 * @param hits how often the line was executed: the executions of its most executed instruction. The
 *     line of a {@code while} is hit once for every test; one that calls a function, once for every
 *     call.
 */
public record LineProfile(
    String file, int line, String source, String function, long count, long hits) {
  /** By place. */
  public static final Order<LineProfile> ORDER =
      Order.by(LineProfile::file).then(Order.byInt(LineProfile::line));

  /** Whether any of it was executed. Lines that were not are kept if their function was. */
  public boolean isExecuted() {
    return count > 0;
  }
}
