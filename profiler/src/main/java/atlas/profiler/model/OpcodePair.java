package atlas.profiler.model;

import java.util.Comparator;

/** How often one operation was executed right after another one in the same activation. */
public record OpcodePair(String first, String second, long count) {
  public static final Comparator<OpcodePair> ORDER =
      Order.by(OpcodePair::first).then(Order.by(OpcodePair::second));

  /** Both together. */
  OpcodePair plus(OpcodePair other) {
    return new OpcodePair(first, second, Math.addExact(count, other.count));
  }
}
