package atlas.kernel.server;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Collects garbage while nobody waits for the kernel. Left alone, the JVM collects only when all
 * the space is used up that it has for new objects, which is more than a hundred megabytes and
 * becomes resident as it is used; somebody who works in a notebook would get there step by step,
 * with nothing to show for it. Collected in the pauses, the same few megabytes are used again and
 * again.
 *
 * <p>It happens soon where it is soon done, later where cells have used much, and never for little.
 * The JVM is to be told to shrink the heap at once: what a large cell has used is then given back.
 */
final class IdleCollector {
  private static final long PAUSE_MILLIS = 500;
  private static final long LONG_PAUSE_MILLIS = 5_000;
  private static final long LEAST = 16 << 20;
  private static final long MUCH = 128 << 20;

  private final LongSupplier clock;
  private final LongSupplier used;
  private final Runnable collection;
  private final AtomicInteger atWork = new AtomicInteger();
  private volatile long lastEnd;
  private long kept;

  /**
   * @param clock tells nanoseconds
   * @param used the memory that objects take, those that are garbage included
   * @param collection takes the garbage away
   */
  IdleCollector(LongSupplier clock, LongSupplier used, Runnable collection) {
    this.clock = clock;
    this.used = used;
    this.collection = collection;
    this.lastEnd = clock.getAsLong();
  }

  /** The one for this process. */
  static IdleCollector ofJvm() {
    Runtime runtime = Runtime.getRuntime();
    return new IdleCollector(
        System::nanoTime, () -> runtime.totalMemory() - runtime.freeMemory(), System::gc);
  }

  /** Looks now and then whether it is time. */
  void start(ScheduledExecutorService timer) {
    timer.scheduleWithFixedDelay(this::look, PAUSE_MILLIS, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Something is being done for a client. From any thread; others may be at it, too. */
  void begin() {
    atWork.incrementAndGet();
  }

  /** What has begun is done. */
  void end() {
    lastEnd = clock.getAsLong();
    atWork.decrementAndGet();
  }

  /** Collects if nothing has been done for a while, and it is worth it. */
  void look() {
    long quiet = TimeUnit.NANOSECONDS.toMillis(clock.getAsLong() - lastEnd);
    if (atWork.get() > 0 || quiet < PAUSE_MILLIS) {
      return;
    }
    long now = used.getAsLong();
    kept = Math.min(kept, now);
    boolean isTime = now <= MUCH || quiet >= LONG_PAUSE_MILLIS;
    if (isTime && now - kept >= Math.max(LEAST, kept)) {
      collection.run();
      kept = used.getAsLong();
    }
  }
}
