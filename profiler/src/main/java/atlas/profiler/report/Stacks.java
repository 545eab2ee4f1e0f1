package atlas.profiler.report;

import atlas.profiler.model.CallTree;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Location;
import atlas.profiler.model.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A profile as weighted stacks, the form that most viewers take; the weights add up to the total.
 */
final class Stacks {
  /**
   * A frame.
   *
   * @param name a function, or a place
   * @param title the same so that no other function has it
   */
  record Frame(String name, String title, String file, int line) {
    static Frame of(FunctionId id, boolean oneFile) {
      String title =
          id.equals(CallTree.ELSEWHERE) || id.isMain() && oneFile
              ? id.name()
              : id.name() + " (" + id.file() + (id.isMain() ? "" : ":" + id.line()) + ")";
      return new Frame(id.name(), title, id.file(), id.line());
    }

    static Frame of(FunctionId id, int line) {
      String place = id.file() + ":" + line;
      return new Frame(place, place, id.file(), line);
    }
  }

  /**
   * A stack.
   *
   * @param frames the outermost first
   */
  record Stack(List<Frame> frames, long count) {}

  private record Line(FunctionId function, int line) implements Comparable<Line> {
    @Override
    public int compareTo(Line other) {
      int byFunction = function.compareTo(other.function);
      return byFunction != 0 ? byFunction : Integer.compare(line, other.line);
    }
  }

  private Stacks() {}

  /** Whether the stacks of a profile are callers and callees. */
  static boolean areContexts(Profile profile) {
    return !profile.details().contexts().isEmpty();
  }

  /** Contexts and their own instructions if they are known, else functions and their lines. */
  static List<Stack> of(Profile profile) {
    return areContexts(profile) ? contexts(profile) : lines(profile);
  }

  private static List<Stack> contexts(Profile profile) {
    boolean oneFile = profile.isOneFile();
    CallTree tree = profile.details().contexts();
    List<Stack> stacks = new ArrayList<>();
    Map<FunctionId, Frame> known = new HashMap<>();
    for (int i = 0; i < tree.nodes().size(); i++) {
      long count = tree.nodes().get(i).instructions();
      if (count > 0) {
        List<Frame> frames =
            tree.path(i).stream()
                .map(id -> known.computeIfAbsent(id, key -> Frame.of(key, oneFile)))
                .toList();
        stacks.add(new Stack(frames, count));
      }
    }
    return stacks;
  }

  private static List<Stack> lines(Profile profile) {
    boolean oneFile = profile.isOneFile();
    SortedMap<Line, Long> sums = new TreeMap<>();
    for (Location at : profile.locations()) {
      sums.merge(new Line(at.function(), at.line()), at.count(), Math::addExact);
    }
    List<Stack> stacks = new ArrayList<>();
    for (Map.Entry<Line, Long> sum : sums.entrySet()) {
      FunctionId function = sum.getKey().function();
      Frame line = Frame.of(function, sum.getKey().line());
      stacks.add(new Stack(List.of(Frame.of(function, oneFile), line), sum.getValue()));
    }
    return stacks;
  }
}
