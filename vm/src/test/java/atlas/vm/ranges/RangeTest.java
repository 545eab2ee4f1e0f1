package atlas.vm.ranges;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.function.BinaryOperator;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

/** Ranges of results hold what the operators on doubles give, and claim nothing of {@code -0}. */
final class RangeTest {
  private final Random random = new Random(17);

  private long bound(int bits) {
    return random.nextLong() >> 63 - random.nextInt(bits + 1);
  }

  private Range range(int bits) {
    long a = bound(bits);
    long b = random.nextInt(4) == 0 ? a : bound(bits);
    return new Range(Math.min(a, b), Math.max(a, b));
  }

  // One of its numbers, often an end of the range or zero, as a double that is exactly that.
  private double member(Range range) {
    long value =
        switch (random.nextInt(4)) {
          case 0 -> range.lo();
          case 1 -> range.hi();
          case 2 -> Math.clamp(0, range.lo(), range.hi());
          default -> range.lo() + Math.abs(random.nextLong() % (range.hi() - range.lo() + 1));
        };
    return value;
  }

  private void check(
      BinaryOperator<Range> onRanges, DoubleBinaryOperator onNumbers, int bits, String name) {
    int known = 0;
    for (int i = 0; i < 20_000; i++) {
      Range left = range(bits);
      Range right = range(bits);
      Range result = onRanges.apply(left, right).rounded();
      double number = onNumbers.applyAsDouble(member(left), member(right));
      String message = name + " " + left + " " + right + " gave " + number;
      if (result.isWhole()) {
        known++;
        assertTrue(result.contains(Range.of(number)), message);
      }
    }
    assertTrue(known > 1000, name + " is hardly ever known");
  }

  @Test
  void resultsOfOperatorsLieInTheRangesOfTheResults() {
    check(Range::plus, (a, b) -> a + b, 53, "+");
    check(Range::minus, (a, b) -> a - b, 53, "-");
    check(Range::times, (a, b) -> a * b, 40, "*");
    check(Range::remainder, (a, b) -> a % b, 53, "%");
    check(Range::floorQuotient, (a, b) -> Math.floor(a / b), 52, "floor(/)");
    check(Range::min, Math::min, 53, "min");
    check(Range::max, Math::max, 53, "max");
    check((a, _) -> a.negated(), (a, _) -> -a, 53, "negation");
    check((a, _) -> a.absolute(), (a, _) -> Math.abs(a), 53, "abs");
  }

  @Test
  void minusZeroIsNotWhole() {
    assertFalse(Range.of(-0.0).isWhole());
    assertFalse(new Range(0, 3).times(new Range(-1, 1)).isWhole());
    assertFalse(new Range(-4, 3).remainder(new Range(2, 2)).isWhole());
    assertFalse(new Range(0, 3).negated().isWhole());
    assertFalse(new Range(0, 3).floorQuotient(new Range(-5, -5)).isWhole());
    assertEquals(new Range(-3, 0), new Range(1, 3).times(new Range(-1, 0)));
    assertFalse(new Range(-3, -1).times(new Range(-1, 0)).isWhole());
  }

  @Test
  void boundsThatGrowReachTheirLastMarkSoon() {
    Range range = new Range(0, 0);
    for (int step = 1; step < 6 && range.isWhole(); step++) {
      range = range.widened(new Range(range.lo(), range.hi() + 1));
    }
    assertEquals(Range.ANY, range.widened(new Range(0, Range.EXACT + 1)));
  }
}
