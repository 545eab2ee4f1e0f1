package atlas.kernel;

import atlas.kernel.server.Preparation;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * A rehearsal between a kernel's first answer and its first cell, so that the JVM compiles what
 * cells need before somebody waits for one. Clients leave that time: after the first answer they
 * listen for a fifth of a second whether more comes, or show a notebook to somebody who then types.
 */
final class WarmUp implements Preparation {
  /** About as long as a client listens; after that, the JVM knows most of what it can learn. */
  private static final long LONGEST_NANOS = 200_000_000;

  /** What is done meanwhile. */
  interface Rehearsal {
    void perform(BooleanSupplier enough) throws IOException, InterruptedException;
  }

  private final Rehearsal rehearsal;
  private boolean begun;
  private volatile boolean ended;

  WarmUp() {
    this(KernelRehearsal::perform);
  }

  WarmUp(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
  }

  @Override
  public synchronized void begin() {
    if (!begun && !ended) {
      begun = true;
      Thread.ofPlatform().daemon().name("atlas-kernel-warm-up").start(this::rehearse);
    }
  }

  @Override
  public void end() {
    ended = true;
  }

  private void rehearse() {
    long end = System.nanoTime() + LONGEST_NANOS;
    try {
      rehearsal.perform(() -> ended || System.nanoTime() > end);
    } catch (IOException | RuntimeException | OutOfMemoryError e) {
      // Where no port may be opened, or no memory is left, cells take a little longer at first.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
