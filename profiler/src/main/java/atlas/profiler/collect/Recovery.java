package atlas.profiler.collect;

import atlas.profiler.collect.FlowGraph.Flow;
import atlas.vm.instrument.Probes;
import java.util.BitSet;
import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * From the counters of a function to the executions of every instruction: exactly, whatever the
 * shape of its code and however its activations ended.
 *
 * <p>At every node of the {@link FlowGraph} what flows in flows out. The flows that were counted
 * are known; those on the tree follow one by one, each at a node where it is the last unknown one:
 * a tree always has such a node, its leaf. An activation that ended by an error or an interrupt
 * left its block in the middle: it is one more flow from that block to the outside, known from the
 * run, and the instructions behind the one that it had begun were not executed that time.
 *
 * <p>Invariant: nothing recovered is negative. Counters and endings that contradict each other are
 * a defect of the engine, which is reported rather than shown as a count.
 */
final class Recovery {
  private final CounterPlan plan;
  private final List<Flow> flows;
  private final long[] count;
  private final BitSet unknown = new BitSet();
  private final long[] balance;
  private final int[] unknownAt;
  private final long[] ended;

  private Recovery(CounterPlan plan, long[] counters, long[] ended, long entries) {
    this.plan = plan;
    this.flows = plan.flows().flows();
    this.ended = ended;
    this.count = new long[flows.size()];
    this.balance = new long[plan.flows().nodes()];
    this.unknownAt = new int[plan.flows().nodes()];
    for (int flow = 0; flow < count.length; flow++) {
      int counter = plan.counter(flow);
      if (flow == FlowGraph.ENTRY && plan.isEntryKnown()) {
        know(flow, entries);
      } else if (counter == Probes.NONE) {
        unknown.set(flow);
        unknownAt[flows.get(flow).from()]++;
        unknownAt[flows.get(flow).to()]++;
      } else {
        know(flow, counters[counter]);
      }
    }
    for (int pc = 0; pc < ended.length; pc++) {
      balance[plan.flows().graph().blockAt(pc).index()] -= ended[pc];
      balance[plan.flows().outside()] += ended[pc];
    }
  }

  /**
   * The counts of a function by itself.
   *
   * @param counters those of its unit
   * @param ended for every instruction, the activations that ended when they had begun it
   */
  static Recovery of(CounterPlan plan, long[] counters, long[] ended) {
    return of(plan, counters, ended, 0);
  }

  /**
   * The counts of a function.
   *
   * @param entries its activations, if they {@linkplain CounterPlan#isEntryKnown are known}
   */
  static Recovery of(CounterPlan plan, long[] counters, long[] ended, long entries) {
    Recovery recovery = new Recovery(plan, counters, ended, entries);
    recovery.solve();
    return recovery;
  }

  /** The counts, of a run that is over. */
  Counts counts() {
    return new Counts(plan.code(), count[FlowGraph.ENTRY], instructions(this::require));
  }

  /**
   * Roughly the counts while the counters change: activations that are going on are taken to be
   * past the blocks that they are in.
   */
  Counts soFar() {
    LongUnaryOperator some = value -> Math.max(0, value);
    return new Counts(plan.code(), some.applyAsLong(count[FlowGraph.ENTRY]), instructions(some));
  }

  /**
   * How many times more often some instructions are executed, all together, for one activation
   * more.
   */
  static long growth(CounterPlan plan, List<Integer> pcs) {
    long[] counters = new long[plan.firstCounter() + plan.counterCount()];
    return of(plan, counters, new long[plan.code().size()], 1).executions(pcs);
  }

  /**
   * How often some instructions were executed, all together: a linear function of the number of
   * activations, which may be anything.
   */
  long executions(List<Integer> pcs) {
    long[] each = instructions(LongUnaryOperator.identity());
    return pcs.stream().mapToLong(pc -> each[pc]).sum();
  }

  private void know(int flow, long value) {
    count[flow] = value;
    balance[flows.get(flow).from()] -= value;
    balance[flows.get(flow).to()] += value;
  }

  /** Takes leaves off the tree until nothing is left of it. */
  private void solve() {
    int[][] flowsAt = unknownFlowsAt();
    int[] leaves = new int[unknownAt.length];
    int size = 0;
    for (int node = 0; node < unknownAt.length; node++) {
      if (unknownAt[node] == 1) {
        leaves[size++] = node;
      }
    }
    for (int next = 0; next < size; next++) {
      int leaf = leaves[next];
      if (unknownAt[leaf] != 1) {
        continue;
      }
      int flow = lastUnknown(flowsAt[leaf]);
      Flow ends = flows.get(flow);
      know(flow, ends.to() == leaf ? -balance[leaf] : balance[leaf]);
      unknown.clear(flow);
      unknownAt[leaf]--;
      int other = ends.to() == leaf ? ends.from() : ends.to();
      if (--unknownAt[other] == 1) {
        leaves[size++] = other;
      }
    }
  }

  private int[][] unknownFlowsAt() {
    int[][] flowsAt = new int[unknownAt.length][];
    int[] filled = new int[unknownAt.length];
    for (int node = 0; node < flowsAt.length; node++) {
      flowsAt[node] = new int[unknownAt[node]];
    }
    unknown.stream()
        .forEach(flow -> {
          int from = flows.get(flow).from();
          int to = flows.get(flow).to();
          flowsAt[from][filled[from]++] = flow;
          flowsAt[to][filled[to]++] = flow;
        });
    return flowsAt;
  }

  private int lastUnknown(int[] candidates) {
    for (int flow : candidates) {
      if (unknown.get(flow)) {
        return flow;
      }
    }
    throw new AssertionError("no unknown flow at a leaf");
  }

  private long[] instructions(LongUnaryOperator checked) {
    long[] entered = new long[plan.flows().nodes()];
    for (int flow = 0; flow < count.length; flow++) {
      entered[flows.get(flow).to()] += checked.applyAsLong(count[flow]);
    }
    long[] instructions = new long[plan.code().size()];
    for (var block : plan.flows().graph().blocks()) {
      long reached = entered[block.index()];
      for (int pc = block.start(); pc < block.end(); pc++) {
        instructions[pc] = checked.applyAsLong(reached);
        reached -= ended[pc];
      }
      checked.applyAsLong(reached);
    }
    return instructions;
  }

  private long require(long value) {
    if (value < 0) {
      throw new IllegalStateException("counters contradict each other in " + plan.code());
    }
    return value;
  }
}
