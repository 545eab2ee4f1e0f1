package atlas.profiler.collect;

import atlas.profiler.collect.FlowGraph.Flow;
import atlas.vm.instrument.Probes;
import java.util.BitSet;
import java.util.List;

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
  private final boolean settled;
  private final BitSet unknown = new BitSet();
  private final long[] balance;
  private final int[] unknownAt;
  private final long[] ended;

  private Recovery(CounterPlan plan, long[] counters, long[] ended, boolean settled) {
    this.settled = settled;
    this.plan = plan;
    this.flows = plan.flows().flows();
    this.ended = ended;
    this.count = new long[flows.size()];
    this.balance = new long[plan.flows().nodes()];
    this.unknownAt = new int[plan.flows().nodes()];
    for (int flow = 0; flow < count.length; flow++) {
      int counter = plan.counter(flow);
      if (counter == Probes.NONE) {
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
   * The counts of a function.
   *
   * @param counters those of its unit
   * @param ended for every instruction, the activations that ended when they had begun it
   */
  static Counts of(CounterPlan plan, long[] counters, long[] ended) {
    Recovery recovery = new Recovery(plan, counters, ended, true);
    recovery.solve();
    return new Counts(plan.code(), recovery.count[FlowGraph.ENTRY], recovery.instructions());
  }

  /**
   * Roughly the executions of every instruction while the counters change: activations that are
   * going on are taken to be past the blocks that they are in.
   */
  static long[] soFar(CounterPlan plan, long[] counters) {
    Recovery recovery = new Recovery(plan, counters.clone(), new long[plan.code().size()], false);
    recovery.solve();
    return recovery.instructions();
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

  private long[] instructions() {
    long[] entered = new long[plan.flows().nodes()];
    for (int flow = 0; flow < count.length; flow++) {
      entered[flows.get(flow).to()] += require(count[flow]);
    }
    long[] instructions = new long[plan.code().size()];
    for (var block : plan.flows().graph().blocks()) {
      long reached = entered[block.index()];
      for (int pc = block.start(); pc < block.end(); pc++) {
        instructions[pc] = require(reached);
        reached -= ended[pc];
      }
      require(reached);
    }
    return instructions;
  }

  private long require(long value) {
    if (value < 0) {
      if (!settled) {
        return 0;
      }
      throw new IllegalStateException("counters contradict each other in " + plan.code());
    }
    return value;
  }
}
