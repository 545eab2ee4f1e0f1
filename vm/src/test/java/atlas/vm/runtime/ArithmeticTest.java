package atlas.vm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.diagnostics.DiagnosticCode;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ArithmeticTest {
  private static void fails(DiagnosticCode code, Executable action) {
    assertEquals(code, assertThrows(AtlasError.class, action).code());
  }

  @Test
  void remainderIsThatOfIeeeForAllOperands() {
    double[] numbers = {
      0,
      -0.0,
      1,
      -1,
      2,
      3,
      -3,
      0.5,
      -5.5,
      7,
      1e15,
      9007199254740993d,
      0x1p53,
      0x1p62,
      0x1p63,
      -0x1p63,
      0x1p64,
      2147483647,
      2147483648d,
      -2147483648d,
      1e300,
      Double.MIN_VALUE
    };
    for (double a : numbers) {
      for (double b : numbers) {
        if (b != 0) {
          assertEquals(a % b, Arithmetic.mod(a, b), 0, a + " % " + b);
        }
      }
    }
    Random random = new Random(3);
    for (int i = 0; i < 100_000; i++) {
      double a = (random.nextLong() >> random.nextInt(64)) * (random.nextBoolean() ? 1 : 0.25);
      double b = (random.nextLong() >> random.nextInt(64)) + 0.0;
      if (b != 0) {
        assertEquals(Double.doubleToLongBits(a % b), Double.doubleToLongBits(Arithmetic.mod(a, b)));
      }
    }
  }

  @Test
  void divisionByZeroComesFirst() {
    fails(DiagnosticCode.AT0005, () -> Arithmetic.div(1, 0));
    fails(DiagnosticCode.AT0005, () -> Arithmetic.div(0, -0.0));
    fails(DiagnosticCode.AT0005, () -> Arithmetic.div(Double.NaN, 0));
    fails(DiagnosticCode.AT0005, () -> Arithmetic.mod(0, 0));
    fails(DiagnosticCode.AT0005, () -> Arithmetic.mod(Double.POSITIVE_INFINITY, -0.0));
  }

  @Test
  void resultsAreFinite() {
    double inf = Double.POSITIVE_INFINITY;
    fails(DiagnosticCode.AT0007, () -> Arithmetic.mul(1e308, 10));
    fails(DiagnosticCode.AT0007, () -> Arithmetic.add(Double.MAX_VALUE, Double.MAX_VALUE));
    fails(DiagnosticCode.AT0007, () -> Arithmetic.sub(inf, inf));
    fails(DiagnosticCode.AT0007, () -> Arithmetic.div(1e308, 1e-308));
    fails(DiagnosticCode.AT0007, () -> Arithmetic.mod(inf, 3));
    fails(DiagnosticCode.AT0007, () -> Arithmetic.add(Double.NaN, 1));
    assertEquals(0, Arithmetic.div(1, inf));
    assertEquals(5, Arithmetic.mod(5, inf));
  }

  @Test
  void operandsOfUnknownTypeAreChecked() {
    Value one = NumberValue.of(1);
    Value word = Text.of("a");
    assertEquals(NumberValue.of(2), Arithmetic.add(one, one));
    assertEquals(Text.of("aa"), Arithmetic.add(word, word));
    AtlasError error = assertThrows(AtlasError.class, () -> Arithmetic.add(word, one));
    assertEquals(DiagnosticCode.AT0001, error.code());
    assertTrue(error.getMessage().contains("string and number"), error.getMessage());
    fails(DiagnosticCode.AT0001, () -> Arithmetic.less(word, word));
    fails(DiagnosticCode.AT0001, () -> Arithmetic.negate(NullValue.NULL));
  }
}
