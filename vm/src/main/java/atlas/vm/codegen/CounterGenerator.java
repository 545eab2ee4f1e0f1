package atlas.vm.codegen;

import atlas.vm.bytecode.Code;
import atlas.vm.codegen.InnerLoops.InnerLoop;
import atlas.vm.instrument.ProbePlan;
import atlas.vm.instrument.Probes;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Generates the counting in one method. The counters of {@linkplain InnerLoops loops} are JVM
 * locals while the loop turns, which the JIT compiler keeps in registers or makes out of the loop's
 * own variable; they are added to those in memory where control leaves the loop, be it by an error.
 */
final class CounterGenerator {
  private final CodeBuilder cb;
  private final ConstantFields constants;
  private final long[] counters;
  private final int[] maxDepth;
  private final Probes probes;
  private final Optional<InnerLoops> loops;
  private final Optional<TurnGenerator> turns;
  private final Map<Integer, Integer> slots = new HashMap<>();
  private final Map<InnerLoop, List<Label>> ranges = new HashMap<>();
  private InnerLoop open;

  private CounterGenerator(
      CodeBuilder cb,
      ConstantFields constants,
      ProbePlan plan,
      Code code,
      boolean whole,
      Optional<TurnGenerator> turns) {
    this.cb = cb;
    this.constants = constants;
    this.counters = plan.counters();
    this.maxDepth = plan.maxDepth();
    this.probes = plan.probes(code);
    this.loops = whole ? Optional.of(new InnerLoops(code.graph(), probes)) : Optional.empty();
    this.turns = turns;
  }

  /** For a method that has all of a code. */
  static CounterGenerator ofWhole(
      CodeBuilder cb,
      ConstantFields constants,
      ProbePlan plan,
      Code code,
      Optional<TurnGenerator> turns) {
    return new CounterGenerator(cb, constants, plan, code, true, turns);
  }

  /** For a method that has a part of a code: all its counters are in memory. */
  static CounterGenerator ofPart(
      CodeBuilder cb,
      ConstantFields constants,
      ProbePlan plan,
      Code code,
      Optional<TurnGenerator> turns) {
    return new CounterGenerator(cb, constants, plan, code, false, turns);
  }

  /**
   * Keeps the deepest call depth; only a deeper one has to be checked. No call does it: one that
   * returns would leave nothing loop-invariant around this code.
   */
  void depth(int depthSlot, Runnable check) {
    Label shallow = cb.newLabel();
    cb.iload(depthSlot);
    pushMaxDepth();
    cb.iaload().if_icmple(shallow);
    check.run();
    pushMaxDepth();
    cb.iload(depthSlot).iastore().labelBinding(shallow);
  }

  private void pushMaxDepth() {
    constants.push(cb, "maxDepth", maxDepth, Names.INTS);
    cb.iconst_0();
  }

  /** Counts a call, and prepares for the loops. */
  void enter() {
    count(probes.entry());
    for (InnerLoop loop : loops.map(InnerLoops::all).orElse(List.of())) {
      for (int counter : loop.counters()) {
        slots.put(counter, zero(cb.allocateLocal(TypeKind.LONG)));
      }
    }
  }

  private int zero(int slot) {
    cb.lconst_0().lstore(slot);
    return slot;
  }

  /** Whether there is anything to do where control goes from one instruction to another. */
  boolean isCounted(int from, int to, boolean taken) {
    return probes.edge(from, to, taken) != Probes.NONE
        || left(from, to).isPresent()
        || turns.filter(t -> t.isCounted(from, to)).isPresent();
  }

  /** Counts that control goes from one instruction to another. */
  void edge(int from, int to, boolean taken) {
    count(probes.edge(from, to, taken));
    left(from, to).ifPresent(this::flush);
    turns.ifPresent(t -> t.edge(from, to));
  }

  /** What follows is the code of an instruction: an error there leaves its loop. */
  void at(int pc) {
    InnerLoop loop = loops.flatMap(l -> l.at(pc)).orElse(null);
    if (loop != open) {
      end();
      open = loop;
      if (loop != null) {
        bind(loop);
      }
    }
  }

  /** What follows is not the code of an instruction of a loop. */
  void end() {
    if (open != null) {
      bind(open);
      open = null;
    }
  }

  private void bind(InnerLoop loop) {
    Label label = cb.newLabel();
    cb.labelBinding(label);
    ranges.computeIfAbsent(loop, _ -> new ArrayList<>()).add(label);
  }

  /** Generates, at the end of the method, what is done when an error leaves a loop. */
  void handlers() {
    ranges.forEach((loop, labels) -> {
      Label handler = cb.newLabel();
      cb.labelBinding(handler);
      flush(loop);
      cb.athrow();
      for (int i = 0; i < labels.size(); i += 2) {
        cb.exceptionCatchAll(labels.get(i), labels.get(i + 1), handler);
      }
    });
  }

  private Optional<InnerLoop> left(int from, int to) {
    return loops
        .flatMap(l -> l.at(from))
        .filter(loop -> loops.get().at(to).filter(loop::equals).isEmpty());
  }

  private void count(int counter) {
    if (counter == Probes.NONE) {
      return;
    }
    Integer slot = slots.get(counter);
    if (slot == null) {
      element(counter);
      cb.lconst_1().ladd().lastore();
    } else {
      cb.lload(slot).lconst_1().ladd().lstore(slot);
    }
  }

  private void flush(InnerLoop loop) {
    for (int counter : loop.counters()) {
      int slot = slots.get(counter);
      element(counter);
      cb.lload(slot).ladd().lastore();
      zero(slot);
    }
  }

  // The place of a counter in memory, and its value.
  private void element(int counter) {
    constants.push(cb, "counters", counters, Names.COUNTERS);
    cb.loadConstant(counter).dup2().laload();
  }
}
