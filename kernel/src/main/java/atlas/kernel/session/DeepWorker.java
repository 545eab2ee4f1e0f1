package atlas.kernel.session;

import atlas.vm.engine.DeepStack;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs tasks one after the other on a thread with a large stack: on the caller's, if it has one,
 * which saves the time that it takes to wake another; or else on one that is kept for a while.
 */
final class DeepWorker {
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          1,
          1,
          DeepStack.KEEP.toMillis(),
          TimeUnit.MILLISECONDS,
          new LinkedBlockingQueue<>(),
          task -> DeepStack.thread("atlas-session", task));

  DeepWorker() {
    executor.allowCoreThreadTimeOut(true);
  }

  /** Runs a task and waits for it, whatever happens to the waiting thread. */
  <T> T call(Callable<T> task) {
    return DeepStack.isHere() ? callHere(task) : callElsewhere(task);
  }

  private static <T> T callHere(Callable<T> task) {
    try {
      return task.call();
    } catch (Exception e) {
      throw unchecked(e);
    }
  }

  private <T> T callElsewhere(Callable<T> task) {
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
