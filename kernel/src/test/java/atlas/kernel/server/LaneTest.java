package atlas.kernel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LaneTest {
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final Semaphore handled = new Semaphore(0);
  private final AtomicInteger threads = new AtomicInteger();

  @Test
  void whatThereIsNoThreadForIsHandledWhenThereIs() throws InterruptedException {
    Lane lane = lane(2);
    lane.add(new Exchange(null, null, null));
    lane.add(new Exchange(null, null, null));
    assertEquals(2, later.size());
    later.remove().run();
    later.remove().run();
    handled.acquire(2);
    assertTrue(later.isEmpty());
    lane.stop();
    assertTrue(lane.join(Duration.ofSeconds(30)));
  }

  /** A lane that gets its first thread only after so many tries. */
  private Lane lane(int failures) {
    return Lane.onDemand(
        "lane",
        task -> {
          if (threads.getAndIncrement() < failures) {
            throw new OutOfMemoryError("unable to create native thread");
          }
          return new Thread(task);
        },
        Duration.ofSeconds(1),
        exchange -> handled.release(),
        later::add);
  }
}
