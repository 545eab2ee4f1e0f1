package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.runtime.Unwinding.Activation;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Activations that an error or an interrupt ended, counted by function and instruction. */
final class Endings {
  private final Map<Code, long[]> counts = new IdentityHashMap<>();
  private final Map<Integer, long[]> byContext = new HashMap<>();
  private final Map<Code, long[]> refused = new IdentityHashMap<>();
  private final Optional<Activation> stopped;

  Endings(List<Activation> ended) {
    this(ended, false);
  }

  /**
   * @param beforeInstruction whether the first activation was stopped before it began its
   *     instruction
   */
  Endings(List<Activation> ended, boolean beforeInstruction) {
    this.stopped =
        beforeInstruction && !ended.isEmpty() ? Optional.of(ended.getFirst()) : Optional.empty();
    for (Activation activation : ended) {
      int size = activation.code().size();
      counts.computeIfAbsent(activation.code(), _ -> new long[size])[activation.pc()]++;
      if (activation.refused()) {
        refused.computeIfAbsent(activation.code(), _ -> new long[size])[activation.pc()]++;
      }
      if (activation.context() != 0) {
        byContext.computeIfAbsent(activation.context(), _ -> new long[size])[activation.pc()]++;
      }
    }
  }

  /** The instruction of a function before which the run was stopped; -1 if it was not there. */
  int notBegun(Code code) {
    return stopped.filter(s -> s.code() == code).map(Activation::pc).orElse(-1);
  }

  /** The same in one calling context. */
  int notBegun(Code code, int context) {
    return stopped.filter(s -> s.context() == context).isPresent() ? notBegun(code) : -1;
  }

  /** The same as {@link #of(Code)} in one calling context. */
  long[] of(Code code, int context) {
    long[] found = byContext.get(context);
    return found == null ? new long[code.size()] : found;
  }

  /** Whether all activations returned. */
  boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Whether activations of a function ended. */
  boolean isAbout(Code code) {
    return counts.containsKey(code);
  }

  /** How often an instruction was a call to which there was no activation. */
  long refused(Code code, int pc) {
    long[] found = refused.get(code);
    return found == null ? 0 : found[pc];
  }

  /** For every instruction of a function, the activations that ended when they had begun it. */
  long[] of(Code code) {
    long[] found = counts.get(code);
    return found == null ? new long[code.size()] : found;
  }
}
