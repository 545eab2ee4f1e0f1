package atlas.kernel.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Unix domain sockets, which JeroMQ lacks: what arrives at one is handed on, byte for byte, to a
 * port of the loopback interface at which JeroMQ listens, and back. The messages stay signed.
 */
final class IpcBridge implements AutoCloseable {
  static final String SCHEME = "ipc://";

  private static final Duration PATIENCE = Duration.ofMillis(200);
  private static final int BUFFER_BYTES = 65_536;

  private final List<ServerSocketChannel> listeners = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
  private final Set<Thread> leaving = ConcurrentHashMap.newKeySet();

  /** Lets clients reach a port by a file. */
  void listen(Path file, int port) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listeners.add(listener);
    if (Files.exists(file) && !answers(file)) {
      Files.delete(file);
    }
    listener.bind(UnixDomainSocketAddress.of(file));
    files.add(file);
    Thread.ofVirtual().start(() -> accept(listener, port));
  }

  /** Whether the file belongs to a process that still listens. */
  private static boolean answers(Path file) {
    try (SocketChannel other = SocketChannel.open(UnixDomainSocketAddress.of(file))) {
      return other.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private void accept(ServerSocketChannel listener, int port) {
    try {
      while (listener.isOpen()) {
        SocketChannel client = listener.accept();
        SocketChannel kernel =
            SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        connections.add(client);
        connections.add(kernel);
        Thread.ofVirtual().start(() -> copy(client, kernel));
        leaving.add(Thread.ofVirtual().start(() -> copy(kernel, client)));
      }
    } catch (IOException e) {
      // Closed: nobody is to be let in any more.
    }
  }

  private void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        writeAll(buffer, to);
        buffer.clear();
      }
    } catch (IOException e) {
      // One side is gone; the other must not wait for it.
    }
    release(from);
    release(to);
  }

  private static void writeAll(ByteBuffer buffer, ByteChannel to) throws IOException {
    while (buffer.hasRemaining()) {
      to.write(buffer);
    }
  }

  private void release(SocketChannel channel) {
    connections.remove(channel);
    try {
      channel.close();
    } catch (IOException e) {
      // It is closed, whatever went wrong.
    }
  }

  /**
   * To be called when JeroMQ has closed its sockets: what it sent last still has to get through.
   */
  @Override
  public void close() throws IOException {
    for (ServerSocketChannel listener : listeners) {
      listener.close();
    }
    try {
      for (Thread thread : leaving) {
        thread.join(PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
    List.copyOf(connections).forEach(this::release);
  }
}
