package atlas.vm.ranges;

import atlas.vm.bytecode.BasicBlock;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Constant.VariableConstant;
import atlas.vm.bytecode.ControlFlowGraph;
import atlas.vm.bytecode.ControlFlowGraph.Edge;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.bytecode.StackEffect;
import atlas.vm.ranges.Known.Comparison;
import atlas.vm.ranges.Known.Decided;
import atlas.vm.ranges.Known.Number;
import atlas.vm.ranges.Known.Truth;
import atlas.vm.types.Type;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The abstract interpretation of a code: until nothing changes, and then once more to record. */
final class Interpretation {
  /** After so many changes at one place it is given up: nothing is known there. */
  private static final int PATIENCE = 100;

  private static final BitSet UNCHANGED = new BitSet();

  private final Variables variables;
  private final GlobalRanges globals;
  private final Code code;
  private final ControlFlowGraph graph;
  private final State[] entry;
  private final int[] changes;
  private final Map<Integer, BitSet> loops = new HashMap<>();
  private final Deque<Integer> todo = new ArrayDeque<>();
  private final BitSet waiting = new BitSet();
  private final Range[] stored;
  private Recorder recorder;
  private NumberRanges ranges;

  /** Takes note of what is known once it does not change any more. */
  interface Recorder {
    /** Before an instruction is executed. */
    void before(int pc, State state);

    /** After an instruction has pushed something. */
    void after(int pc, Known top);
  }

  Interpretation(Code code, List<Range> params, GlobalRanges globals) {
    this.variables = new Variables(code);
    this.globals = globals;
    this.code = code;
    this.graph = code.graph();
    this.entry = new State[graph.blocks().size()];
    this.changes = new int[entry.length];
    this.stored = new Range[variables.count()];
    for (int pc = 0; pc < code.size(); pc++) {
      if (code.instruction(pc).opcode() == Opcode.LOOP) {
        addLoop(code.instruction(pc).a(), pc);
      }
    }
    Number[] known = State.unknown(variables.count());
    for (int i = 0; i < params.size(); i++) {
      boolean followed = params.get(i).isWhole() && i < Long.SIZE;
      known[i] = followed ? new Number(params.get(i), -1, 1L << i) : Number.ANY;
      stored[i] = params.get(i);
    }
    flowTo(0, new State(known));
    while (!todo.isEmpty()) {
      int block = todo.poll();
      waiting.clear(block);
      execute(graph.block(block));
    }
  }

  /** Takes note of what a loop changes, by the block that it starts with. */
  private void addLoop(int start, int end) {
    BitSet changed = loops.computeIfAbsent(graph.blockAt(start).index(), _ -> new BitSet());
    for (int pc = start; pc < end; pc++) {
      int variable = variables.index(code.instruction(pc));
      if (code.instruction(pc).opcode() == Opcode.SET_LOCAL && variable >= 0) {
        changed.set(variable);
      }
    }
  }

  /** What it has found out of the code's numbers. */
  NumberRanges ranges() {
    if (ranges == null) {
      ranges = record();
    }
    return ranges;
  }

  private NumberRanges record() {
    Range[] pushed = new Range[code.size()];
    Object[] operands = new Object[code.size()];
    record(
        new Recorder() {
          @Override
          public void before(int pc, State state) {
            operands[pc] = state.top(StackEffect.pops(code.instruction(pc)));
          }

          @Override
          public void after(int pc, Known top) {
            pushed[pc] = top instanceof Number n ? n.range() : Range.ANY;
          }
        });
    return new NumberRanges(variables, pushed, operands, stored);
  }

  /** Runs every place that control comes to once more. */
  void record(Recorder newRecorder) {
    recorder = newRecorder;
    for (BasicBlock block : graph.blocks()) {
      if (entry[block.index()] != null) {
        execute(block);
      }
    }
  }

