package atlas.profiler.collect;

import atlas.profiler.model.Glimpse;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Order;
import atlas.vm.bytecode.Code;
import atlas.vm.runtime.Unwinding.Activation;
import atlas.vm.source.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums counts that are still changing up into a {@link Glimpse}. */
public final class Glance {
  private static final int HOTTEST = 3;

  private record Place(SourceFile source, int line) {}

  /** The sum of a line. */
  private static final class Line {
    final Code code;
    long count;
    long hits;

    Line(Code code) {
      this.code = code;
    }
  }

  private final Map<Place, Line> lines = new HashMap<>();
  private long instructions;

  /** Adds the executions of each instruction of a function. */
  void add(Code code, long[] counts) {
    for (int pc = 0; pc < counts.length; pc++) {
      if (counts[pc] > 0) {
        Line line =
            lines.computeIfAbsent(new Place(code.source(), code.line(pc)), place -> new Line(code));
        line.count += counts[pc];
        line.hits = Math.max(line.hits, counts[pc]);
        instructions += counts[pc];
      }
    }
  }

  Glimpse glimpse() {
    List<Map.Entry<Place, Line>> sorted = new ArrayList<>(lines.entrySet());
    sorted.sort(Order.largest((Map.Entry<Place, Line> entry) -> entry.getValue().count));
    List<LineProfile> hottest =
        sorted.stream()
            .limit(HOTTEST)
            .map(entry -> line(entry.getKey(), entry.getValue()))
            .toList();
    return new Glimpse(instructions, hottest, Optional.empty());
  }

  /** The line of an activation that was found to be going on. */
  public static Glimpse.Place place(Activation active) {
    Code code = active.code();
    int line = code.line(active.pc());
    return new Glimpse.Place(Assembly.nameOf(code), line, code.source().lineText(line));
  }

  private static LineProfile line(Place place, Line line) {
    return new LineProfile(
        place.source().name(),
        place.line(),
        place.source().lineText(place.line()),
        Assembly.nameOf(line.code),
        line.count,
        line.hits);
  }
}
