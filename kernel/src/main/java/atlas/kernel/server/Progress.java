package atlas.kernel.server;

import atlas.kernel.display.MimeBundle;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Shows how long something has been going on, in one place that is updated, if it takes longer than
 * a moment; takes it away at the end.
 */
final class Progress implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final Duration PERIOD = Duration.ofMillis(500);

  private final OutputSink sink;
  private final String what;
  private final String displayId = UUID.randomUUID().toString();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final long begun = System.nanoTime();
  private final Thread thread = new Thread(this::run, "atlas-kernel-progress");

  private Progress(OutputSink sink, String what) {
    this.sink = sink;
    this.what = what;
    thread.setDaemon(true);
  }

  /** Begins to watch; what is being done is a word such as {@code Profiling}. */
  static Progress of(OutputSink sink, String what) {
    Progress progress = new Progress(sink, what);
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
      sink.display(elapsed(), displayId);
      while (!hasEndedWithin(PERIOD)) {
        sink.update(elapsed(), displayId);
      }
      sink.update(MimeBundle.text(""), displayId);
    } catch (InterruptedException e) {
      // Nobody interrupts this thread but the end of the process.
    }
  }

  private boolean hasEndedWithin(Duration limit) throws InterruptedException {
    return ended.await(limit.toNanos(), TimeUnit.NANOSECONDS);
  }

  private MimeBundle elapsed() {
    double seconds = (System.nanoTime() - begun) / 1e9;
    return MimeBundle.text(String.format(Locale.ROOT, "%s … %.1f s", what, seconds));
  }
}
