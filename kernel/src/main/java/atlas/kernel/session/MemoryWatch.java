package atlas.kernel.session;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends runs that have used up the memory, if possible before somebody else in the process is out of
 * it. It looks at the heap now and then while a run takes long; what is soon done costs nothing.
 *
 * <p>From half full on, some of the heap is set aside until the run has ended. When the JVM has to
 * take that back, the run has had everything else: it is ended, and there is room meanwhile for
 * what others need, and afterwards for what is to be done about what the run has left in variables.
 *
 * <p>A run that the JVM only keeps alive by collecting garbage is ended, too: see {@link
 * MemoryPressure}. Then each object that is made may take a collection; so next to none are made
 * here.
 */
final class MemoryWatch {
  private static final long LONGEST_PERIOD_MILLIS = 250;
  private static final long SHORTEST_PERIOD_MILLIS = 10;

  /** It looks as often while a heap may be filled, where that takes less than two seconds. */
  private static final int LOOKS = 8;

  private static final long IDLE_MILLIS = 5_000;
  private static final double HALF_FULL = 0.5;

  /** Of what is free, half of the heap at most, that much is set aside. */
  private static final double SHARE_SET_ASIDE = 0.25;

  private final Heap heap;
  private final Runnable whenExhausted;
  private final long periodMillis;
  private final AtomicBoolean watched = new AtomicBoolean();
  private volatile Run running;

  /** A run that is going on; only the thread that watches knows what it is like. */
  private static final class Run {
    private final MemoryPressure pressure = new MemoryPressure();
    private volatile Heap.Reserve setAside;
    private double shareSetAside;
    private volatile boolean isExhausted;
  }

  /**
   * @param whenExhausted ends the run that is going on; called by a thread of its own
   */
  MemoryWatch(Heap heap, Runnable whenExhausted) {
    this.heap = heap;
    this.whenExhausted = whenExhausted;
    this.periodMillis =
        Math.clamp(heap.millisToFill() / LOOKS, SHORTEST_PERIOD_MILLIS, LONGEST_PERIOD_MILLIS);
  }

  /** A run begins. */
  void begin() {
    running = new Run();
    start();
  }

  /** It has ended. */
  synchronized void end() {
    Run run = running;
    running = null;
    if (run != null && run.setAside != null) {
      run.setAside.giveBack();
    }
  }

  /**
   * Whether a run has used up the memory, and is still to end: whoever needs some now had better
   * wait. From any thread; makes no objects.
   */
  boolean isShort() {
    Run run = running;
    if (run == null) {
      return false;
    }
    Heap.Reserve reserve = run.setAside;
    return run.isExhausted || reserve != null && reserve.isTaken();
  }

  /** Runs that follow each other soon share a thread. */
  private void start() {
    if (watched.compareAndSet(false, true)) {
      boolean started = false;
      try {
        Thread thread = new Thread(this::watch, "atlas-memory");
        thread.setDaemon(true);
        thread.start();
        started = true;
      } finally {
        if (!started) {
          watched.set(false);
        }
      }
    }
  }

  private void watch() {
    long idle = 0;
    Run run = null;
    while (idle < IDLE_MILLIS) {
      if (run == null || run.setAside == null || run.isExhausted) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(periodMillis));
      }
      run = running;
      idle = run == null ? idle + periodMillis : 0;
      if (run != null) {
        look(run);
      }
    }
    watched.set(false);
    if (running != null) {
      start();
    }
  }

  private void look(Run run) {
    try {
      run.isExhausted = run.isExhausted || isExhausted(run);
      if (run.isExhausted) {
        end(run);
      }
    } catch (OutOfMemoryError | LinkageError e) {
      // Where there is no memory for this, or to link it, there is none for the run either.
      run.isExhausted = true;
    }
  }

  private boolean isExhausted(Run run) {
    double used = heap.used();
    if (run.setAside == null && used <= HALF_FULL) {
      return false;
    }
    setAside(run, SHARE_SET_ASIDE * Math.min(1 - used, HALF_FULL));
    return run.setAside.isNeeded(periodMillis)
        || run.pressure.isExhausted(System.nanoTime(), heap.read());
  }

  /** What earlier runs have left may turn out to be garbage: then there is more to set aside. */
  private void setAside(Run run, double share) {
    if (run.setAside != null) {
      if (share <= 2 * run.shareSetAside) {
        return;
      }
      run.setAside.giveBack();
    }
    run.setAside = heap.setAside(share);
    run.shareSetAside = share;
    if (run != running) {
      run.setAside.giveBack();
    }
  }

  /** Asks for it again and again, until the run has ended; but not for the end of another one. */
  private synchronized void end(Run run) {
    if (run == running) {
      if (run.setAside != null) {
        // It takes some memory to come to an end.
        run.setAside.giveHalfBack();
      }
      whenExhausted.run();
    }
  }
}
