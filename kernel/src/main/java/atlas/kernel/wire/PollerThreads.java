package atlas.kernel.wire;

import atlas.kernel.protocol.MemoryGate;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Makes the threads on which ZeroMQ waits for what comes in and goes out. While a cell fills the
 * memory, there may be none for a thread to learn that something has come. Then nothing is lost by
 * waiting anew, and by the end of the thread everything would be. What ZeroMQ has half taken in is
 * another matter.
 */
final class PollerThreads {
  private static final String TAKING_IN = "zmq.io.";

  private final Consumer<Throwable> whenDead;
  private final MemoryGate gate;

  /**
   * @param whenDead is told why a thread has ended that should not have
   * @param gate is shut while a cell fills the memory
   */
  PollerThreads(Consumer<Throwable> whenDead, MemoryGate gate) {
    this.whenDead = whenDead;
    this.gate = gate;
  }

  Thread make(Runnable poller, String name) {
    Thread thread = new Thread(() -> run(poller), name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((_, e) -> whenDead.accept(e));
    return thread;
  }

  private void run(Runnable poller) {
    while (true) {
      try {
        poller.run();
        return;
      } catch (OutOfMemoryError e) {
        if (isTakingIn(e)) {
          throw e;
        }
        gate.pass();
      }
    }
  }

  /** The JVM gives only the first few errors of this kind a stack trace. */
  private static boolean isTakingIn(OutOfMemoryError error) {
    return Arrays.stream(error.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(TAKING_IN));
  }
}
