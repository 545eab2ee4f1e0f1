package atlas.kernel.session;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.List;

/** The heap of this JVM. */
final class JvmHeap implements Heap {
  private static final int LARGEST = 64 << 20;
  private static final double NEARLY_FULL = 0.9375;

  /** What a run makes of objects at most, as a rule. */
  private static final long BYTES_PER_MILLI = 1 << 20;

  /** Those that collect all of it; found when they are needed, as that takes a while. */
  private volatile List<GarbageCollectorMXBean> collectors = List.of();

  @Override
  public double used() {
    Runtime runtime = Runtime.getRuntime();
    return (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
  }

  @Override
  public long millisToFill() {
    return Runtime.getRuntime().maxMemory() / BYTES_PER_MILLI;
  }

  @Override
  public MemoryPressure.Reading read() {
    long collections = 0;
    long millis = 0;
    for (int i = 0; i < collectors.size(); i++) {
      collections += Math.max(0, collectors.get(i).getCollectionCount());
      millis += Math.max(0, collectors.get(i).getCollectionTime());
    }
    return new MemoryPressure.Reading(collections, millis, 1 - used());
  }

  @Override
  public Reserve setAside(double share) {
    double bytes = Math.min(share * Runtime.getRuntime().maxMemory(), LARGEST);
    Reserve reserve = new SoftReserve((int) (bytes / 2));
    if (collectors.isEmpty()) {
      collectors = findCollectors();
    }
    return reserve;
  }

  /** Of the pools, only that of the objects that have come to stay supports a threshold. */
  private static List<GarbageCollectorMXBean> findCollectors() {
    List<String> names =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .filter(MemoryPoolMXBean::isUsageThresholdSupported)
            .flatMap(pool -> Arrays.stream(pool.getMemoryManagerNames()))
            .toList();
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(collector -> names.contains(collector.getName()))
        .toList();
  }

  /**
   * The JVM clears soft references before it lets anybody run out of memory, and earlier if nobody
   * has asked for them for long, the less is free the sooner ({@code SoftRefLRUPolicyMSPerMB}, set
   * by the launcher). That matters: a JVM may collect all of the heap again and again, and find a
   * little each time, while nobody else gets to do anything in between.
   */
  private final class SoftReserve implements Reserve {
    private final ReferenceQueue<byte[]> cleared = new ReferenceQueue<>();
    private final SoftReference<byte[]> untilNeeded;
    private volatile byte[] untilGivenBack;

    SoftReserve(int size) {
      untilNeeded = new SoftReference<>(new byte[size], cleared);
      untilGivenBack = new byte[size];
    }

    @Override
    public boolean isNeeded(long millis) {
      try {
        if (used() < NEARLY_FULL) {
          untilNeeded.get();
        }
        return isTaken() || cleared.remove(millis) != null;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }

    @Override
    public boolean isTaken() {
      return untilNeeded.refersTo(null);
    }

    @Override
    public void giveHalfBack() {
      untilNeeded.clear();
    }

    @Override
    public void giveBack() {
      untilNeeded.clear();
      untilGivenBack = null;
    }
  }
}
