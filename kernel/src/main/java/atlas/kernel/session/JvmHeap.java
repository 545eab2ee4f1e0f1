package atlas.kernel.session;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Arrays;
import java.util.List;

/** The heap of this JVM. */
final class JvmHeap implements Heap {
  private static final int PARTS = 32;
  private static final long LARGEST = 32 << 20;

  @Override
  public double used() {
    Runtime runtime = Runtime.getRuntime();
    return (double) (runtime.totalMemory() - runtime.freeMemory()) / runtime.maxMemory();
  }

  /** Of the pools, only that of the objects that have come to stay supports a threshold. */
  @Override
  public MemoryPressure.Reading read() {
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

  @Override
  public byte[] take() {
    return new byte[(int) Math.min(Runtime.getRuntime().maxMemory() / PARTS, LARGEST)];
  }
}
