package atlas.kernel.wire;

import atlas.kernel.protocol.MemoryGate;
import java.util.function.Consumer;

/**
 * Makes the threads on which ZeroMQ waits for what comes in and goes out. While a cell fills the
 * memory, there may be none for a thread to learn that something has come; then it waits anew. What
 * it has half taken in may be lost by that: one message, while by the end of the thread all would
 * be, and what the session holds. If a connection is confused by it, ZeroMQ closes it, and the
 * client connects again.
 */
final class PollerThreads {
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
        gate.pass();
      }
    }
  }
}
