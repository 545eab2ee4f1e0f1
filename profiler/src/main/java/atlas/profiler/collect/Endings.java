package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.runtime.Unwinding.Activation;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Activations that an error or an interrupt ended, counted by function and instruction. */
final class Endings {
  private final Map<Code, long[]> counts = new IdentityHashMap<>();
  private final Map<Integer, long[]> byContext = new HashMap<>();

  Endings(List<Activation> ended) {
    for (Activation activation : ended) {
      int size = activation.code().size();
      counts.computeIfAbsent(activation.code(), _ -> new long[size])[activation.pc()]++;
      if (activation.context() != 0) {
        byContext.computeIfAbsent(activation.context(), _ -> new long[size])[activation.pc()]++;
      }
    }
  }

  /** The same in one calling context. */
  long[] of(Code code, int context) {
    long[] found = byContext.get(context);
    return found == null ? new long[code.size()] : found;
  }

  /** For every instruction of a function, the activations that ended when they had begun it. */
  long[] of(Code code) {
    long[] found = counts.get(code);
    return found == null ? new long[code.size()] : found;
  }
}
