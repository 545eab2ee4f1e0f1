package atlas.profiler;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The time that this JVM has spent collecting garbage, in whole milliseconds as it says. */
final class GcClock {
  // To look them up takes longer than to ask them.
  private static final List<GarbageCollectorMXBean> COLLECTORS =
      ManagementFactory.getGarbageCollectorMXBeans();

  private GcClock() {}

  static long nanos() {
    long millis = 0;
    for (GarbageCollectorMXBean bean : COLLECTORS) {
      millis += Math.max(0, bean.getCollectionTime());
    }
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
