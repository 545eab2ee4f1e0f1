package atlas.vm.engine;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Threads with a stack large enough for {@link Engine#DEPTH_LIMIT} nested calls and for deeply
 * nested programs. The memory is reserved, not used, until a program goes that deep.
 */
public final class DeepStack {
  private static final long STACK_BYTES = 1L << 30;

  private DeepStack() {}

  /** A thread that is not started yet; it does not keep the process alive. */
  public static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(null, task, name, STACK_BYTES);
    thread.setDaemon(true);
    return thread;
  }

  /** Runs a task on such a thread and waits for it, whatever happens to the waiting thread. */
  public static <T> T call(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    thread("atlas", future).start();
    boolean interrupted = false;
    while (true) {
      try {
        T result = future.get();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
        return result;
      } catch (InterruptedException e) {
        interrupted = true;
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case RuntimeException cause -> throw cause;
          case Error cause -> throw cause;
          case Throwable cause -> throw new IllegalStateException(cause);
        }
      }
    }
  }
}
