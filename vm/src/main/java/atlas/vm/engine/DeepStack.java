package atlas.vm.engine;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;

/**
 * Threads with a stack large enough for {@link Engine#DEPTH_LIMIT} nested calls and for deeply
 * nested programs. The memory is reserved, not used, until a program goes that deep.
 */
public final class DeepStack {
  /**
   * How long a thread that has nothing to do may be kept. To make one takes longer than most inputs
   * do; but what a deep recursion has used of the stack is given back with the thread only.
   */
  public static final Duration KEEP = Duration.ofSeconds(2);

  private static final long STACK_BYTES = 1L << 30;

  /** Told apart from others by its class. */
  private static final class DeepThread extends Thread {
    DeepThread(String name, Runnable task) {
      super(null, task, name, STACK_BYTES);
      setDaemon(true);
    }
  }

  private DeepStack() {}

  /** A thread that is not started yet; it does not keep the process alive. */
  public static Thread thread(String name, Runnable task) {
    return new DeepThread(name, task);
  }

  /** Whether the current thread is one of them. */
  public static boolean isHere() {
    return Thread.currentThread() instanceof DeepThread;
  }

  /** Runs a task on such a thread and waits for it, whatever happens to the waiting thread. */
  public static <T> T call(Callable<T> task) {
    return call(task, run -> thread("atlas", run).start());
  }

  /** The same, on a thread that an executor has for it. */
  public static <T> T call(Callable<T> task, Executor threads) {
    FutureTask<T> future = new FutureTask<>(task);
    threads.execute(future);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case Throwable cause -> throw new IllegalStateException(cause);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