  private void execute(BasicBlock block) {
    State state = entry[block.index()].copy();
    for (int pc = block.start(); pc < block.end(); pc++) {
      Instruction in = code.instruction(pc);
      if (recorder != null) {
        recorder.before(pc, state);
      }
      if (in.opcode() == Opcode.JUMP_IF_FALSE) {
        branch(block, state);
        return;
      }
      step(pc, in, state);
      if (recorder != null && StackEffect.pushes(in) > 0 && !isArithmetic(in)) {
        recorder.after(pc, state.peek());
      }
    }
    for (Edge edge : graph.successors(block.index())) {
      flowTo(edge.to(), state);
    }
  }

  private void branch(BasicBlock block, State state) {
    Known condition = state.pop();
    for (Edge edge : graph.successors(block.index())) {
      State way = state.copy();
      if (way.decide(condition, !edge.taken())) {
        flowTo(edge.to(), way);
      }
    }
  }

  private void flowTo(int block, State incoming) {
    if (recorder != null) {
      return;
    }
    // A condition that is known already: go where it leads, rather than forget why it is known.
    if (graph.last(block).opcode() == Opcode.JUMP_IF_FALSE
        && graph.block(block).start() + 1 == graph.block(block).end()
        && incoming.peek() instanceof Decided) {
      branch(graph.block(block), incoming.copy());
      return;
    }
    boolean changed = entry[block] == null;
    if (changed) {
      entry[block] = incoming.copy();
    } else {
      changed = entry[block].join(incoming, loops.getOrDefault(block, UNCHANGED));
    }
    if (changed && ++changes[block] > PATIENCE) {
      entry[block].forget();
    }
    if (changed && !waiting.get(block)) {
      waiting.set(block);
      todo.add(block);
    }
  }

