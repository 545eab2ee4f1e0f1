package atlas.kernel.session;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;
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
  private static final int PARTS = 32;
  private static final long LARGEST = 32 << 20;

  private final Runnable whenExhausted;
  private final ScheduledThreadPoolExecutor timer;
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile MemoryPressure running;
  private volatile byte[] setAside;

  /**
   * @param whenExhausted ends the run that is going on; called by a thread of its own
   */
  MemoryWatch(Runnable whenExhausted) {
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
        scheduled.set(done);
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
      if (isFuller(HALF_FULL)) {
        setAside();
      }
      if (isFuller(CROWDED) && now.isExhausted(System.nanoTime(), read())) {
        whenExhausted.run();
      }
    } catch (OutOfMemoryError e) {
      whenExhausted.run();
    }
  }

  private void setAside() {
    if (setAside == null) {
      setAside = new byte[(int) Math.min(Runtime.getRuntime().maxMemory() / PARTS, LARGEST)];
      if (running == null) {
        setAside = null;
      }
    }
  }

  private static boolean isFuller(double share) {
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory() > share * runtime.maxMemory();
  }

  /** Of the pools, only that of the objects that have come to stay supports a threshold. */
  private static MemoryPressure.Reading read() {
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    List<String> full =
        heap.stream()
            .filter(MemoryPoolMXBean::isUsageThresholdSupported)
            .flatMap(pool -> Arrays.stream(pool.getMemoryManagerNames()))
            .toList();
    long collections = 0;
    long millis = 0;
    for (var collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      if (full.contains(collector.getName())) {
        collections += Math.max(0, collector.getCollectionCount());
        millis += Math.max(0, collector.getCollectionTime());
      }
    }
    long used = 0;
    for (MemoryPoolMXBean pool : heap) {
      used += pool.getCollectionUsage().getUsed();
    }
    double free = 1 - (double) used / Runtime.getRuntime().maxMemory();
    return new MemoryPressure.Reading(collections, millis, free);
  }
}
