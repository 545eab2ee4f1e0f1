package atlas.profiler.model;

import java.util.Comparator;

/** The time in a function of the library as sampling found it, callbacks left out: an estimate. */
public record LibraryTime(String name, long nanos) {
  public static final Comparator<LibraryTime> ORDER = Order.by(LibraryTime::name);

  LibraryTime plus(LibraryTime other) {
    return new LibraryTime(name, nanos + other.nanos);
  }
}
