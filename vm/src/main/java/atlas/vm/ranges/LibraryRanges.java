package atlas.vm.ranges;

import java.util.List;
import java.util.Set;

/** What is known of the numbers that library functions give. */
public final class LibraryRanges {
  /** Lengths: less than the JVM's longest array by what small sums need to stay ints. */
  static final Range LENGTH = new Range(0, Integer.MAX_VALUE - 16);

  private static final Range POSITION = new Range(-1, Integer.MAX_VALUE - 16);
  private static final Set<String> SIZES =
      Set.of("len", "hashMapSize", "hashSetSize", "queueSize", "stackSize");
  private static final Set<String> POSITIONS =
      Set.of("indexOf", "lastIndexOf", "arrayIndexOf", "arrayLastIndexOf");

  private LibraryRanges() {}

  /** The range of a call's result, from those of its arguments. */
  static Range result(String function, List<Range> arguments) {
    if (SIZES.contains(function)) {
      return LENGTH;
    } else if (POSITIONS.contains(function)) {
      return POSITION;
    } else if (isWhole(function, arguments)) {
      return switch (function) {
        case "abs" -> arguments.getFirst().absolute();
        case "min" -> arguments.getFirst().min(arguments.getLast());
        case "max" -> arguments.getFirst().max(arguments.getLast());
        default -> arguments.getFirst();
      };
    }
    return Range.ANY;
  }

  /** Whether a call has whole numbers as arguments, and what it gives is easily told from them. */
  public static boolean isWhole(String function, List<Range> arguments) {
    int arity =
        switch (function) {
          case "floor", "ceil", "round", "abs" -> 1;
          case "min", "max" -> 2;
          default -> 0;
        };
    return arity > 0 && arguments.size() == arity && arguments.stream().allMatch(Range::isWhole);
  }
}
