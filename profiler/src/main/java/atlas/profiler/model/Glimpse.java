package atlas.profiler.model;

import java.util.List;
import java.util.Optional;

/**
 * What a run has done so far, read from its counters while they run on: a little behind, and not
 * exact, since nothing waits for the one who looks. {@link Profile} is, when it has ended.
 *
 * @param instructions executed so far
 * @param hottest the lines that executed most, the hottest first
 * @param now where it was found when somebody looked
 */
public record Glimpse(long instructions, List<LineProfile> hottest, Optional<Place> now) {
  /** A line that was being executed. */
  public record Place(String function, int line, String source) {}

  /** Nothing was seen. */
  public static final Glimpse NOTHING = new Glimpse(0, List.of(), Optional.empty());

  public Glimpse {
    hottest = List.copyOf(hottest);
  }

  /** The same, and where the run was found. */
  public Glimpse at(Place place) {
    return new Glimpse(instructions, hottest, Optional.of(place));
  }
}
