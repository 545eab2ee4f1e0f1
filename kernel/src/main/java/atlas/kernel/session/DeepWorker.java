package atlas.kernel.session;

import atlas.vm.engine.DeepStack;
import java.util.concurrent.Callable;
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
    return DeepStack.isHere() ? callHere(task) : DeepStack.call(task, executor);
  }

  private static <T> T callHere(Callable<T> task) {
    try {
      return task.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
