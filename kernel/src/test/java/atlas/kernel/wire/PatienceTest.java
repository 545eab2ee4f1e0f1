package atlas.kernel.wire;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Patience patience = new Patience(Duration.ofMillis(300));

  private boolean isOver(long millis) {
    return patience.isOver(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  @Test
  void itIsOverWhenTheTimeIs() {
    assertFalse(isOver(1000));
    assertFalse(isOver(1100));
    assertFalse(isOver(1199));
    assertFalse(isOver(1299));
    assertTrue(isOver(1300));
  }

  @Test
  void aSuccessRenewsIt() {
    assertFalse(isOver(0));
    assertFalse(isOver(100));
    assertFalse(isOver(200));
    patience.renew();
    assertFalse(isOver(300));
    assertFalse(isOver(400));
    assertFalse(isOver(500));
    assertTrue(isOver(600));
  }

  @Test
  void aMachineThatStandsStillIsNotWaitedFor() {
    assertFalse(isOver(0));
    assertFalse(isOver(10_000));
    assertFalse(isOver(10_100));
    assertTrue(isOver(90_000));
  }
}
