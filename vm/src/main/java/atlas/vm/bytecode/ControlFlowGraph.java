package atlas.vm.bytecode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * How control flows through a {@link Code} ({@link Code#graph}): its basic blocks and the edges
 * between them. Immutable, made in nearly linear time.
 *
 * <p>Invariants:
 *
 * <ul>
 *   <li>The blocks are in the order of the instructions and cover all of them, unreachable ones
 *       included; block 0 is the entry.
 *   <li>Edges leave {@linkplain #isReachable reachable} blocks only, so that an unreachable block
 *       has no edges at all and flow is conserved: what enters a block over its edges (and for
 *       block 0 by calls) leaves it over its edges or, from an {@linkplain #exits exit}, by ending
 *       the activation. Errors and interrupts apart.
 *   <li>A block has no successor (it is an exit), one, or two; two only if it ends in a conditional
 *       jump, in this order: fall-through, taken. Both may lead to the same block; they are two
 *       edges all the same.
 * </ul>
 */
public final class ControlFlowGraph {
  /**
   * Control going from the end of one block to the start of another.
   *
   * @param from index of a block
   * @param to index of a block
   * @param taken whether by a jump; otherwise by falling through
   */
  public record Edge(int from, int to, boolean taken) {}

  private final Code code;
  private final int[] blockOf;
  private final List<BasicBlock> blocks;
  private final List<Edge> edges;
  private final List<List<Edge>> successors;
  private final List<List<Edge>> predecessors;
  private final BitSet reachable;
  private final LoopNesting loops;

  ControlFlowGraph(Code code) {
    this.code = code;
    int[] starts = starts(code);
    this.blockOf = blockOf(starts, code.size());
    List<List<Edge>> all = new ArrayList<>(starts.length);
    for (int block = 0; block < starts.length; block++) {
      all.add(leaving(block, end(starts, block) - 1));
    }
    this.reachable = reachable(all);
    List<List<Edge>> incoming = new ArrayList<>(starts.length);
    for (int block = 0; block < starts.length; block++) {
      incoming.add(new ArrayList<>(2));
      if (!reachable.get(block)) {
        all.set(block, List.of());
      }
    }
    all.forEach(out -> out.forEach(edge -> incoming.get(edge.to()).add(edge)));
    incoming.replaceAll(List::copyOf);
    this.successors = List.copyOf(all);
    this.predecessors = List.copyOf(incoming);
    this.edges = successors.stream().flatMap(List::stream).toList();
    this.loops = LoopNesting.of(successors, predecessors);
    List<BasicBlock> made = new ArrayList<>(starts.length);
    for (int block = 0; block < starts.length; block++) {
      made.add(new BasicBlock(block, starts[block], end(starts, block), loops.depth(block)));
    }
    this.blocks = List.copyOf(made);
  }

  public Code code() {
    return code;
  }

  /** All blocks, by index. */
  public List<BasicBlock> blocks() {
    return blocks;
  }

  public BasicBlock block(int index) {
    return blocks.get(index);
  }

  /** The block in which an instruction lies. */
  public BasicBlock blockAt(int pc) {
    return blocks.get(blockOf[pc]);
  }

  /** All edges, ordered by the block they leave. */
  public List<Edge> edges() {
    return edges;
  }

  /** The edges that leave a block. */
  public List<Edge> successors(int block) {
    return successors.get(block);
  }

  /** The edges that lead to a block. */
  public List<Edge> predecessors(int block) {
    return predecessors.get(block);
  }

  /** Whether control can come to a block from the entry. */
  public boolean isReachable(int block) {
    return reachable.get(block);
  }

  /** The header of the innermost loop in which a block lies; -1 if it lies in none. */
  public int loop(int block) {
    return loops.innermost(block);
  }

  /** The header of the innermost loop around the one with a header; -1 if there is none. */
  public int loopAround(int header) {
    return loops.around(header);
  }

  /** The reachable blocks that end the activation: by Return, Halt or MatchFail. */
  public List<BasicBlock> exits() {
    return blocks.stream().filter(b -> isReachable(b.index()) && isExit(b.index())).toList();
  }

  /** Whether a block ends the activation: by Return, Halt or MatchFail. */
  public boolean isExit(int block) {
    Opcode last = last(block).opcode();
    return last.endsBlock() && !last.jumps();
  }

  /** The last instruction of a block. */
  public Instruction last(int block) {
    return code.instruction(blocks.get(block).end() - 1);
  }

  private static int[] starts(Code code) {
    int size = code.size();
    if (size == 0) {
      throw new IllegalArgumentException("no instructions in " + code);
    }
    BitSet starts = new BitSet(size);
    starts.set(0);
    for (int pc = 0; pc < size; pc++) {
      Instruction instruction = code.instruction(pc);
      Opcode opcode = instruction.opcode();
      if (opcode.jumps()) {
        if (instruction.a() < 0 || instruction.a() >= size) {
          throw new IllegalArgumentException("jump out of " + code + " at " + pc);
        }
        starts.set(instruction.a());
      }
      if ((opcode.jumps() || opcode.endsBlock()) && pc + 1 < size) {
        starts.set(pc + 1);
      }
    }
    return starts.stream().toArray();
  }

  private int end(int[] starts, int block) {
    return block + 1 < starts.length ? starts[block + 1] : code.size();
  }

  private static int[] blockOf(int[] starts, int size) {
    int[] blockOf = new int[size];
    for (int block = 0; block < starts.length; block++) {
      int end = block + 1 < starts.length ? starts[block + 1] : size;
      Arrays.fill(blockOf, starts[block], end, block);
    }
    return blockOf;
  }

  private List<Edge> leaving(int block, int lastPc) {
    Instruction last = code.instruction(lastPc);
    List<Edge> out = new ArrayList<>(2);
    if (!last.opcode().endsBlock()) {
      if (lastPc + 1 == code.size()) {
        throw new IllegalArgumentException("control runs off the end of " + code);
      }
      out.add(new Edge(block, blockOf[lastPc + 1], false));
    }
    if (last.opcode().jumps()) {
      out.add(new Edge(block, blockOf[last.a()], true));
    }
    return List.copyOf(out);
  }

  private static BitSet reachable(List<List<Edge>> successors) {
    BitSet seen = new BitSet(successors.size());
    int[] todo = new int[successors.size()];
    int count = 0;
    seen.set(0);
    todo[count++] = 0;
    while (count > 0) {
      for (Edge edge : successors.get(todo[--count])) {
        if (!seen.get(edge.to())) {
          seen.set(edge.to());
          todo[count++] = edge.to();
        }
      }
    }
    return seen;
  }
}
