package atlas.profiler.collect;

import atlas.profiler.model.FunctionId;
import atlas.profiler.model.FunctionTime;
import atlas.profiler.model.LibraryTime;
import atlas.profiler.model.Times;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant.LibraryConstant;
import atlas.vm.bytecode.Opcode;
import atlas.vm.runtime.Unwinding.Activation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Adds up where a run was found when somebody looked. Each look stands for the time since the one
 * before, so that looks at uneven intervals still add up to the time of the run.
 */
public final class Samples {
  /** Time of a function. */
  private static final class Time {
    long self;
    long total;
  }

  private final Map<Code, Time> functions = new IdentityHashMap<>();
  private final Map<String, Long> library = new TreeMap<>();
  private long samples;

  /**
   * Adds a look.
   *
   * @param active the activations, innermost first
   * @param inLibrary whether the innermost one was in the middle of a call of the library
   * @param nanos the time that the look stands for
   */
  public void add(List<Activation> active, boolean inLibrary, long nanos) {
    if (active.isEmpty()) {
      return;
    }
    samples++;
    time(active.getFirst().code()).self += nanos;
    Set<Code> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Activation activation : active) {
      if (seen.add(activation.code())) {
        time(activation.code()).total += nanos;
      }
    }
    if (inLibrary) {
      called(active.getFirst()).ifPresent(name -> library.merge(name, nanos, Long::sum));
    }
  }

  private Time time(Code code) {
    return functions.computeIfAbsent(code, key -> new Time());
  }

  private static Optional<String> called(Activation activation) {
    Code code = activation.code();
    var instruction = code.instruction(activation.pc());
    return instruction.opcode() == Opcode.CALL
        ? Makers.target(code, instruction)
            .map(target -> target instanceof LibraryConstant(String name) ? name : null)
        : Optional.empty();
  }

  /**
   * What was found of the functions that were counted.
   *
   * @param ids what functions are known by; those that it does not know are left out
   */
  Times times(Function<Code, Optional<FunctionId>> ids) {
    Map<FunctionId, FunctionTime> sums = new TreeMap<>();
    functions.forEach((code, time) ->
        ids.apply(code)
            .map(id -> new FunctionTime(id, time.self, time.total))
            .ifPresent(found -> sums.merge(found.function(), found, Samples::sum)));
    List<LibraryTime> names = new ArrayList<>();
    library.forEach((name, nanos) -> names.add(new LibraryTime(name, nanos)));
    return new Times(samples, List.copyOf(sums.values()), names);
  }

  private static FunctionTime sum(FunctionTime one, FunctionTime other) {
    return new FunctionTime(
        one.function(), one.selfNanos() + other.selfNanos(), one.totalNanos() + other.totalNanos());
  }
}
