package atlas.profiler;

import atlas.profiler.model.Glimpse;
import atlas.profiler.report.GlimpseText;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Shows what a profiled run has done so far if it takes longer than a moment, and takes it away at
 * the end. It looks at the counters from a thread of its own, so the run does not notice.
 */
public final class LiveProgress implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PERIOD = Duration.ofMillis(500);

  /** A place where text is shown and replaced. */
  public interface Place {
    /** Shows a text of a few lines instead of what was shown before. */
    void show(String text);

    /** Takes it away. Called only if something was shown. */
    void clear();
  }

  private final Supplier<Glimpse> glimpses;
  private final Place place;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final long begun = System.nanoTime();
  private final Thread thread = new Thread(this::run, "atlas-progress");

  private LiveProgress(Supplier<Glimpse> glimpses, Place place) {
    this.glimpses = glimpses;
    this.place = place;
    thread.setDaemon(true);
  }

  /** Begins to watch a run that begins now. */
  public static LiveProgress watch(Supplier<Glimpse> glimpses, Place place) {
    LiveProgress progress = new LiveProgress(glimpses, place);
    progress.thread.start();
    return progress;
  }

  /** Nothing is shown or changed after this. */
  @Override
  public void close() {
    ended.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      if (hasEndedWithin(PATIENCE)) {
        return;
      }
      do {
        show();
      } while (!hasEndedWithin(PERIOD));
      place.clear();
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but the end of the process.
    }
  }

  private void show() {
    try {
      place.show(GlimpseText.of(glimpses.get(), System.nanoTime() - begun));
    } catch (OutOfMemoryError e) {
      // The program needs it all: whoever watches sees nothing new for once.
    }
  }

  private boolean hasEndedWithin(Duration limit) throws InterruptedException {
    return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }
}
