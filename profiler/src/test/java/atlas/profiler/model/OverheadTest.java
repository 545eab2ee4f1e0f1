package atlas.profiler.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atlas.profiler.model.Overhead.Pair;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OverheadTest {
  @Test
  void theMedianOfThePairs() {
    Overhead odd =
        new Overhead(List.of(new Pair(100, 150), new Pair(200, 190), new Pair(1000, 1030)));
    assertEquals(3, odd.percent(), 1e-9);
    assertEquals(-5, odd.least(), 1e-9);
    assertEquals(50, odd.most(), 1e-9);
    Overhead even = new Overhead(List.of(new Pair(100, 102), new Pair(100, 104)));
    assertEquals(3, even.percent(), 1e-9);
  }

  @Test
  void ofTwoRunsTogetherItIsUnknown() {
    Timing timing = Timing.elapsed(5).withOverhead(new Overhead(List.of(new Pair(1, 2))));
    assertFalse(timing.plus(timing).overhead().isMeasured());
    assertThrows(IllegalArgumentException.class, () -> new Pair(0, 1));
  }
}