  private void step(int pc, Instruction in, State state) {
    switch (in.opcode()) {
      case CONSTANT -> state.push(constant(in));
      case GET_LOCAL -> {
        int variable = variables.index(in);
        boolean number = variable >= 0 && in.type() == Type.NUMBER;
        state.push(number ? state.variable(variable).in(variable) : Known.NOTHING);
      }
      case SET_LOCAL -> set(in, state);
      case GET_GLOBAL -> state.push(global(in));
      case ADD, SUB, MUL, DIV, MOD, NEGATE -> arithmetic(pc, in, state);
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
        Number right = state.popNumber();
        Number left = state.popNumber();
        Comparison comparison = new Comparison(in.opcode(), left, right);
        state.push(new Truth(pc, false, Optional.of(comparison)));
      }
      case NOT -> state.push(negation(pc, state.pop()));
      case TRUE, FALSE -> state.push(new Decided(in.opcode() == Opcode.TRUE));
      case DUP -> state.push(state.peek());
      case CALL -> call(pc, in, state);
      case GET_ARRAY_LEN -> {
        state.pop();
        state.push(new Number(LibraryRanges.LENGTH, -1, 0));
      }
      default -> {
        List<Number> indices = indices(in, state);
        int kept = in.opcode() == Opcode.GET_PATH ? in.a() : 0;
        drop(StackEffect.pops(in) - kept, state);
        indices.forEach(state::wasIndex);
        for (int i = StackEffect.pushes(in); i > kept; i--) {
          state.push(other(pc, in));
        }
      }
    }
  }

  /**
   * The operands that an instruction takes as positions in arrays, so that after it they are known
   * to have been such. Of what is no number or bool nothing is said: in JSON nothing is no
   * position.
   */
  private static List<Number> indices(Instruction in, State state) {
    boolean scalar = in.type() == Type.NUMBER || in.type() == Type.BOOL;
    return switch (in.opcode()) {
      case GET_INDEX -> scalar ? state.numbers(1) : List.of();
      case GET_PATH -> scalar ? state.numbers(in.a() + 1).subList(0, in.a()) : List.of();
      case SET_INDEX -> state.numbers(3).subList(0, 1);
      case SET_PATH -> state.numbers(in.a() + 2).subList(0, in.a());
      default -> List.of();
    };
  }

  private static Known other(int pc, Instruction in) {
    return in.type() == Type.BOOL ? new Truth(pc, false, Optional.empty()) : Known.NOTHING;
  }

  private static void drop(int count, State state) {
    for (int i = 0; i < count; i++) {
      state.pop();
    }
  }

  private Known constant(Instruction in) {
    return in.type() == Type.NUMBER
            && code.constant(in.a()) instanceof Constant.NumberConstant(double value)
        ? new Number(Range.of(value), -1, 0)
        : Known.NOTHING;
  }

  private Known global(Instruction in) {
    return in.type() == Type.NUMBER && code.constant(in.a()) instanceof VariableConstant variable
        ? new Number(globals.of(code, variable), -1, 0)
        : Known.NOTHING;
  }

  private void set(Instruction in, State state) {
    int variable = variables.index(in);
    if (variable < 0) {
      return;
    }
    Number value = state.popNumber();
    stored[variable] =
        stored[variable] == null ? value.range() : stored[variable].join(value.range());
    state.assign(variable, value);
    state.push(value.in(variable));
  }

  private void arithmetic(int pc, Instruction in, State state) {
    Number right = in.opcode() == Opcode.NEGATE ? Number.ANY : state.popNumber();
    Number left = state.popNumber();
    if (in.type() != Type.NUMBER) {
      state.push(Known.NOTHING);
      return;
    }
    Range exact =
        switch (in.opcode()) {
          case ADD -> left.range().plus(right.range());
          case SUB -> left.range().minus(right.range());
          case MUL -> left.range().times(right.range());
          case MOD -> left.range().remainder(right.range());
          case DIV -> isFloored(code, pc) ? left.range().floorQuotient(right.range()) : Range.ANY;
          default -> left.range().negated();
        };
    long params = exact.isWhole() ? left.params() | right.params() : 0;
    if (recorder != null) {
      recorder.after(pc, new Number(exact, -1, params));
    }
    state.push(new Number(exact.rounded(), -1, params));
  }

  private static boolean isArithmetic(Instruction in) {
    return switch (in.opcode()) {
      case ADD, SUB, MUL, DIV, MOD, NEGATE -> true;
      default -> false;
    };
  }

  /** Whether a quotient goes to the library's {@code floor} and nowhere else. */
  static boolean isFloored(Code code, int pc) {
    if (pc + 1 >= code.size()) {
      return false;
    }
    Instruction next = code.instruction(pc + 1);
    return next.opcode() == Opcode.CALL
        && next.a() == 1
        && next.b() >= 0
        && code.constant(next.b()) instanceof Constant.LibraryConstant(String name)
        && name.equals("floor");
  }

  private static Known negation(int pc, Known known) {
    return switch (known) {
      case Truth(int origin, boolean negated, Optional<Comparison> comparison) ->
          new Truth(origin, !negated, comparison);
      case Decided(boolean value) -> new Decided(!value);
      case Number _, Known.Nothing _ -> new Truth(pc, false, Optional.empty());
    };
  }

  private void call(int pc, Instruction in, State state) {
    Range result = Range.ANY;
    long params = 0;
    boolean library =
        in.b() >= 0
            && in.type() == Type.NUMBER
            && code.constant(in.b()) instanceof Constant.LibraryConstant;
    if (library) {
      String name = ((Constant.LibraryConstant) code.constant(in.b())).name();
      result = LibraryRanges.result(name, state.top(in.a()));
    }
    for (int i = 0; i < in.a(); i++) {
      params |= state.popNumber().params();
    }
    state.pop();
    state.push(
        in.type() == Type.BOOL
            ? new Truth(pc, false, Optional.empty())
            : new Number(result, -1, result.isWhole() ? params : 0));
  }
}
