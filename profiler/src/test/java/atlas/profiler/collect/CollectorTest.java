package atlas.profiler.collect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Timing;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.instrument.Instrumentation.InterpreterCounters;
import atlas.vm.runtime.Unwinding.Activation;
import atlas.vm.source.SourceFile;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CollectorTest {
  private final Code main = Codes.main("Null; Pop; Halt");
  private final Code function = Codes.function("Null; Null; Pop; Return");
  private final CodeUnit unit = Codes.unit(main, function);
  private final Collector collector = new Collector();

  private Profile profile(Activation... ended) {
    return collector.profile(new Ran("test", Timing.elapsed(1), List.of(ended), Optional.empty()));
  }

  private void enter(Code code, long times) {
    UnitPlan plan = collector.plan(unit);
    plan.counters()[plan.probes(code).entry()] += times;
  }

  @Test
  void aUnitKeepsItsPlanAndItsArrays() {
    UnitPlan plan = collector.plan(unit);
    long[] counters = plan.counters();
    InterpreterCounters interpreted = collector.interpreterCounters(unit, function);
    collector.reset();
    assertSame(plan, collector.plan(unit));
    assertSame(counters, plan.counters());
    assertSame(interpreted, collector.interpreterCounters(unit, function));
  }

  @Test
  void unitsThatNobodyElseHoldsAreDroppedButNotWhatTheyCounted() throws InterruptedException {
    collector.reset();
    var dropped = new WeakReference<>(runUnit());
    for (int i = 0; i < 50 && dropped.get() != null; i++) {
      System.gc();
      Thread.sleep(10);
    }
    assertNull(dropped.get());
    assertEquals(3, profile().totals().instructions());
    collector.reset();
    assertEquals(0, profile().totals().instructions());
  }

  private CodeUnit runUnit() {
    Code code = Codes.main("Null; Pop; Halt");
    CodeUnit other = Codes.unit(code);
    UnitPlan plan = collector.plan(other);
    plan.counters()[plan.probes(code).entry()]++;
    return other;
  }

  @Test
  void resetForgetsEverything() {
    enter(main, 1);
    collector.plan(unit).maxDepth()[0] = 9;
    InterpreterCounters interpreted = collector.interpreterCounters(unit, function);
    interpreted.calls = 1;
    interpreted.instructions[0] = 1;
    interpreted.maxDepth = 4;
    interpreted.maxStack = 4;
    collector.reset();
    Profile empty = profile();
    assertEquals(0, empty.totals().instructions());
    assertEquals(0, empty.totals().maxDepth());
    assertEquals(0, empty.totals().maxStackDepth());
    assertEquals(List.of(), empty.functions());
  }

  @Test
  void totalsLeaveTopLevelCodeOutOfTheCalls() {
    enter(main, 1);
    enter(function, 5);
    collector.plan(unit).maxDepth()[0] = 2;
    Profile profile = profile();
    assertEquals(3 + 5 * 4, profile.totals().instructions());
    assertEquals(5, profile.totals().calls());
    assertEquals(2, profile.totals().maxDepth());
    assertEquals(2, profile.totals().maxStackDepth());
  }

  @Test
  void topLevelCodeIsTheFirstActivation() {
    enter(main, 1);
    assertEquals(1, profile().totals().maxDepth());
  }

  @Test
  void theStackIsThatOfInstructionsBegun() {
    enter(main, 1);
    enter(function, 1);
    assertEquals(1, profile(new Activation(function, 1)).totals().maxStackDepth());
  }

  @Test
  void whatTheInterpreterCountedIsAddedAndNotCorrected() {
    enter(main, 1);
    InterpreterCounters interpreted = collector.interpreterCounters(unit, function);
    interpreted.calls = 2;
    interpreted.instructions[0] = 2;
    interpreted.instructions[1] = 1;
    interpreted.maxDepth = 7;
    interpreted.maxStack = 5;
    Profile profile = profile(new Activation(function, 0), new Activation(main, 1));
    assertEquals(2 + 3, profile.totals().instructions());
    assertEquals(2, profile.totals().calls());
    assertEquals(7, profile.totals().maxDepth());
    assertEquals(5, profile.totals().maxStackDepth());
  }

  @Test
  void onlyExecutedFunctionsAreListed() {
    enter(main, 1);
    Profile profile = profile();
    assertEquals(1, profile.functions().size());
    assertEquals(new FunctionId("<main>", "test.atl", 1), profile.functions().getFirst().id());
  }

  @Test
  void functionsOfEarlierUnitsCount() {
    Code later = Codes.main("Null; Pop; Halt");
    CodeUnit second = new CodeUnit(later.source(), List.of(later));
    enter(function, 3);
    UnitPlan plan = collector.plan(second);
    plan.counters()[plan.probes(later).entry()]++;
    assertEquals(3 * 4 + 3, profile().totals().instructions());
  }

  @Test
  void sourcesOfOneNameAreToldApart() {
    SourceFile one = new SourceFile("<input>", "one");
    SourceFile two = new SourceFile("<input>", "two");
    for (SourceFile source : List.of(one, two)) {
      Code code = Codes.code("f", source, Codes.parse("Null; Return"));
      UnitPlan plan = collector.plan(new CodeUnit(source, List.of(code)));
      plan.counters()[plan.probes(code).entry()]++;
    }
    assertEquals(List.of("<input>", "<input>#2"), profile().files());
    assertEquals("two", profile().lines().getLast().source());
  }

  @Test
  void unexecutedLinesOfExecutedFunctionsAreKnown() {
    enter(main, 1);
    Profile profile = profile(new Activation(main, 0));
    assertEquals(3, profile.lines().size());
    assertEquals(1, profile.executedLines().size());
  }

  @Test
  void aFunctionOfAnotherUnitHasNoPlan() {
    Code stranger = Codes.function("Null; Return");
    assertThrows(IllegalArgumentException.class, () -> collector.plan(unit).probes(stranger));
  }
}
