package atlas.vm.engine;

import atlas.vm.bytecode.Code;
import atlas.vm.codegen.LineNumbers;
import atlas.vm.codegen.Signatures;
import atlas.vm.runtime.Unwinding;
import atlas.vm.runtime.Unwinding.Activation;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Finds out from a Java stack trace which activations of the program were going on, and at which
 * instructions. Generated classes are known here by name, and forgotten when they are unloaded.
 */
final class Traces {
  private static final String INTERPRETER = "atlas.vm.interpret.Activation";

  /** What a generated class is of: a unit, and a calling context or 0. */
  private record Origin(WeakReference<LoadedUnit> unit, int context) {}

  private final Map<String, Origin> origins = new ConcurrentHashMap<>();
  private int sinceCleaning;

  void register(String className, LoadedUnit unit, int context) {
    origins.put(className, new Origin(new WeakReference<>(unit), context));
    if (++sinceCleaning > 256) {
      sinceCleaning = 0;
      origins.values().removeIf(origin -> origin.unit().get() == null);
    }
  }

  /** The activations that a throwable ended, innermost first. */
  List<Activation> activations(Throwable thrown) {
    return activations(thrown.getStackTrace(), interpreted(thrown));
  }

  /**
   * The activations that an error ended before it was caught here, innermost first: all but those
   * that are still going on.
   *
   * @param here made where the error was caught
   */
  List<Activation> activationsBelow(Throwable thrown, Throwable here) {
    StackTraceElement[] trace = thrown.getStackTrace();
    int ended = trace.length - here.getStackTrace().length;
    List<Activation> interpreted = interpreted(thrown);
    return activations(java.util.Arrays.copyOf(trace, Math.max(ended, 0)), interpreted);
  }

  private static List<Activation> interpreted(Throwable thrown) {
    return thrown instanceof Unwinding u ? u.interpreted() : List.of();
  }

  boolean isGenerated(StackTraceElement element) {
    return origins.containsKey(element.getClassName());
  }

  List<Activation> activations(StackTraceElement[] trace, List<Activation> interpreted) {
    List<Activation> found = new ArrayList<>();
    Iterator<Activation> next = interpreted.iterator();
    boolean refused = false;
    for (StackTraceElement element : trace) {
      if (element.getClassName().equals(INTERPRETER)) {
        if (element.getMethodName().equals("run") && next.hasNext()) {
          found.add(next.next());
        }
        continue;
      }
      Origin origin = origins.get(element.getClassName());
      LoadedUnit unit = origin == null ? null : origin.unit().get();
      if (unit != null) {
        refused |= found.isEmpty() && element.getLineNumber() == LineNumbers.PROLOGUE;
        activation(unit, element, origin.context()).ifPresent(found::add);
      }
    }
    if (refused && !found.isEmpty()) {
      Activation caller = found.getFirst();
      found.set(0, new Activation(caller.code(), caller.pc(), caller.context(), true));
    }
    return found;
  }

  private static Optional<Activation> activation(
      LoadedUnit unit, StackTraceElement element, int context) {
    Optional<Signatures.Origin> method = Signatures.origin(element.getMethodName());
    int line = element.getLineNumber() - LineNumbers.FIRST;
    if (method.isEmpty() || line < 0 || unit.isInterpreted(method.get().index())) {
      return Optional.empty();
    }
    Code code = unit.code().codes().get(method.get().index());
    int pc = method.get().start() + line;
    return pc < code.size()
        ? Optional.of(new Activation(code, pc, context, false))
        : Optional.empty();
  }
}
