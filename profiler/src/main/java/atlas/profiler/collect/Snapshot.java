package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.instrument.LoopTurns;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All counts of one run, exact, as they stand when it has ended.
 *
 * @param functions those that were executed, and those of a unit whose top-level code was
 * @param maxDepth the most activations open at a time, top-level code included
 * @param maxStackDepth the most values that an activation had on its operand stack when it began an
 *     instruction
 * @param turns of the loops of functions, where every entry was counted apart
 */
record Snapshot(
    List<Counts> functions, int maxDepth, int maxStackDepth, Map<Code, LoopTurns> turns) {
  Snapshot {
    functions = List.copyOf(functions);
  }

  /** Gathers a snapshot unit by unit. */
  static final class Builder {
    private final List<Counts> functions = new ArrayList<>();
    private int maxDepth;
    private int maxStackDepth;
    private Map<Code, LoopTurns> turns = Map.of();

    void add(Counts counts) {
      functions.add(counts);
    }

    Builder depth(int depth) {
      maxDepth = Math.max(maxDepth, depth);
      return this;
    }

    Builder stack(int height) {
      maxStackDepth = Math.max(maxStackDepth, height);
      return this;
    }

    Builder turns(Map<Code, LoopTurns> known) {
      turns = known;
      return this;
    }

    Snapshot build() {
      // Top-level code is the first activation; an engine need not compare its depth with anything.
      return new Snapshot(
          functions, functions.isEmpty() ? 0 : Math.max(1, maxDepth), maxStackDepth, turns);
    }
  }
}
