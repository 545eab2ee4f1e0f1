package atlas.vm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormattingTest {
  @ParameterizedTest
  @CsvSource({
    "42, 42",
    "0.1, 0.1",
    "0.30000000000000004, 0.30000000000000004",
    "2.50, 2.5",
    "100000000000000000000, 100000000000000000000",
    "1e21, 1000000000000000000000",
    "1e22, 10000000000000000000000",
    "1e23, 99999999999999991611392",
    "9007199254740993, 9007199254740992",
    "1e-7, 0.0000001",
    "1.5e-10, 0.00000000015",
    "123456.789e3, 123456789",
    "123456789.25, 123456789.25",
    "-0.0, -0",
    "0.0, 0",
    "-2.75, -2.75",
    "-1.25e-7, -0.000000125",
    "12345678.5, 12345678.5",
    "-12345678.25, -12345678.25",
    "-9223372036854775808, -9223372036854775808",
    "18446744073709551616, 18446744073709551616",
    "0.001, 0.001",
    "0.00025, 0.00025",
    "NaN, NaN",
    "Infinity, inf",
    "-Infinity, -inf"
  })
  void followsTheTable(double value, String text) {
    assertEquals(text, Formatting.number(value));
  }

  @Test
  void subnormalsTakeOneDigitWhereThatIsEnough() {
    assertEquals("0." + "0".repeat(323) + "5", Formatting.number(Double.MIN_VALUE));
    assertEquals("0." + "0".repeat(322) + "1", Formatting.number(2 * Double.MIN_VALUE));
  }

  @Test
  void everyNumberFollowsTheRules() {
    Random random = new Random(2);
    for (int i = 0; i < 15_000; i++) {
      check(Double.longBitsToDouble(random.nextLong()));
      check(Double.longBitsToDouble(random.nextLong() >>> random.nextInt(63)));
      check(random.nextInt(1_000_000) / 1000.0);
      check(random.nextDouble() * Math.pow(10, random.nextInt(40) - 20));
      check(Double.MIN_VALUE * random.nextInt(2000));
    }
  }

  @Test
  void largeNumbersInTheFewestDigitsAreThoseOfJava() {
    Random random = new Random(3);
    for (int i = 0; i < 10_000; i++) {
      double value = (random.nextDouble() - 0.5) * Math.pow(10, 16 + random.nextInt(290));
      assertEquals(
          new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString(),
          Formatting.shortest(value));
    }
  }

  private static void check(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return;
    }
    String text = Formatting.number(value);
    assertTrue(text.matches("-?(0|[1-9][0-9]*)(\\.[0-9]*[1-9])?"), text);
    assertEquals(
        Double.doubleToLongBits(value), Double.doubleToLongBits(Double.parseDouble(text)), text);
    if (value == Math.rint(value)) {
      BigDecimal exact = new BigDecimal(value);
      assertEquals(exact.signum() == 0 ? text : exact.toBigInteger().toString(), text);
      return;
    }
    int digits = new BigDecimal(text).precision();
    if (digits > 1) {
      BigDecimal exact = new BigDecimal(value);
      for (RoundingMode mode : new RoundingMode[] {RoundingMode.UP, RoundingMode.DOWN}) {
        double shorter = exact.round(new MathContext(digits - 1, mode)).doubleValue();
        assertFalse(shorter == value, () -> text + " is not the shortest");
      }
    }
  }
}
