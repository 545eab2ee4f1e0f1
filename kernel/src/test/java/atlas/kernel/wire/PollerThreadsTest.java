package atlas.kernel.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.protocol.MemoryGate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class PollerThreadsTest {
  private final List<Throwable> deaths = Collections.synchronizedList(new ArrayList<>());
  private int runs;

  private void run(int failures, Error error) throws InterruptedException {
    Thread thread =
        new PollerThreads(deaths::add, MemoryGate.OPEN)
            .make(
                () -> {
                  if (runs++ < failures) {
                    throw error;
                  }
                },
                "poller");
    assertTrue(thread.isDaemon());
    assertEquals("poller", thread.getName());
    thread.start();
    thread.join();
  }

  @Test
  void onesThatLackTheMemoryToWaitWaitAnew() throws InterruptedException {
    run(3, new OutOfMemoryError("test"));
    assertEquals(4, runs);
    assertEquals(List.of(), deaths);
  }

  @Test
  void otherErrorsAreTheirEnd() throws InterruptedException {
    AssertionError error = new AssertionError("test");
    run(3, error);
    assertEquals(1, runs);
    assertEquals(List.of(error), deaths);
  }
}
