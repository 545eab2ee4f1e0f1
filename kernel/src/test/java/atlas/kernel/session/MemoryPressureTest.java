package atlas.kernel.session;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.session.MemoryPressure.Reading;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class MemoryPressureTest {
  private final MemoryPressure pressure = new MemoryPressure();

  private boolean isExhausted(long atMillis, long collections, long millis, double free) {
    Reading reading = new Reading(collections, millis, free);
    return pressure.isExhausted(TimeUnit.MILLISECONDS.toNanos(atMillis), reading);
  }

  @Test
  void fourCollectionsInARowThatGainLittleAndTakeMostOfTheTimeAreTheEnd() {
    assertFalse(isExhausted(0, 10, 5000, 0.20));
    assertFalse(isExhausted(500, 13, 5450, 0.18));
    assertTrue(isExhausted(1000, 14, 5800, 0.19));
  }

  @Test
  void twoThatGainNextToNothingAreEnough() {
    assertFalse(isExhausted(0, 10, 5000, 0.04));
    assertFalse(isExhausted(500, 11, 5450, 0.04));
    assertFalse(isExhausted(1000, 13, 5800, 0.05));
    assertTrue(isExhausted(1250, 13, 6000, 0.04));
  }

  @Test
  void aRunThatGetsOnIsLeftAlone() {
    assertFalse(isExhausted(0, 10, 5000, 0.05));
    assertFalse(isExhausted(1000, 20, 5790, 0.05));
    assertFalse(isExhausted(2000, 23, 6590, 0.05));
    assertTrue(isExhausted(3000, 24, 7390, 0.05));
  }

  @Test
  void itBeginsAnewWhenMemoryIsThereAgain() {
    assertFalse(isExhausted(0, 10, 5000, 0.05));
    assertFalse(isExhausted(250, 11, 5250, 0.21));
    assertFalse(isExhausted(500, 12, 5500, 0.05));
    assertFalse(isExhausted(750, 15, 5750, 0.05));
    assertTrue(isExhausted(1000, 16, 6000, 0.05));
  }
}
