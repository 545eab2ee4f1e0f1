package atlas.profiler.model;

import java.util.List;

/**
 * Wall time by function, sampled: how often the run was looked at, and for how much of its time it
 * was found where. Not exact, and different from run to run.
 */
public record Times(long samples, List<FunctionTime> functions, List<LibraryTime> library) {
  /** Nobody looked. */
  public static final Times NONE = new Times(0, List.of(), List.of());

  public Times {
    functions = List.copyOf(functions);
    library = List.copyOf(library);
    // What is made a share of must have a sum.
    functions.stream().mapToLong(FunctionTime::selfNanos).reduce(0, Math::addExact);
  }

  public boolean isEmpty() {
    return samples == 0;
  }

  /** All of the time that was attributed to a function. */
  public long totalNanos() {
    return functions.stream().mapToLong(FunctionTime::selfNanos).sum();
  }

  Times plus(Times other) {
    return new Times(
        samples + other.samples,
        Details.merged(FunctionTime.ORDER, FunctionTime::plus, functions, other.functions),
        Details.merged(LibraryTime.ORDER, LibraryTime::plus, library, other.library));
  }
}
