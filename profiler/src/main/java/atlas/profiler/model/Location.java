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
