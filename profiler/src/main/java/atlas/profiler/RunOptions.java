package atlas.profiler;

import java.util.OptionalLong;

/**
 * What a profiled run shall do besides counting.
 *
 * @param contexts whether to tell calling contexts apart
 * @param turns whether to count the turns of every entry of a loop apart
 * @param limit after how many instructions to stop it
 * @param time whether to estimate the wall time of functions, by sampling
 */
public record RunOptions(boolean contexts, boolean turns, OptionalLong limit, boolean time) {
  /** Counting alone. */
  public static final RunOptions DEFAULT =
      new RunOptions(false, false, OptionalLong.empty(), false);

  public RunOptions {
    if (limit.isPresent() && limit.getAsLong() < 0) {
      throw new IllegalArgumentException("a number of instructions is not negative");
    }
  }

  public RunOptions withContexts(boolean on) {
    return new RunOptions(on, turns, limit, time);
  }

  public RunOptions withTurns(boolean on) {
    return new RunOptions(contexts, on, limit, time);
  }

  public RunOptions withLimit(long instructions) {
    return new RunOptions(contexts, turns, OptionalLong.of(instructions), time);
  }

  public RunOptions withTime(boolean on) {
    return new RunOptions(contexts, turns, limit, on);
  }
}
