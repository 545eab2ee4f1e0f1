package atlas.kernel.session;

import atlas.vm.engine.DeepStack;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks one after the other on a thread with a large stack. To make such a thread takes longer
 * than most inputs do, so it is kept, but not for long: what a deep recursion has used of the stack
 * is given back when nothing has been done for a while.
 */
final class DeepWorker {
  private static final long KEEP_SECONDS = 2;

  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          KEEP_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(),
          task -> DeepStack.thread("atlas-session", task));

  DeepWorker() {
    executor.allowCoreThreadTimeOut(true);
  }

  /** Runs a task and waits for it, whatever happens to the waiting thread. */
  <T> T call(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    executor.execute(future);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unchecked(e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unchecked(Throwable cause) {
    return switch (cause) {
      case Error error -> throw error;
      case RuntimeException unchecked -> unchecked;
      default -> new IllegalStateException(cause);
    };
  }
}
