package atlas.kernel.wire;

import java.time.Duration;

/** Counts what waits to be sent, and lets senders wait until there is room for more. */
final class Room {
  private final int limit;
  private int taken;

  Room(int limit) {
    this.limit = limit;
  }

  synchronized void take() {
    taken++;
  }

  synchronized void give() {
    taken--;
    if (taken == limit) {
      notifyAll();
    }
  }

  /** Waits until no more than the limit is taken; false if the time was over first. */
  synchronized boolean await(Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    while (taken > limit) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      try {
        wait(left / 1_000_000, (int) (left % 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }
}
