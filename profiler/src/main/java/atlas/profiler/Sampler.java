package atlas.profiler;

import atlas.profiler.collect.Samples;
import atlas.vm.engine.Engine;
import atlas.vm.runtime.Unwinding.Activation;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks about a thousand times a second where a thread is, less often when its stack is deep, which
 * takes longer to look at. A thread can be looked at only where the JVM lets it stop; what it does
 * up to there is put down to that place.
 */
final class Sampler implements AutoCloseable {
  private static final long PERIOD_NANOS = 1_000_000;
  private static final long FRAME_NANOS = 20_000;
  private static final String LIBRARY = "atlas.vm.builtins.";

  private final Engine engine;
  private final Thread target;
  private final Samples samples = new Samples();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "atlas-sampler");

  private Sampler(Engine engine, Thread target) {
    this.engine = engine;
    this.target = target;
    thread.setDaemon(true);
  }

  /** Begins to look at the thread that calls. */
  static Sampler ofThisThread(Engine engine) {
    Sampler sampler = new Sampler(engine, Thread.currentThread());
    sampler.thread.start();
    return sampler;
  }

  /** Ends it; what was found is complete afterwards. */
  @Override
  public void close() {
    ended.countDown();
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  Samples samples() {
    return samples;
  }

  private void run() {
    long before = System.nanoTime();
    long pause = PERIOD_NANOS;
    try {
      while (!ended.await(pause, TimeUnit.NANOSECONDS)) {
        try {
          StackTraceElement[] trace = target.getStackTrace();
          pause = Math.max(PERIOD_NANOS, trace.length * FRAME_NANOS);
          List<Activation> active = engine.activations(trace);
          long now = System.nanoTime();
          samples.add(active, isInLibrary(trace), now - before);
          before = now;
        } catch (OutOfMemoryError e) {
          // The program needs it all. The next sample stands for this time, too.
        }
      }
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but the end of the process.
    }
  }

  /** Whether the innermost code of the program waits for the library. */
  private boolean isInLibrary(StackTraceElement[] trace) {
    for (StackTraceElement element : trace) {
      if (element.getClassName().startsWith(LIBRARY)) {
        return true;
      }
      if (engine.isGenerated(element)) {
        return false;
      }
    }
    return false;
  }
}
