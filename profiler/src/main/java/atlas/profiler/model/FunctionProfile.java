package atlas.profiler.model;

import java.util.Comparator;

/**
 * What a function did.
 *
 * @param calls activations begun; for top-level code how often it was run
 * @param instructions instructions of its own; not those of the functions that it called
 * @param endLine the last line of the declaration
 */
public record FunctionProfile(FunctionId id, long calls, long instructions, int endLine) {
  /** By place. */
  public static final Comparator<FunctionProfile> ORDER = Order.by(FunctionProfile::id);

  /** A function of one line. */
  public FunctionProfile(FunctionId id, long calls, long instructions) {
    this(id, calls, instructions, id.line());
  }
}
