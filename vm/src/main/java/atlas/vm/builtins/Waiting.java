package atlas.vm.builtins;

import atlas.vm.runtime.Context;
import atlas.vm.runtime.Interruption;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Work that may block where no poll is possible: a thread of its own does it, and is left behind.
 */
final class Waiting<T> {
  private static final long INTERVAL_MS = 10;

  private final FutureTask<T> task;
  private final Thread thread;

  private Waiting(Callable<T> work) {
    task = new FutureTask<>(work);
    thread = Thread.ofPlatform().daemon().name("atlas-waiting").start(task);
  }

  /** Begins. */
  static <T> Waiting<T> on(Callable<T> work) {
    return new Waiting<>(work);
  }

  /** Gives it up. */
  void abandon() {
    thread.interrupt();
  }

  /** The result, once it is there. */
  T await(Context context) throws IOException {
    try {
      while (true) {
        context.poll();
        try {
          return task.get(INTERVAL_MS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
          // Not yet.
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Interruption();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case IOException io -> throw io;
        case RuntimeException runtime -> throw runtime;
        case Error error -> throw error;
        default -> throw new AssertionError(e);
      }
    } finally {
      thread.interrupt();
    }
  }
}
