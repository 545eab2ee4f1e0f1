package atlas.vm.instrument;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Between which numbers the turns of each loop of a function were, entry by entry. A loop is known
 * by its first instruction, to which a {@code Loop} goes back; an entry turns as often as one does,
 * until control leaves the loop, be it by an error.
 */
public final class LoopTurns {
  /** The fewest and the most turns of an entry of one loop. */
  public static final class Range {
    private long least = Long.MAX_VALUE;
    private long most = -1;

    private Range() {}

    /**
     * An entry has ended.
     *
     * @param turns how often it turned; negative if there was none
     */
    public void ended(long turns) {
      if (turns >= 0 && turns < least) {
        least = turns;
      }
      if (turns > most) {
        most = turns;
      }
    }

    /** Whether there was an entry. */
    public boolean isKnown() {
      return most >= 0;
    }

    public long least() {
      return least;
    }

    public long most() {
      return most;
    }
  }

  private final SortedMap<Integer, Range> ranges = new TreeMap<>();

  public LoopTurns(Code code) {
    for (Instruction in : code.instructions()) {
      if (in.opcode() == Opcode.LOOP) {
        ranges.computeIfAbsent(in.a(), _ -> new Range());
      }
    }
  }

  /** The range of the loop that starts with an instruction; empty if none does. */
  public Optional<Range> range(int start) {
    return Optional.ofNullable(ranges.get(start));
  }
}
