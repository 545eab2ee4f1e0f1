package atlas.repl.script;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a command that is told to end by Ctrl-C or a signal say what it knows, or clear up, first.
 * While the guard is open, the process does not end but the run is interrupted; once it is closed,
 * the process ends with the status that belongs to the signal.
 */
public final class InterruptGuard implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 10_000;
  private static final long INTERVAL_MILLIS = 20;

  private final CountDownLatch closed = new CountDownLatch(1);
  private final Runnable interrupt;
  private final Thread hook = new Thread(this::interruptAndWait, "atlas-interrupt");

  /** Opens it. */
  public InterruptGuard(Runnable interrupt) {
    this.interrupt = interrupt;
    try {
      Runtime.getRuntime().addShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is on its way out already, and waits for nothing.
    }
  }

  private void interruptAndWait() {
    try {
      for (long waited = 0; waited < PATIENCE_MILLIS; waited += INTERVAL_MILLIS) {
        interrupt.run();
        if (closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is already on its way out, and the hook is what it waited for.
    }
  }
}
