package atlas.profiler.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.analysis.Growth.Law;
import java.util.List;
import java.util.function.LongUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GrowthTest {
  private static final List<Long> TENS = List.of(10L, 100L, 1_000L, 10_000L);

  private static Growth of(List<Long> sizes, LongUnaryOperator count) {
    return Growth.of(sizes, sizes.stream().map(count::applyAsLong).toList());
  }

  private static long log2(long n) {
    return Math.round(1000 * Math.log(n) / Math.log(2));
  }

  @Test
  void aPolynomialIsFoundExactly() {
    Growth growth = of(TENS, n -> n * (n - 1) / 2);
    assertEquals(Law.QUADRATIC, growth.law());
    assertEquals("(n^2 - n)/2", growth.formula().orElseThrow().text("n"));
    assertEquals(0, growth.deviation().orElseThrow());
    assertEquals(
        "(2n^3 + 3n^2 + n)/6",
        of(List.of(1L, 2L, 5L, 9L, 20L), n -> n * (n + 1) * (2 * n + 1) / 6)
            .formula()
            .orElseThrow()
            .text("n"));
    assertEquals("7", of(TENS, n -> 7).formula().orElseThrow().text("n"));
    assertEquals("m/5", of(TENS, n -> n / 5).formula().orElseThrow().text("m"));
    assertEquals("m + 3", of(TENS, n -> n + 3).formula().orElseThrow().text("m"));
    assertEquals("m^2 - 2m - 10", of(TENS, n -> n * n - 2 * n - 10).formula().get().text("m"));
  }

  /** Through as many points as it has coefficients there is always one; it says nothing. */
  @Test
  void aPolynomialNeedsAPointThatConfirmsIt() {
    assertFalse(of(TENS.subList(0, 3), n -> n * n + 5 * n + 9).isExact());
    assertTrue(of(TENS, n -> n * n + 5 * n + 9).isExact());
    assertFalse(of(TENS.subList(0, 2), n -> 3 * n).isExact());
    assertTrue(of(TENS.subList(0, 2), n -> 3).isExact());
  }

  @Test
  void countsLargeEnoughToOverflowAreStillExact() {
    List<Long> sizes = List.of(1_000L, 2_000L, 3_000L, 900_000L, 1_000_000L);
    Growth growth = of(sizes, n -> 9 * n * n * n + 5);
    assertEquals("9n^3 + 5", growth.formula().orElseThrow().text("n"));
  }

  @Test
  void lawsAreToldApart() {
    assertEquals(Law.LINEARITHMIC, of(TENS, n -> n * log2(n) + 40 * n).law());
    assertEquals(Law.LINEARITHMIC, of(TENS.subList(1, 4), n -> n * log2(n) - 400 * n).law());
    assertEquals(Law.LOGARITHMIC, of(TENS, n -> 100 + log2(n)).law());
    assertEquals(Law.LINEAR, of(TENS, n -> 50 + 3 * n + n % 7).law());
    assertEquals(Law.QUADRATIC, of(TENS, n -> n * n + 30 * n + n % 7).law());
    assertEquals(Law.CUBIC, of(TENS, n -> n * n * n + 30 * n * n + n % 7).law());
    List<Long> steps = List.of(10L, 15L, 20L, 25L);
    Growth doubled = of(steps, n -> (1L << n) + n % 3);
    assertEquals(Law.EXPONENTIAL, doubled.law());
    assertEquals(2, doubled.parameter(), 0.01);
  }

  @ParameterizedTest
  @CsvSource({"0.5", "1.2", "1.5", "2.5", "3.5"})
  void otherPowersArePowers(double exponent) {
    Growth growth = of(TENS, n -> Math.round(1000 * Math.pow(n, exponent)));
    assertEquals(Law.POWER, growth.law());
    assertEquals(exponent, growth.parameter(), 0.001);
    assertEquals(0, growth.deviation().orElseThrow(), 0.001);
  }

  @Test
  void whatFitsNothingSaysHowFarItIsOff() {
    Growth growth = Growth.of(TENS, List.of(700L, 30L, 5_000L, 60_000L));
    assertEquals(Law.POWER, growth.law());
    assertTrue(growth.deviation().orElseThrow() > 0.5);
  }

  @Test
  void twoSizesConfirmNothing() {
    Growth growth = of(TENS.subList(0, 2), n -> n * n);
    assertEquals(2, growth.parameter(), 1e-9);
    assertTrue(growth.deviation().isEmpty());
  }

  /** What is not executed at small sizes is judged by the others; with one of them it cannot be. */
  @Test
  void countsThatBeginAtZero() {
    assertEquals(Law.POWER, Growth.of(TENS, List.of(0L, 0L, 31L, 310L)).law());
    assertEquals(Law.UNKNOWN, Growth.of(TENS, List.of(0L, 0L, 0L, 31L)).law());
    assertEquals(Law.UNKNOWN, Growth.of(TENS, List.of(5L, 3L, 1L, 0L)).law());
    assertEquals(Law.CONSTANT, Growth.of(TENS, List.of(0L, 0L, 0L, 0L)).law());
  }

  @Test
  void countsMayFall() {
    Growth growth = Growth.of(TENS, List.of(10_000L, 1_000L, 100L, 10L));
    assertEquals(-1, growth.parameter(), 1e-9);
    assertEquals(-1, growth.steepness(), 1e-9);
    assertEquals(Law.POWER, of(List.of(1L, 2L, 3L, 4L), n -> 100 - 3 * n).law());
  }
}
