package atlas.profiler.model;

import java.util.List;

/**
 * What a run has done so far, read from its counters while they run on: a little behind, and not
 * exact, since nothing waits for the one who looks. {@link Profile} is, when it has ended.
 *
 * @param instructions executed so far
 * @param hottest the lines that executed most, the hottest first
 */
public record Glimpse(long instructions, List<LineProfile> hottest) {
  /** Nothing was seen. */
  public static final Glimpse NOTHING = new Glimpse(0, List.of());

  public Glimpse {
    hottest = List.copyOf(hottest);
  }
}
