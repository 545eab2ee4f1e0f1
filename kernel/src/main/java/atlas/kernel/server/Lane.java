package atlas.kernel.server;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A thread that handles what is put into its queue, one after the other. A lane may give its thread
 * back when there was nothing to do for a while, with the stack that it has used, and take another
 * when there is.
 */
final class Lane {
  private final String name;
  private final Function<Runnable, Thread> threads;
  private final Optional<Duration> keep;
  private final Consumer<Exchange> handler;
  private final Consumer<Runnable> later;
  private final Queue<Exchange> waiting = new ArrayDeque<>();
  private Optional<Thread> thread = Optional.empty();
  private boolean stopped;

  private Lane(
      String name,
      Function<Runnable, Thread> threads,
      Optional<Duration> keep,
      Consumer<Exchange> handler,
      Consumer<Runnable> later) {
    this.name = name;
    this.threads = threads;
    this.keep = keep;
    this.handler = handler;
    this.later = later;
  }

  /** A lane that keeps its thread, and so needs no memory to handle something. */
  static Lane steady(String name, Consumer<Exchange> handler) {
    var threads = Thread.ofPlatform().daemon().name(name);
    return new Lane(name, threads::unstarted, Optional.empty(), handler, retry -> {});
  }

  /**
   * A lane that gives its thread back.
   *
   * @param threads makes threads that are not started
   * @param keep after what time
   * @param later does something a little later: when there was no memory for a thread, there may be
   */
  static Lane onDemand(
      String name,
      Function<Runnable, Thread> threads,
      Duration keep,
      Consumer<Exchange> handler,
      Consumer<Runnable> later) {
    return new Lane(name, threads, Optional.of(keep), handler, later);
  }

  String name() {
    return name;
  }

  /** Puts something into the queue, unless the lane was stopped. */
  synchronized void add(Exchange exchange) {
    if (stopped) {
      return;
    }
    waiting.add(exchange);
    if (thread.isEmpty()) {
      begin();
    } else {
      notifyAll();
    }
  }

  private synchronized void begin() {
    if (thread.isEmpty() && !waiting.isEmpty()) {
      try {
        start();
      } catch (OutOfMemoryError e) {
        later.accept(this::begin);
      }
    }
  }

  /** Takes out all that waits, in order. */
  synchronized List<Exchange> drain() {
    List<Exchange> drained = List.copyOf(waiting);
    waiting.clear();
    return drained;
  }

  /** Drops what waits and lets the thread end after what it is at. */
  synchronized void stop() {
    stopped = true;
    waiting.clear();
    notifyAll();
  }

  /** Waits for the end of the thread; false if the time was too short. */
  boolean join(Duration limit) throws InterruptedException {
    Optional<Thread> last;
    synchronized (this) {
      last = thread;
    }
    return last.isEmpty() || last.get().join(limit);
  }

  /** Makes the thread before it is needed. */
  synchronized void start() {
    Thread made = threads.apply(this::run);
    made.start();
    thread = Optional.of(made);
  }

  private void run() {
    try {
      for (var next = next(); next.isPresent(); next = next()) {
        handler.accept(next.get());
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but the end of the process.
    }
  }

  /** Waits for something to do; if there is nothing, the thread has to end. */
  private synchronized Optional<Exchange> next() throws InterruptedException {
    long deadline = System.nanoTime() + keep.map(Duration::toNanos).orElse(0L);
    while (waiting.isEmpty() && !stopped) {
      if (keep.isEmpty()) {
        wait();
        continue;
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        thread = Optional.empty();
        return Optional.empty();
      }
      wait(left);
    }
    return Optional.ofNullable(waiting.poll());
  }
}
