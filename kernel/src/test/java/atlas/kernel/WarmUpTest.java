package atlas.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WarmUpTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String NAME = "atlas-kernel-warm-up";

  private final AtomicInteger performed = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);
  private final WarmUp warmUp = new WarmUp(this::untilItIsEnough);
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  private void untilItIsEnough(BooleanSupplier enough) throws InterruptedException {
    performed.incrementAndGet();
    released.await();
    await(enough);
  }

  @Test
  void runsOnceAndNoLongerThanAWhile() throws InterruptedException {
    warmUp.begin();
    warmUp.begin();
    assertEquals(List.of(NAME), named(NAME));
    released.countDown();
    await(() -> named(NAME).isEmpty());
    warmUp.begin();
    assertEquals(List.of(), named(NAME));
    assertEquals(1, performed.get());
  }

  @Test
  void doesNotBeginAfterTheFirstCell() {
    warmUp.end();
    warmUp.begin();
    assertEquals(List.of(), named(NAME));
  }

  @Test
  void aRehearsalThatFailsIsNobodysConcern() throws InterruptedException {
    var died = new AtomicInteger();
    Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, _) -> died.incrementAndGet());
    try {
      WarmUp failing =
          new WarmUp(_ -> {
            throw new IOException("no port");
          });
      failing.begin();
      await(() -> named(NAME).isEmpty());
      assertEquals(0, died.get());
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(usual);
    }
  }

  @Test
  void aRehearsalLeavesNoThread() throws Exception {
    var rounds = new AtomicInteger();
    KernelRehearsal.perform(() -> rounds.getAndIncrement() == 1);
    assertEquals(2, rounds.get());
    await(() -> named("").isEmpty());
  }

  /** Kernel and ZeroMQ threads that were started since, by the beginnings of their names. */
  private List<String> named(String start) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.startsWith("atlas-") || name.contains("iothread"))
        .filter(name -> name.startsWith(start))
        .toList();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "waited in vain");
      Thread.sleep(1);
    }
  }
}
