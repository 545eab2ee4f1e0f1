package atlas.kernel.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends another thread's wait in a poll. Any number of calls between two waits costs one byte in a
 * pipe, so a sender never blocks.
 */
final class Wakeup implements AutoCloseable {
  private final Pipe pipe;
  private final AtomicBoolean signalled = new AtomicBoolean();

  Wakeup() throws IOException {
    pipe = Pipe.open();
    pipe.source().configureBlocking(false);
  }

  /** Becomes readable by {@link #signal}. */
  SelectableChannel channel() {
    return pipe.source();
  }

  /** Wakes the polling thread, now or when it polls next. From any thread. */
  void signal() {
    if (signalled.compareAndSet(false, true)) {
      // A thread that is marked as interrupted would close the pipe by writing to it.
      boolean interrupted = Thread.interrupted();
      try {
        pipe.sink().write(ByteBuffer.allocate(1));
      } catch (ClosedChannelException e) {
        // Nobody waits any more.
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** To be called by the polling thread before it looks at what it was woken for. */
  void clear() {
    try {
      pipe.source().read(ByteBuffer.allocate(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    signalled.set(false);
  }

  @Override
  public void close() throws IOException {
    pipe.sink().close();
    pipe.source().close();
  }
}
