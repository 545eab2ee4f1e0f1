package atlas.kernel.session;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends runs that the JVM only keeps alive by collecting garbage, see {@link MemoryPressure}. It
 * looks at the heap now and then while a run takes long, and asks the JVM for more than that only
 * if the heap is nearly full; what is soon done costs nothing.
 *
 * <p>A run may leave in variables all that there is room for. So that something can be done about
 * that in the session, it cannot have all: once the heap is half full, some is set aside until the
 * run has ended.
 */
final class MemoryWatch {
  private static final long PERIOD_MILLIS = 250;
  private static final long KEEP_SECONDS = 5;
  private static final double CROWDED = 0.75;
  private static final double HALF_FULL = 0.5;

  private final Heap heap;
  private final Runnable whenExhausted;
  private final ScheduledThreadPoolExecutor timer;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile MemoryPressure running;
  private volatile byte[] setAside;

  /**
   * @param whenExhausted ends the run that is going on; called by a thread of its own
   */
  MemoryWatch(Heap heap, Runnable whenExhausted) {
    this.heap = heap;
    this.whenExhausted = whenExhausted;
    this.timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "atlas-memory");
              thread.setDaemon(true);
              return thread;
            });
    timer.setKeepAliveTime(KEEP_SECONDS, TimeUnit.SECONDS);
    timer.allowCoreThreadTimeOut(true);
  }

  /** A run begins. */
  void begin() {
    running = new MemoryPressure();
    schedule();
  }

  /** It has ended. */
  void end() {
    running = null;
    setAside = null;
  }

  /** Runs that follow each other soon share what one of them has scheduled. */
  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      boolean done = false;
      try {
        timer.schedule(this::look, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        done = true;
      } finally {
        if (!done) {
          scheduled.set(false);
        }
      }
    }
  }

  private void look() {
    scheduled.set(false);
    MemoryPressure now = running;
    if (now == null) {
      return;
    }
    try {
      schedule();
      double used = heap.used();
      if (used > HALF_FULL) {
        setAside();
      }
      if (used > CROWDED && now.isExhausted(System.nanoTime(), heap.read())) {
        whenExhausted.run();
      }
    } catch (OutOfMemoryError e) {
      endInWhatIsSetAside();
    }
  }

  private void setAside() {
    if (setAside == null) {
      setAside = heap.take();
      if (running == null) {
        setAside = null;
      }
    }
  }

  /** Where there is no memory to look, there is none for the run either. */
  private void endInWhatIsSetAside() {
    setAside = null;
    try {
      whenExhausted.run();
    } catch (OutOfMemoryError e) {
      // The run has taken that, too. It will be told so itself, or the next look may succeed.
    }
  }
}
