package atlas.kernel.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** A thread that handles what is put into its queue, one after the other. */
final class Lane {
  private final BlockingQueue<Optional<Exchange>> waiting = new LinkedBlockingQueue<>();
  private final Consumer<Exchange> handler;
  private final Thread thread;

  Lane(String name, Consumer<Exchange> handler) {
    this.handler = handler;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  String name() {
    return thread.getName();
  }

  void start() {
    thread.start();
  }

  void add(Exchange exchange) {
    waiting.add(Optional.of(exchange));
  }

  /** Takes out all that waits, in order. */
  List<Exchange> drain() {
    List<Optional<Exchange>> drained = new ArrayList<>();
    waiting.drainTo(drained);
    if (drained.contains(Optional.<Exchange>empty())) {
      waiting.add(Optional.empty());
    }
    return drained.stream().flatMap(Optional::stream).toList();
  }

  /** Drops what waits and lets the thread end after what it is at. */
  void stop() {
    waiting.clear();
    waiting.add(Optional.empty());
  }

  /** Waits for the end of the thread; false if the time was too short. */
  boolean join(Duration limit) throws InterruptedException {
    return thread.join(limit);
  }

  private void run() {
    try {
      for (var next = waiting.take(); next.isPresent(); next = waiting.take()) {
        handler.accept(next.get());
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but the end of the process.
    }
  }
}
