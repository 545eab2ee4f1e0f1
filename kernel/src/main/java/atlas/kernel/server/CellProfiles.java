package atlas.kernel.server;

import atlas.profiler.model.Profile;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The newest profile of each cell, to compare the next with; of some cells, not of all for ever.
 */
final class CellProfiles {
  private final int capacity;
  private final SequencedMap<String, Profile> profiles = new LinkedHashMap<>();

  CellProfiles(int capacity) {
    this.capacity = capacity;
  }

  /** Keeps the profile of a cell, and gives the one before it. */
  Optional<Profile> replace(String cellId, Profile profile) {
    Optional<Profile> before = Optional.ofNullable(profiles.remove(cellId));
    profiles.putLast(cellId, profile);
    if (profiles.size() > capacity) {
      profiles.pollFirstEntry();
    }
    return before;
  }
}
