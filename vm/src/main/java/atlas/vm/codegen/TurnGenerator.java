package atlas.vm.codegen;

import static atlas.vm.codegen.Names.J;
import static atlas.vm.codegen.Names.V;

import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.instrument.LoopTurns;
import atlas.vm.instrument.ProbePlan;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.MethodTypeDesc;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Generates, in code that is asked for it, what counts the turns of every entry of a loop apart.
 * The entry that is going on has a counter, below zero while there is none. Its value goes to the
 * {@link LoopTurns} where control leaves the loop, and for all loops when an error ends the
 * activation.
 */
final class TurnGenerator {
  private static final int NONE = -1;

  private final CodeBuilder cb;
  private final ConstantFields constants;
  private final LoopTurns turns;
  private final ControlFlowGraph graph;
  private final Counters counters;
  private final Map<Integer, Integer> places = new TreeMap<>();
  private Label start;

  /** Where the counters are. */
  private interface Counters {
    int place();

    void set(int place, long value);

    void increase(int place);

    void get(int place);
  }

  private TurnGenerator(
      CodeBuilder cb, ConstantFields constants, Code code, LoopTurns turns, Counters counters) {
    this.cb = cb;
    this.constants = constants;
    this.turns = turns;
    this.graph = code.graph();
    this.counters = counters;
    for (BasicBlock block : graph.blocks()) {
      int header = graph.loop(block.index());
      if (header != NONE) {
        places.computeIfAbsent(header, _ -> counters.place());
      }
    }
  }

  /** With counters in JVM locals, for a method that has all of a code. */
  static Optional<TurnGenerator> inLocals(
      CodeBuilder cb, ConstantFields constants, ProbePlan plan, Code code) {
    return plan.turns(code)
        .map(turns -> new TurnGenerator(cb, constants, code, turns, new Locals(cb)));
  }

  /**
   * With counters behind the numbers of a frame, for a method of a divided code.
   *
   * @param slot the local that has the numbers
   */
  static Optional<TurnGenerator> inFrame(
      CodeBuilder cb,
      ConstantFields constants,
      ProbePlan plan,
      Code code,
      ChunkFrame frame,
      int slot) {
    return plan.turns(code)
        .map(turns ->
            new TurnGenerator(cb, constants, code, turns, new Frame(cb, slot, frame.numbers())));
  }

  /** How many counters there are. */
  int size() {
    return places.size();
  }

  /** What follows is the activation, up to {@link #end}. */
  void begin() {
    places.forEach((header, place) -> counters.set(place, contains(header, 0) ? 0 : NONE));
    start = cb.newLabel();
    cb.labelBinding(start);
  }

  /** Generates what is done when an error ends the activation. */
  void end() {
    if (places.isEmpty()) {
      return;
    }
    Label handler = cb.newLabel();
    cb.labelBinding(handler);
    places.keySet().forEach(this::ended);
    cb.athrow();
    cb.exceptionCatchAll(start, handler, handler);
  }

  /** Whether there is anything to do where control goes from one instruction to another. */
  boolean isCounted(int from, int to) {
    int source = graph.blockAt(from).index();
    int target = graph.blockAt(to).index();
    return graph.loop(source) != graph.loop(target) || graph.loop(target) == target;
  }

  /** Control goes from one instruction to another, the first of a block. */
  void edge(int from, int to) {
    int source = graph.blockAt(from).index();
    int target = graph.blockAt(to).index();
    for (int loop = graph.loop(source); loop != NONE; loop = graph.loopAround(loop)) {
      if (!contains(loop, target)) {
        ended(loop);
        counters.set(places.get(loop), NONE);
      }
    }
    if (graph.loop(target) == target) {
      if (contains(target, source)) {
        counters.increase(places.get(target));
      } else {
        counters.set(places.get(target), 0);
      }
    }
  }

  private boolean contains(int header, int block) {
    int loop = graph.loop(block);
    while (loop != NONE && loop != header) {
      loop = graph.loopAround(loop);
    }
    return loop == header;
  }

  private void ended(int header) {
    LoopTurns.Range range = turns.range(graph.block(header).start()).orElseThrow();
    constants.push(cb, range, range, Names.TURNS);
    counters.get(places.get(header));
    cb.invokevirtual(Names.TURNS, "ended", MethodTypeDesc.of(V, J));
  }

  private record Locals(CodeBuilder cb) implements Counters {
    @Override
    public int place() {
      return cb.allocateLocal(TypeKind.LONG);
    }

    @Override
    public void set(int place, long value) {
      cb.loadConstant(value).lstore(place);
    }

    @Override
    public void increase(int place) {
      cb.lload(place).lconst_1().ladd().lstore(place);
    }

    @Override
    public void get(int place) {
      cb.lload(place);
    }
  }

  private static final class Frame implements Counters {
    private final CodeBuilder cb;
    private final int slot;
    private int next;

    Frame(CodeBuilder cb, int slot, int first) {
      this.cb = cb;
      this.slot = slot;
      this.next = first;
    }

    @Override
    public int place() {
      return next++;
    }

    @Override
    public void set(int place, long value) {
      element(place);
      cb.loadConstant((double) value).dastore();
    }

    @Override
    public void increase(int place) {
      element(place);
      cb.dup2().daload().dconst_1().dadd().dastore();
    }

    @Override
    public void get(int place) {
      element(place);
      cb.daload().d2l();
    }

    private void element(int place) {
      cb.aload(slot).loadConstant(place);
    }
  }
}
