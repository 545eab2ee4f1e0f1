package atlas.profiler.model;

import java.util.Comparator;
import java.util.OptionalLong;

/**
 * The calls of a function of the library by name.
 *
 * @param calls how many were begun
 * @param callsBack whether it calls a function that it is given
 * @param below the instructions of functions that it called back, and of all that those called;
 *     empty if the counts do not tell
 */
public record LibraryUse(String name, long calls, boolean callsBack, OptionalLong below) {
  public static final Comparator<LibraryUse> ORDER = Order.by(LibraryUse::name);

  /** Both together. */
  LibraryUse plus(LibraryUse other) {
    boolean known = below.isPresent() && other.below.isPresent();
    return new LibraryUse(
        name,
        Math.addExact(calls, other.calls),
        callsBack,
        known
            ? OptionalLong.of(Math.addExact(below.getAsLong(), other.below.getAsLong()))
            : OptionalLong.empty());
  }
}
