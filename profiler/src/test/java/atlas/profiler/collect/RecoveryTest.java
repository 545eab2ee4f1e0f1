package atlas.profiler.collect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atlas.vm.instrument.Probes;
import org.junit.jupiter.api.Test;

final class RecoveryTest {
  private static Counts recover(CounterPlan plan, long[] counters, long... ended) {
    long[] all = new long[plan.code().size()];
    System.arraycopy(ended, 0, all, 0, ended.length);
    return Recovery.of(plan, counters, all).counts();
  }

  private static CounterPlan plan(String listing) {
    return new CounterPlan(Codes.function(listing), 0);
  }

  @Test
  void anErrorCountsTheInstructionsBegunAndNoMore() {
    CounterPlan plan = plan("NewCell; NewCell; NewCell; NewCell; NewCell; Null; Return");
    Counts counts = recover(plan, new long[] {1}, 0, 0, 1);
    assertArrayEquals(new long[] {1, 1, 1, 0, 0, 0, 0}, counts.instructions());
    assertEquals(1, counts.calls());
  }

  @Test
  void severalActivationsMayEndInOneBlock() {
    CounterPlan plan = plan("NewCell; NewCell; NewCell; Null; Return");
    Counts counts = recover(plan, new long[] {10}, 1, 2, 3);
    assertArrayEquals(new long[] {10, 9, 7, 4, 4}, counts.instructions());
  }

  @Test
  void callsOfWhatNeverReturnsFollowFromTheirEnds() {
    CounterPlan plan = plan("NewCell; MatchFail");
    Counts counts = recover(plan, new long[0], 2, 3);
    assertArrayEquals(new long[] {5, 3}, counts.instructions());
    assertEquals(5, counts.calls());
  }

  @Test
  void anEndlessLoopIsCountedUpToItsEnd() {
    CounterPlan plan = plan("NewCell; NewCell; Loop 0");
    long[] counters = new long[1];
    counters[plan.edge(2, 0, true)] = 1_000;
    Counts counts = recover(plan, counters, 0, 1);
    assertArrayEquals(new long[] {1_001, 1_001, 1_000}, counts.instructions());
    assertEquals(1, counts.calls());
  }

  @Test
  void hugeCountsAreExact() {
    long huge = (1L << 62) + 1;
    CounterPlan plan = plan("True; JumpIfFalse 4; Null; Return; Null; Return");
    long[] counters = new long[2];
    counters[plan.edge(1, 2, false)] = huge;
    counters[plan.edge(1, 4, true)] = 3;
    assertEquals(Probes.NONE, plan.entry());
    Counts counts = recover(plan, counters);
    assertArrayEquals(new long[] {huge + 3, huge + 3, huge, huge, 3, 3}, counts.instructions());
    assertEquals(huge + 3, counts.calls());
  }

  @Test
  void codeThatWasNotRunHasNoCounts() {
    CounterPlan plan = plan("True; JumpIfFalse 4; NewCell; Loop 0; Null; Return");
    Counts counts = recover(plan, new long[2]);
    assertArrayEquals(new long[6], counts.instructions());
    assertEquals(0, counts.calls());
  }

  @Test
  void contradictionsAreReported() {
    CounterPlan plan = plan("NewCell; Null; Return");
    assertThrows(IllegalStateException.class, () -> recover(plan, new long[] {1}, 2));
  }

  @Test
  void anEndInUnreachableCodeIsAContradiction() {
    CounterPlan plan = plan("Null; Return; NewCell; Null; Return");
    assertThrows(IllegalStateException.class, () -> recover(plan, new long[] {1}, 0, 0, 1));
  }
}
