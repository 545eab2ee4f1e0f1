package atlas.kernel.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TimingsTest {
  @Test
  void slowFirstRunsAreTheWarmUp() {
    Timings timings = Timings.of(List.of(900L, 400L, 130L, 100L, 101L, 99L, 100L, 102L, 98L, 100L));
    assertEquals(10, timings.runs());
    assertEquals(3, timings.warmup());
    assertEquals(1430, timings.warmupNanos());
    assertEquals(900, timings.firstNanos());
    assertEquals(100, timings.median());
    assertEquals(98, timings.steady().getFirst());
    assertEquals(102, timings.steady().getLast());
  }

  @Test
  void aFastRunAmongSlowOnesDoesNotEndIt() {
    List<Long> nanos =
        List.of(900L, 100L, 900L, 900L, 900L, 900L, 100L, 100L, 100L, 100L, 100L, 100L, 100L);
    assertEquals(6, Timings.of(nanos).warmup());
  }

  @Test
  void evenRunsHaveNone() {
    assertEquals(0, Timings.of(List.of(5L)).warmup());
    assertEquals(0, Timings.of(LongStream.rangeClosed(100, 110).boxed().toList()).warmup());
  }

  @Test
  void quartiles() {
    Timings timings = Timings.of(LongStream.rangeClosed(100, 108).boxed().toList());
    assertEquals(
        List.of(102L, 104L, 106L),
        List.of(timings.quartile(1), timings.median(), timings.quartile(3)));
  }
}
