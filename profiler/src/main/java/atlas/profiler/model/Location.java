package atlas.profiler.model;

import java.util.Comparator;

/**
 * An instruction that was executed.
 *
 * @param ip its index in the listing of the function
 * @param opcode its name in the listing
 * @param line the line of the source text that it stands for
 */
public record Location(FunctionId function, int ip, String opcode, int line, long count) {
  /** By function, then in the order of the listing. */
  public static final Comparator<Location> ORDER = Location::compare;

  /** The same instruction, executed in both. */
  Location plus(Location other) {
    return new Location(function, ip, opcode, line, Math.addExact(count, other.count));
  }

  /** Whether another one is of the same function, and the same line. */
  boolean isOnLineOf(Location other) {
    return line == other.line && function.compareTo(other.function) == 0;
  }

  private static int compare(Location some, Location other) {
    int order = some.function.compareTo(other.function);
    if (order == 0) {
      order = Integer.compare(some.ip, other.ip);
    }
    if (order == 0) {
      order = some.opcode.compareTo(other.opcode);
    }
    return order != 0 ? order : Integer.compare(some.line, other.line);
  }
}
