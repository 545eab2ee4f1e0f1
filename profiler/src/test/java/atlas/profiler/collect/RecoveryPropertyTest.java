package atlas.profiler.collect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.vm.bytecode.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Recovered counts are those of counting one by one, whatever the code and however it ends. */
final class RecoveryPropertyTest {
  private static final int UNITS = 400;

  private interface Maker extends BiFunction<RandomGenerator, String, Code> {}

  @Test
  void structuredCodeThatSucceeds() {
    check(RandomCode::structured, 0, 0);
  }

  @Test
  void structuredCodeThatFails() {
    check(RandomCode::structured, 0.02, 0);
  }

  @Test
  void structuredCodeThatCatchesFailures() {
    check(RandomCode::structured, 0.02, 0.5);
  }

  @Test
  void unstructuredCodeThatIsInterrupted() {
    check(RandomCode::unstructured, 0, 0);
  }

  @Test
  void unstructuredCodeThatFails() {
    check(RandomCode::unstructured, 0.02, 0);
  }

  @Test
  void unstructuredCodeThatCatchesFailures() {
    check(RandomCode::unstructured, 0.05, 0.5);
  }

  private static void check(Maker maker, double failures, double catches) {
    for (int seed = 0; seed < UNITS; seed++) {
      RandomGenerator random = new SplittableRandom(seed);
      List<Code> codes = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        codes.add(maker.apply(random, "f" + i));
      }
      UnitPlan plan = new UnitPlan(Codes.unit(codes.toArray(Code[]::new)), 0);
      Machine machine = new Machine(random, codes, plan, failures, catches);
      for (int run = 0; run < 5; run++) {
        machine.run(codes.get(run % 3), 300);
      }
      Endings endings = new Endings(machine.ended());
      for (Code code : codes) {
        Counts counts = Recovery.of(plan.probes(code), plan.counters(), endings.of(code)).counts();
        String where = "seed " + seed + ", " + code.name() + ": " + code.instructions();
        assertArrayEquals(machine.executed(code), counts.instructions(), where);
        assertEquals(machine.calls(code), counts.calls(), where);
      }
    }
  }
}
