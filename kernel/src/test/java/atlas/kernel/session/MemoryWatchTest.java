package atlas.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.lang.ref.WeakReference;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A watch over a heap that is as full as a test says. */
@Timeout(120)
class MemoryWatchTest {
  private final ScriptedHeap heap = new ScriptedHeap();
  private final Semaphore ended = new Semaphore(0);
  private final AtomicInteger failures = new AtomicInteger();
  private final MemoryWatch watch = new MemoryWatch(heap, this::endRun);

  private void endRun() {
    ended.release();
    if (failures.getAndDecrement() > 0) {
      throw new OutOfMemoryError("test");
    }
  }

  @AfterEach
  void end() {
    watch.end();
  }

  @Test
  void somethingIsSetAsideOnceHalfIsFullAndUntilTheRunHasEnded() throws InterruptedException {
    heap.used = 0.5;
    watch.begin();
    heap.awaitLooks(2);
    assertEquals(0, heap.taken.size());

    heap.used = 0.6;
    WeakReference<byte[]> taken = heap.taken.take();
    heap.awaitLooks(2);
    System.gc();
    assertNotNull(taken.get());
    assertEquals(0, heap.taken.size());

    watch.end();
    while (taken.get() != null) {
      System.gc();
      Thread.sleep(1);
    }
    assertEquals(0, ended.availablePermits());
  }

  @Test
  void aRunThatHasUsedUpTheMemoryIsEndedAsOftenAsItTakes() throws InterruptedException {
    heap.used = 0.9;
    heap.isExhausted = true;
    watch.begin();
    ended.acquire(2);
  }

  @Test
  void withoutMemoryToLookTheRunIsEndedAndWhatWasSetAsideGivenBack() throws InterruptedException {
    failures.set(3);
    heap.used = 0.6;
    watch.begin();
    WeakReference<byte[]> taken = heap.taken.take();
    heap.failing = true;
    // That there was no memory for that, either, is no reason not to try again.
    ended.acquire(4);
    System.gc();
    assertNull(taken.get());
  }

  private static final class ScriptedHeap implements Heap {
    private final LinkedBlockingQueue<WeakReference<byte[]>> taken = new LinkedBlockingQueue<>();
    private final Semaphore looks = new Semaphore(0);
    private volatile double used;
    private volatile boolean isExhausted;
    private volatile boolean failing;
    private long collections;

    void awaitLooks(int count) throws InterruptedException {
      looks.drainPermits();
      looks.acquire(count);
    }

    @Override
    public double used() {
      looks.release();
      if (failing) {
        throw new OutOfMemoryError("test");
      }
      return used;
    }

    @Override
    public MemoryPressure.Reading read() {
      if (isExhausted) {
        collections += 10;
      }
      return new MemoryPressure.Reading(collections, collections * 1_000_000, 0.1);
    }

    @Override
    public byte[] take() {
      byte[] bytes = new byte[1000];
      taken.add(new WeakReference<>(bytes));
      return bytes;
    }
  }
}
