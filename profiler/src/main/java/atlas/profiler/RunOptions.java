package atlas.profiler;

/**
 * What a profiled run shall do besides counting.
 *
 * @param contexts whether to tell calling contexts apart
 */
public record RunOptions(boolean contexts) {
  /** Counting alone. */
  public static final RunOptions DEFAULT = new RunOptions(false);

  public RunOptions withContexts(boolean on) {
    return new RunOptions(on);
  }
}
