package atlas.profiler.report;

import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Location;
import atlas.profiler.model.Profile;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collapsed stacks, which flame graph tools read: one line {@code function;line count} for each
 * line of each function. The counts are exact and add up to the total. They are self counts: who
 * called whom was not recorded, so no frame stands for a caller, and no path is shown that may not
 * have run.
 */
public final class CollapsedReport implements ReportWriter {
  @Override
  public void write(Profile profile, ReportOptions options, Writer out) throws IOException {
    for (Map.Entry<Stack, Long> entry : stacks(profile).entrySet()) {
      Stack stack = entry.getKey();
      out.write(clean(stack.function()) + ";" + clean(stack.place()) + " " + entry.getValue());
      out.write('\n');
    }
  }

  /** A line of a function. */
  record Stack(FunctionId id, int line) implements Comparable<Stack> {
    String function() {
      return id.isMain() ? id.name() : id.name() + " (" + id.file() + ":" + id.line() + ")";
    }

    String place() {
      return id.file() + ":" + line;
    }

    @Override
    public int compareTo(Stack other) {
      int byFunction = id.compareTo(other.id);
      return byFunction != 0 ? byFunction : Integer.compare(line, other.line);
    }
  }

  /** Instructions by function and line, in their order. */
  static SortedMap<Stack, Long> stacks(Profile profile) {
    SortedMap<Stack, Long> stacks = new TreeMap<>();
    for (Location location : profile.locations()) {
      stacks.merge(
          new Stack(location.function(), location.line()), location.count(), Math::addExact);
    }
    return stacks;
  }

  /** Frames are told apart by semicolons, lines by line ends. */
  private static String clean(String frame) {
    return new Glyphs(false).clean(frame).replace(';', ',');
  }
}
