package atlas.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MemoryGateTest {
  @Test
  void itWaitsUntilTheGateIsOpen() {
    AtomicInteger asked = new AtomicInteger();
    new MemoryGate(() -> asked.incrementAndGet() < 5).pass();
    assertTrue(asked.get() >= 5, asked::toString);
  }

  @Test
  void whoHasWaitedForLongPassesAnyway() {
    new MemoryGate(() -> true, Duration.ofMillis(20)).pass();
  }
}
