package atlas.kernel.session;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells when a run has in effect used up the memory: the JVM does little else any more than to
 * collect all of the heap again and again, and gains little by it. Left alone, it would go on like
 * that for minutes before it gives up.
 */
final class MemoryPressure {
  private static final int COLLECTIONS = 4;
  private static final int COLLECTIONS_IN_VAIN = 2;
  private static final double LEFT = 0.20;
  private static final double NEXT_TO_NOTHING_LEFT = 0.05;
  private static final double SHARE_OF_TIME = 0.80;

  /**
   * What is known of the heap.
   *
   * @param collections of all of the heap, so far
   * @param collectionMillis the time that they took
   * @param free what is free, as a share of all there may ever be
   */
  record Reading(long collections, long collectionMillis, double free) {}

  private record Start(long nanos, Reading reading) {}

  private Optional<Start> start = Optional.empty();

  /** Whether it has come so far; to be asked now and then while a run goes on. */
  boolean isExhausted(long nanos, Reading reading) {
    if (reading.free() > LEFT) {
      start = Optional.empty();
      return false;
    }
    if (start.isEmpty()) {
      start = Optional.of(new Start(nanos, reading));
      return false;
    }
    Reading before = start.get().reading();
    int enough = reading.free() < NEXT_TO_NOTHING_LEFT ? COLLECTIONS_IN_VAIN : COLLECTIONS;
    if (reading.collections() - before.collections() < enough) {
      return false;
    }
    long elapsed = nanos - start.get().nanos();
    long collecting =
        TimeUnit.MILLISECONDS.toNanos(reading.collectionMillis() - before.collectionMillis());
    start = Optional.of(new Start(nanos, reading));
    return collecting >= SHARE_OF_TIME * elapsed;
  }
}
