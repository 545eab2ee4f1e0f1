package atlas.vm.bytecode;

import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Loops that have no loop in them and call nothing but cheap library functions. */
public final class TightLoops {
  private TightLoops() {}

  /**
   * The blocks of each, by its header.
   *
   * @param cheap of the name of a library function
   */
  public static Map<Integer, BitSet> of(ControlFlowGraph graph, Predicate<String> cheap) {
    Map<Integer, BitSet> loops = new TreeMap<>();
    BitSet others = new BitSet();
    for (BasicBlock block : graph.blocks()) {
      int header = graph.loop(block.index());
      if (header >= 0) {
        loops.computeIfAbsent(header, _ -> new BitSet()).set(block.index());
        if (graph.loopAround(header) >= 0) {
          others.set(graph.loopAround(header));
        }
        if (works(graph.code(), block, cheap)) {
          others.set(header);
        }
      }
    }
    loops.keySet().removeIf(others::get);
    return loops;
  }

  private static boolean works(Code code, BasicBlock block, Predicate<String> cheap) {
    return code.instructions().subList(block.start(), block.end()).stream()
        .anyMatch(in ->
            switch (in.opcode()) {
              case CALL -> in.b() < 0 || !isCheap(code.constant(in.b()), cheap);
              case CALL_METHOD -> true;
              default -> false;
            });
  }

  private static boolean isCheap(Constant callee, Predicate<String> cheap) {
    return callee instanceof Constant.LibraryConstant(String name) && cheap.test(name);
  }
}
