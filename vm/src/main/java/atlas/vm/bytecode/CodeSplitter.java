package atlas.vm.bytecode;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Divides a code that is too large for one method of the JVM into {@linkplain Chunk chunks}.
 *
 * <p>A border may lie where the operand stack is empty and no jump goes across to a place where it
 * is not: between statements, and at the arms of some expressions. Borders are chosen so that loops
 * stay in one piece if they can, since control that crosses a border goes through a dispatcher.
 * Then every place that is jumped to from another chunk becomes a border, too, so that each chunk
 * is entered at its start only.
 */
public final class CodeSplitter {
  private final Code code;
  private final ControlFlowGraph graph;
  private final StackHeights heights;
  private final boolean[] crossed;
  private final TreeSet<Integer> borders = new TreeSet<>();

  private CodeSplitter(Code code) {
    this.code = code;
    this.graph = code.graph();
    this.heights = StackHeights.of(code);
    this.crossed = crossed();
  }

  /**
   * The chunks of a code, in order; they cover all of it.
   *
   * @param size the number of instructions that a chunk should have at most; one that cannot be
   *     divided has more
   * @return empty if the code cannot be divided
   */
  public static List<Chunk> split(Code code, int size) {
    return new CodeSplitter(code).split(size);
  }

  private List<Chunk> split(int size) {
    chooseBorders(size);
    if (borders.isEmpty() || !closeUnderJumps()) {
      return List.of();
    }
    borders.add(0);
    List<Chunk> chunks = new ArrayList<>();
    for (int start : borders) {
      Integer next = borders.higher(start);
      chunks.add(new Chunk(chunks.size(), start, next == null ? code.size() : next));
    }
    return List.copyOf(chunks);
  }

  private void chooseBorders(int size) {
    int start = 0;
    while (code.size() - start > size) {
      int border = bestBorder(start + Math.max(1, size / 4), start + size);
      if (border < 0) {
        return;
      }
      borders.add(border);
      start = border;
    }
  }

  // The last of the places in the fewest loops; behind them, the first place that will do.
  private int bestBorder(int from, int to) {
    int best = -1;
    for (int pc = from; pc < code.size() && (pc <= to || best < 0); pc++) {
      if (isBorder(pc) && (best < 0 || loopDepth(pc) <= loopDepth(best))) {
        best = pc;
      }
    }
    return best;
  }

  private int loopDepth(int pc) {
    return graph.blockAt(pc).loopDepth();
  }

  private boolean isBorder(int pc) {
    return heights.before(pc) == 0 && !crossed[pc];
  }

  /** Marks the places that are jumped across by a jump that leaves something on the stack. */
  private boolean[] crossed() {
    int[] change = new int[code.size() + 1];
    for (int pc = 0; pc < code.size(); pc++) {
      Instruction in = code.instruction(pc);
      if (in.opcode().jumps() && heights.before(in.a()) > 0) {
        change[Math.min(pc, in.a()) + 1]++;
        change[Math.max(pc, in.a()) + 1]--;
      }
    }
    boolean[] result = new boolean[code.size()];
    int across = 0;
    for (int pc = 0; pc < code.size(); pc++) {
      across += change[pc];
      result[pc] = across > 0;
    }
    return result;
  }

  // Makes borders of the places that are jumped to from another chunk.
  private boolean closeUnderJumps() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int pc = 0; pc < code.size(); pc++) {
        Instruction in = code.instruction(pc);
        if (in.opcode().jumps() && heights.before(pc) >= 0 && isNewEntry(pc, in.a())) {
          if (!isBorder(in.a())) {
            return false;
          }
          changed |= borders.add(in.a());
        }
      }
    }
    return true;
  }

  private boolean isNewEntry(int from, int to) {
    return to > 0 && !borders.contains(to) && chunkStart(from) != chunkStart(to);
  }

  private int chunkStart(int pc) {
    Integer start = borders.floor(pc);
    return start == null ? 0 : start;
  }
}
