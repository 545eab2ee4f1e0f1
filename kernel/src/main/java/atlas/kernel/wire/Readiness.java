package atlas.kernel.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.zeromq.ZMQ;

/**
 * Waits until one of a set of sockets may have something, or another thread calls. Sockets are
 * registered once: ZeroMQ's own poller does it anew for each wait, which costs more than all else
 * that a short request needs.
 *
 * <p>ZeroMQ tells about a socket once only, and takes that back with whatever is done with the
 * socket next. So before a wait, every socket must have been asked for messages until it had none,
 * after the last that was sent.
 */
final class Readiness implements AutoCloseable {
  private static final long FOREVER = 0;

  private final Selector selector;

  Readiness() throws IOException {
    selector = Selector.open();
  }

  void watch(ZMQ.Socket socket) throws IOException {
    socket.getFD().register(selector, SelectionKey.OP_READ);
  }

  /** Waits for as long as it takes. */
  void await() {
    await(FOREVER);
  }

  /** Waits no longer than some milliseconds. */
  void await(long millis) {
    try {
      selector.select(millis);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    selector.selectedKeys().clear();
  }

  /** Ends the wait, or else the next one. From any thread; it never blocks. */
  void wake() {
    selector.wakeup();
  }

  @Override
  public void close() throws IOException {
    selector.close();
  }
}
