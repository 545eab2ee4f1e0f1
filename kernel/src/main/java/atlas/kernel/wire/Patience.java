package atlas.kernel.wire;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * For how long something is tried in vain before it is given up. What counts is the time spent on
 * trying: while the machine stands still, the one that is waited for does, too.
 */
final class Patience {
  private static final long LONGEST_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final long limitNanos;
  private long waitedNanos;
  private OptionalLong lastTry = OptionalLong.empty();

  Patience(Duration limit) {
    this.limitNanos = limit.toNanos();
  }

  /** It was tried in vain at a time; true if it is not to be tried again. */
  boolean isOver(long nanos) {
    if (lastTry.isPresent()) {
      waitedNanos += Math.min(nanos - lastTry.getAsLong(), LONGEST_STEP_NANOS);
    }
    lastTry = OptionalLong.of(nanos);
    return waitedNanos >= limitNanos;
  }

  /** It succeeded, or what is tried next is something else. */
  void renew() {
    waitedNanos = 0;
    lastTry = OptionalLong.empty();
  }
}
