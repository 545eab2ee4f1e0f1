package atlas.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    heap.looks.acquire(2);
    assertEquals(0, heap.setAside.availablePermits());

    heap.used = 0.6;
    heap.setAside.acquire();
    heap.readings.acquire(2);
    assertEquals(0, heap.setAside.availablePermits());
    assertEquals(0, ended.availablePermits());
    assertEquals(0, heap.givenBack.availablePermits());
    watch.end();
    assertEquals(1, heap.givenBack.availablePermits());
  }

  @Test
  void aRunForWhichThatIsNeededIsEndedAsOftenAsItTakes() throws InterruptedException {
    heap.used = 0.6;
    watch.begin();
    heap.setAside.acquire();
    heap.isNeeded = true;
    ended.acquire(3);
    assertEquals(0, heap.setAside.availablePermits());
    assertEquals(0, heap.givenBack.availablePermits());

    heap.isNeeded = false;
    watch.end();
    ended.drainPermits();
    watch.begin();
    heap.setAside.acquire();
    heap.readings.drainPermits();
    heap.readings.acquire(2);
    assertEquals(0, ended.availablePermits());
  }

  @Test
  void whereLittleIsFreeLittleIsSetAsideUntilThereIsMore() throws InterruptedException {
    heap.used = 0.9;
    watch.begin();
    heap.setAside.acquire();
    assertEquals(0.025, heap.share, 1e-9);
    heap.used = 0.85;
    heap.readings.acquire(2);
    assertEquals(0, heap.setAside.availablePermits());

    heap.used = 0.1;
    heap.setAside.acquire();
    assertEquals(0.125, heap.share, 1e-9);
    assertEquals(1, heap.givenBack.availablePermits());
  }

  @Test
  void theSoonerAHeapMayBeFullTheMoreOftenItIsLookedAt() throws InterruptedException {
    assertEquals(10, millisBetweenLooks(8));
    assertEquals(31, millisBetweenLooks(250));
    assertEquals(250, millisBetweenLooks(10_000));
  }

  private static long millisBetweenLooks(long millisToFill) throws InterruptedException {
    ScriptedHeap heap = new ScriptedHeap();
    heap.used = 0.6;
    heap.millisToFill = millisToFill;
    MemoryWatch watch = new MemoryWatch(heap, () -> {});
    watch.begin();
    heap.readings.acquire();
    watch.end();
    return heap.waited;
  }

  @Test
  void aRunThatKeepsTheCollectorBusyIsEnded() throws InterruptedException {
    heap.used = 0.9;
    heap.isExhausted = true;
    watch.begin();
    ended.acquire();
    assertTrue(heap.halfGivenBack.tryAcquire());
    assertEquals(0, heap.givenBack.availablePermits());
  }

  @Test
  void memoryIsShortFromWhenTheReserveIsTakenUntilTheRunHasEnded() throws InterruptedException {
    assertFalse(watch.isShort());
    heap.used = 0.9;
    watch.begin();
    heap.readings.acquire(2);
    assertFalse(watch.isShort());
    heap.isTaken = true;
    assertTrue(watch.isShort());
    watch.end();
    assertFalse(watch.isShort());
    watch.begin();
    while (!watch.isShort()) {
      Thread.sleep(1);
    }
  }

  @Test
  void withoutMemoryToLookTheRunIsEnded() throws InterruptedException {
    failures.set(3);
    watch.begin();
    heap.failing = true;
    // That there was no memory for that, either, is no reason not to try again.
    ended.acquire(4);
  }

  @Test
  void withoutMemoryToLinkWhatLooksTheRunIsEnded() throws InterruptedException {
    watch.begin();
    heap.isUnlinked = true;
    ended.acquire(2);
  }

  @Test
  void theThreadEndsAWhileAfterTheLastRunAndIsThereForTheNext() throws InterruptedException {
    heap.used = 0.6;
    watch.begin();
    heap.setAside.acquire();
    Thread first = heap.watcher;
    watch.end();
    first.join();
    watch.begin();
    heap.setAside.acquire();
    assertTrue(first != heap.watcher);
  }

  private static final class ScriptedHeap implements Heap, Heap.Reserve {
    private final Semaphore looks = new Semaphore(0);
    private final Semaphore setAside = new Semaphore(0);
    private final Semaphore givenBack = new Semaphore(0);
    private final Semaphore halfGivenBack = new Semaphore(0);
    private final Semaphore readings = new Semaphore(0);
    private volatile double used;
    private volatile long millisToFill = 100;
    private volatile long waited;
    private volatile double share;
    private volatile boolean isExhausted;
    private volatile boolean isNeeded;
    private volatile boolean isTaken;
    private volatile boolean failing;
    private volatile boolean isUnlinked;
    private volatile Thread watcher;
    private long collections;

    @Override
    public double used() {
      looks.release();
      if (failing) {
        throw new OutOfMemoryError("test");
      }
      if (isUnlinked) {
        throw new BootstrapMethodError(new OutOfMemoryError("test"));
      }
      return used;
    }

    @Override
    public long millisToFill() {
      return millisToFill;
    }

    @Override
    public MemoryPressure.Reading read() {
      readings.release();
      if (isExhausted) {
        collections += 10;
      }
      return new MemoryPressure.Reading(collections, collections * 1_000_000, 0.1);
    }

    @Override
    public Reserve setAside(double share) {
      watcher = Thread.currentThread();
      this.share = share;
      setAside.release();
      return this;
    }

    @Override
    public boolean isNeeded(long millis) {
      waited = millis;
      return isNeeded;
    }

    @Override
    public boolean isTaken() {
      return isTaken;
    }

    @Override
    public void giveHalfBack() {
      halfGivenBack.release();
    }

    @Override
    public void giveBack() {
      givenBack.release();
    }
  }
}
