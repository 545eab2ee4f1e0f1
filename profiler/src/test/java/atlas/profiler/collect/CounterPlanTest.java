package atlas.profiler.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.collect.FlowGraph.Flow;
import atlas.vm.bytecode.Code;
import atlas.vm.instrument.Probes;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CounterPlanTest {
  /** While: test 0, if 2, then 4, else 6, join 7. */
  private static final String LOOP_WITH_CONDITION =
      "True; JumpIfFalse 9; True; JumpIfFalse 6; NewCell; Jump 7; NewCell; NewCell; Loop 0;"
          + " Null; Return";

  private static CounterPlan plan(String listing) {
    return new CounterPlan(Codes.function(listing), 0);
  }

  @Test
  void codeWithoutJumpsHasOneCounterAtItsEntry() {
    CounterPlan plan = plan("NewCell; NewCell; Null; Return");
    assertEquals(1, plan.counterCount());
    assertEquals(0, plan.entry());
  }

  @Test
  void codeThatNeverReturnsNeedsNoCounter() {
    CounterPlan plan = plan("NewCell; MatchFail");
    assertEquals(0, plan.counterCount());
    assertEquals(Probes.NONE, plan.entry());
  }

  @Test
  void anIfHasTwoCountersForItsThreeBlocks() {
    CounterPlan plan = plan("True; JumpIfFalse 4; Null; Return; Null; Return");
    assertEquals(2, plan.counterCount());
    assertEquals(Probes.NONE, plan.entry(), "the entry is hotter than each of the two ways");
    assertNotEquals(plan.edge(1, 2, false), plan.edge(1, 4, true));
  }

  @Test
  void theTurnOfALoopIsCountedOnceAndNotWhereItGoesBack() {
    CounterPlan plan = plan("True; JumpIfFalse 4; NewCell; Loop 0; Null; Return");
    assertEquals(2, plan.counterCount());
    assertEquals(Probes.NONE, plan.edge(3, 0, true));
    assertNotEquals(Probes.NONE, plan.edge(1, 2, false));
  }

  @Test
  void theInnerLoopOfTwoHasOneCounterOnly() {
    // 0 outer test, 2 inner test, 4 inner body, 5 back, 6 step, 7 back, 8 return
    CounterPlan plan =
        plan(
            "True; JumpIfFalse 8; True; JumpIfFalse 6; NewCell; Loop 2; NewCell; Loop 0;"
                + " Null; Return");
    assertEquals(3, plan.counterCount());
    int inner =
        count(plan.edge(3, 4, false))
            + count(plan.edge(5, 2, true))
            + count(plan.edge(1, 2, false));
    assertEquals(1, inner);
  }

  private static int count(int counter) {
    return counter == Probes.NONE ? 0 : 1;
  }

  @Test
  void aConditionInALoopIsNotCountedOnTheHotPathMoreThanOnce() {
    CounterPlan plan = plan(LOOP_WITH_CONDITION);
    assertEquals(3, plan.counterCount());
    assertEquals(Probes.NONE, plan.edge(8, 0, true));
  }

  @Test
  void theTurnsOfALoopAreCountedWhereItsBodyBegins() {
    CounterPlan plan = plan(LOOP_WITH_CONDITION);
    assertNotEquals(Probes.NONE, plan.edge(1, 2, false));
  }

  @Test
  void theTurnsOfALoopThatCallsAreCountedInItsColdestWays() {
    CounterPlan plan = plan(LOOP_WITH_CONDITION.replace("NewCell; Loop", "Call 0; Loop"));
    assertEquals(Probes.NONE, plan.edge(1, 2, false));
  }

  @Test
  void aFailingMatchCostsNothing() {
    CounterPlan plan = plan("True; JumpIfFalse 4; Null; Return; MatchFail");
    assertEquals(1, plan.counterCount());
    assertEquals(Probes.NONE, plan.edge(1, 4, true));
  }

  @Test
  void bothWaysToOnePlaceAreToldApart() {
    CounterPlan plan = plan("True; JumpIfFalse 2; Null; Return");
    assertNotEquals(plan.edge(1, 2, false), plan.edge(1, 2, true));
  }

  @Test
  void theWayOfAnUnconditionalJumpNeedsNoTelling() {
    CounterPlan plan = plan("True; JumpIfFalse 3; Jump 1; Null; Return");
    assertEquals(plan.edge(2, 1, false), plan.edge(2, 1, true));
  }

  @Test
  void aBlockThatLoopsToItselfIsCounted() {
    CounterPlan plan = plan("NewCell; Loop 0");
    assertEquals(1, plan.counterCount());
    assertNotEquals(Probes.NONE, plan.edge(1, 0, true));
  }

  @Test
  void unreachableCodeIsNotCounted() {
    CounterPlan plan = plan("Null; Return; True; JumpIfFalse 2; Null; Return");
    assertEquals(1, plan.counterCount());
    assertEquals(Probes.NONE, plan.edge(3, 4, false));
  }

  @Test
  void thereIsNoCounterWithinABlockNorWhereNoEdgeIs() {
    CounterPlan plan = plan("NewCell; True; JumpIfFalse 4; Null; Null; Return");
    assertEquals(Probes.NONE, plan.edge(0, 1, false));
    assertEquals(Probes.NONE, plan.edge(2, 5, true));
  }

  @Test
  void countersOfAUnitFollowEachOtherWithoutGaps() {
    Code main = Codes.main("True; JumpIfFalse 3; NewCell; Halt");
    Code function = Codes.function("True; JumpIfFalse 4; NewCell; Loop 0; Null; Return");
    UnitPlan plan = new UnitPlan(Codes.unit(main, function), 0);
    assertEquals(0, plan.probes(main).firstCounter());
    assertEquals(plan.probes(main).counterCount(), plan.probes(function).firstCounter());
    assertEquals(
        plan.probes(main).counterCount() + plan.probes(function).counterCount(),
        plan.counters().length);
  }

  @Test
  void noPlanHasMoreCountersThanItMust() {
    for (int seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Code code =
          seed % 2 == 0 ? RandomCode.structured(random, "f") : RandomCode.unstructured(random, "f");
      CounterPlan plan = new CounterPlan(code, 0);
      FlowGraph flows = plan.flows();
      BitSet nodes = new BitSet();
      for (Flow flow : flows.flows()) {
        nodes.set(flow.from());
        nodes.set(flow.to());
      }
      int cycles = flows.flows().size() - nodes.cardinality() + 1;
      assertEquals(cycles, plan.counterCount(), "seed " + seed);
    }
  }

  @Test
  void equalCodesHaveEqualPlans() {
    for (int seed = 0; seed < 50; seed++) {
      CounterPlan one = new CounterPlan(RandomCode.structured(new SplittableRandom(seed), "f"), 7);
      CounterPlan two = new CounterPlan(RandomCode.structured(new SplittableRandom(seed), "f"), 7);
      assertTrue(
          IntStream.range(0, one.flows().flows().size())
              .allMatch(flow -> one.counter(flow) == two.counter(flow)));
    }
  }

  @Test
  void deepNestingIsNoProblem() {
    StringBuilder listing = new StringBuilder();
    int loops = 2_000;
    for (int i = 0; i < loops; i++) {
      listing.append("True; JumpIfFalse ").append(2 * loops + loops - i).append("; ");
    }
    for (int i = loops - 1; i >= 0; i--) {
      listing.append("Loop ").append(2 * i).append("; ");
    }
    CounterPlan plan = plan(listing + "Null; Return");
    assertEquals(loops + 1, plan.counterCount());
  }
}
