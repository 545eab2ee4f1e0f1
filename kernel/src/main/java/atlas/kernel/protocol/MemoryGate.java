package atlas.kernel.protocol;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Holds up the threads that work for clients while a cell has used up the memory and is being
 * ended: what they are about to do would need some, and half done it may be lost. Nothing here
 * makes objects.
 */
public final class MemoryGate {
  private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** A cell that has not ended after that time may need somebody to interrupt it. */
  private static final Duration LONGEST = Duration.ofSeconds(10);

  /** One that is never shut. */
  public static final MemoryGate OPEN = new MemoryGate(() -> false);

  private final BooleanSupplier isShut;
  private final long longestNanos;

  public MemoryGate(BooleanSupplier isShut) {
    this(isShut, LONGEST);
  }

  MemoryGate(BooleanSupplier isShut, Duration longest) {
    this.isShut = isShut;
    this.longestNanos = longest.toNanos();
  }

  /** Returns when the gate is open; after ten seconds in any case. From any thread. */
  public void pass() {
    if (isShut.getAsBoolean()) {
      long begun = System.nanoTime();
      while (isShut.getAsBoolean() && System.nanoTime() - begun < longestNanos) {
        LockSupport.parkNanos(STEP_NANOS);
      }
    }
  }
}
