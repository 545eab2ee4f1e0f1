package atlas.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WarmUpTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final WarmUp warmUp = new WarmUp();
  private final Set<Thread> before = Thread.getAllStackTraces().keySet();

  @Test
  void runsOnceAndLeavesNoThread() throws InterruptedException {
    warmUp.begin();
    warmUp.begin();
    assertEquals(1, named("atlas-kernel-warm-up").size());
    await(() -> !named("atlas-kernel-cells").isEmpty());
    await(() -> named("").isEmpty());
    warmUp.begin();
    assertEquals(List.of(), named("atlas-kernel-warm-up"));
  }

  @Test
  void doesNotBeginAfterTheFirstCell() {
    warmUp.end();
    warmUp.begin();
    assertEquals(List.of(), named("atlas-kernel-warm-up"));
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
