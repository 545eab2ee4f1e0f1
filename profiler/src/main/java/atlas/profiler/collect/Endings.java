package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.runtime.Unwinding.Activation;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Activations that an error or an interrupt ended, counted by function and instruction. */
final class Endings {
  private final Map<Code, long[]> counts = new IdentityHashMap<>();

  Endings(List<Activation> ended) {
    for (Activation activation : ended) {
      counts.computeIfAbsent(activation.code(), code -> new long[code.size()])[activation.pc()]++;
    }
  }

  /** For every instruction of a function, the activations that ended when they had begun it. */
  long[] of(Code code) {
    long[] found = counts.get(code);
    return found == null ? new long[code.size()] : found;
  }
}
