package atlas.vm.interpret;

import atlas.vm.instrument.LoopTurns;
import java.util.HashMap;
import java.util.Map;

/**
 * How often the loops of one activation turned since they were entered. It takes no analysis to
 * know when an entry is over: when the next one begins, at the latest with the activation.
 */
final class OpenLoops {
  private static final int NONE = -1;

  private final LoopTurns turns;
  private final Map<Integer, Long> open = new HashMap<>();
  private int turned = NONE;

  OpenLoops(LoopTurns turns) {
    this.turns = turns;
  }

  /** A loop goes back to the instruction with which it starts. */
  void turn(int start) {
    open.merge(start, 1L, Long::sum);
    turned = start;
  }

  /** Control comes to an instruction. */
  void at(int pc) {
    if (pc != turned && turns.range(pc).isPresent()) {
      end(pc);
      open.put(pc, 0L);
    }
    turned = NONE;
  }

  /** The activation ends. */
  void end() {
    open.keySet().forEach(this::end);
  }

  private void end(int start) {
    turns.range(start).orElseThrow().ended(open.getOrDefault(start, -1L));
  }
}
