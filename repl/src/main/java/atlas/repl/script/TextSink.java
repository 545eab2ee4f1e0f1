package atlas.repl.script;

import atlas.vm.runtime.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Writes text as UTF-8 through a buffer. Made for programs that print a lot; with {@link
 * #flushSoon}, what is printed by one that prints little does not stay in the buffer for long.
 *
 * <p>Once writing has failed, the one who made the sink is told, once, and everything else is
 * dropped.
 */
public final class TextSink implements Output {
  private static final int BUFFER = 1 << 16;
  private static final Duration DELAY = Duration.ofMillis(40);

  private final OutputStream stream;
  private final Consumer<IOException> onFailure;
  private final byte[] buffer = new byte[BUFFER];
  private int used;
  private boolean failed;
  private boolean flushesSoon;

  public TextSink(OutputStream stream, Consumer<IOException> onFailure) {
    this.stream = stream;
    this.onFailure = onFailure;
  }

  /** From now on, text is passed on within a moment, even if nobody asks for it. */
  public synchronized void flushSoon() {
    if (!flushesSoon) {
      flushesSoon = true;
      Thread flusher = new Thread(this::flushNowAndThen, "atlas-flush");
      flusher.setDaemon(true);
      flusher.start();
    }
  }

  @Override
  public synchronized void write(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > BUFFER - used) {
      flushBuffer();
    }
    if (bytes.length > BUFFER) {
      writeThrough(bytes, bytes.length);
      return;
    }
    if (used == 0 && flushesSoon) {
      notifyAll();
    }
    System.arraycopy(bytes, 0, buffer, used, bytes.length);
    used += bytes.length;
  }

  /** Writes text and ends the line. */
  public synchronized void line(String text) {
    write(text);
    write("\n");
  }

  /** Passes on everything written so far. */
  public synchronized void flush() {
    flushBuffer();
    if (!failed) {
      try {
        stream.flush();
      } catch (IOException e) {
        fail(e);
      }
    }
  }

  private void flushBuffer() {
    int length = used;
    used = 0;
    if (length > 0) {
      writeThrough(buffer, length);
    }
  }

  private void writeThrough(byte[] bytes, int length) {
    if (!failed) {
      try {
        stream.write(bytes, 0, length);
      } catch (IOException e) {
        fail(e);
      }
    }
  }

  private void fail(IOException e) {
    failed = true;
    onFailure.accept(e);
  }

  private void flushNowAndThen() {
    try {
      while (true) {
        awaitText();
        // Thread.sleep needs classes that the JVM's AOT cache cannot hold.
        LockSupport.parkNanos(DELAY.toNanos());
        flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void awaitText() throws InterruptedException {
    while (used == 0) {
      wait();
    }
  }
}
