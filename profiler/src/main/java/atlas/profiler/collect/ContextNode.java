package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.instrument.ContextInstrumentation;
import atlas.vm.instrument.LoopTurns;
import atlas.vm.instrument.ProbePlan;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A calling context with its counters: the activations of one function that were reached by the
 * same functions calling each other. A function called again while it is active is in the context
 * of its outer activation, so that recursion of any depth takes one node for each function, and no
 * function has another one of itself above it: its total, all below it included, is never counted
 * twice.
 *
 * <p>Source: G. Ammons, T. Ball and J. R. Larus, Exploiting hardware performance counters with flow
 * and context sensitive profiling, PLDI 1997 (calling context tree).
 */
final class ContextNode implements ContextInstrumentation, ProbePlan {
  private final ContextCollector tree;
  private final int number;
  private final ContextNode parent;
  private final CodeUnit unit;
  private final Code code;
  private final CounterPlan plan;
  private final long[] counters;
  private final InterpreterCounters interpreted;
  private final Map<Code, ContextNode> callees = new IdentityHashMap<>();

  /** The node outside of all code. */
  ContextNode(ContextCollector tree) {
    this(tree, 0, null, null, null, null);
  }

  private ContextNode(
      ContextCollector tree,
      int number,
      ContextNode parent,
      CodeUnit unit,
      Code code,
      CounterPlan plan) {
    this.tree = tree;
    this.number = number;
    this.parent = parent;
    this.unit = unit;
    this.code = code;
    this.plan = plan;
    this.counters = new long[plan == null ? 0 : plan.counterCount()];
    this.interpreted = code == null ? null : counters(tree, code);
  }

  private static InterpreterCounters counters(ContextCollector tree, Code code) {
    return new InterpreterCounters(code.size(), tree.budget(), tree.turns(code).orElse(null));
  }

  @Override
  public int number() {
    return number;
  }

  @Override
  public ContextNode callee(CodeUnit calledUnit, Code called) {
    for (ContextNode node = this; node.code != null; node = node.parent) {
      if (node.code == called) {
        return node;
      }
    }
    ContextNode from = tree.placeFor(this);
    ContextNode known = from.callees.get(called);
    if (known == null) {
      known = new ContextNode(tree, tree.size() + 1, from, calledUnit, called, tree.plan(called));
      from.callees.put(called, known);
      tree.add(known);
    }
    return known;
  }

  @Override
  public ProbePlan plan(CodeUnit of) {
    return this;
  }

  @Override
  public InterpreterCounters interpreterCounters(CodeUnit of, Code function) {
    return interpreted;
  }

  @Override
  public CounterPlan probes(Code function) {
    if (function != code) {
      throw new IllegalArgumentException("not of this context: " + function);
    }
    return plan;
  }

  @Override
  public long[] counters() {
    return counters;
  }

  @Override
  public Optional<long[]> budget() {
    return Optional.ofNullable(tree.budget());
  }

  @Override
  public Optional<LoopTurns> turns(Code function) {
    return tree.turns(function);
  }

  @Override
  public int[] maxDepth() {
    return tree.maxDepth();
  }

  CodeUnit unit() {
    return unit;
  }

  Code code() {
    return code;
  }

  /** The node of the caller; that outside of all code for top-level code. */
  ContextNode parent() {
    return parent;
  }

  /** What the interpreter counted. */
  InterpreterCounters interpreted() {
    return interpreted;
  }

  /** Adds roughly what happened so far. From any thread. */
  void addTo(Glance glance) {
    Recovery rough = Recovery.of(plan, counters.clone(), new long[code.size()]);
    glance.add(code, rough.soFar().instructions());
    glance.add(code, interpreted.instructions);
  }

  /** How often a counter was increased. */
  long increments() {
    return Arrays.stream(counters).sum();
  }

  /** The exact counts, given how activations ended that did not return. */
  Counts counts(Endings endings) {
    boolean byInterpreter = interpreted.calls > 0;
    long[] ended = byInterpreter ? new long[code.size()] : endings.of(code, number);
    Counts counts = Recovery.of(plan, counters, ended).counts();
    return byInterpreter
        ? counts.plus(interpreted.calls, interpreted.instructions)
        : counts.without(endings.notBegun(code, number));
  }
}
