package atlas.profiler.analysis;

import atlas.profiler.model.Allocation;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Profile;
import java.util.HashMap;
import java.util.Map;

/** How many values lines and functions have made, of all kinds. */
public final class Made {
  private record Place(String file, int line) {}

  private final Map<Place, Long> lines = new HashMap<>();
  private final Map<FunctionId, Long> functions = new HashMap<>();
  private final long total;

  private Made(Profile profile) {
    for (Allocation made : profile.details().allocations()) {
      Place place = new Place(made.function().file(), made.line());
      lines.merge(place, made.count(), Math::addExact);
      functions.merge(made.function(), made.count(), Math::addExact);
    }
    total = profile.details().allocated();
  }

  public static Made of(Profile profile) {
    return new Made(profile);
  }

  public long of(LineProfile line) {
    return lines.getOrDefault(new Place(line.file(), line.line()), 0L);
  }

  public long of(FunctionProfile function) {
    return functions.getOrDefault(function.id(), 0L);
  }

  /** All together. */
  public long total() {
    return total;
  }
}
