package atlas.profiler;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** The time that this JVM has spent collecting garbage, in whole milliseconds as it says. */
final class GcClock {
  private GcClock() {}

  static long nanos() {
    long millis = 0;
    for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      millis += Math.max(0, bean.getCollectionTime());
    }
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }
}
