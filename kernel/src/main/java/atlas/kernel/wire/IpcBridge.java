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
import java.util.concurrent.locks.LockSupport;

/**
 * Unix domain sockets, which JeroMQ lacks: what arrives at one is handed on, byte for byte, to a
 * port of the loopback interface at which JeroMQ listens, and back. The messages stay signed.
 */
final class IpcBridge implements AutoCloseable {
  static final String SCHEME = "ipc://";

  /** How long a client that does not read may hold up the end. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** How long to wait before the next client after one that could not be let in. */
  private static final Duration PAUSE = Duration.ofMillis(20);

  private static final int BUFFER_BYTES = 65_536;

  private final List<ServerSocketChannel> listeners = new ArrayList<>();
  private final List<Path> files = new ArrayList<>();
  private final Set<SocketChannel> connections = ConcurrentHashMap.newKeySet();
  private final List<Thread> doormen = new ArrayList<>();
  private final Set<Thread> bridges = ConcurrentHashMap.newKeySet();

  /** Lets clients reach a port by a file. */
  void listen(Path file, int port) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listeners.add(listener);
    if (Files.exists(file) && !answers(file)) {
      Files.delete(file);
    }
    listener.bind(UnixDomainSocketAddress.of(file));
    files.add(file);
    doormen.add(Thread.ofVirtual().start(() -> accept(listener, port)));
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
    while (listener.isOpen()) {
      try {
        letIn(listener.accept(), port);
      } catch (IOException e) {
        // Short of file descriptors, say; unless it is closed, and nobody is to be let in any more.
        if (listener.isOpen()) {
          LockSupport.parkNanos(PAUSE.toNanos());
        }
      }
    }
  }

  private void letIn(SocketChannel client, int port) {
    connections.add(client);
    try {
      SocketChannel kernel =
          SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      connections.add(kernel);
      bridges.add(Thread.ofVirtual().start(() -> connect(client, kernel)));
    } catch (IOException e) {
      release(client);
    }
  }

  /** Ends when the kernel has nothing more to say, or the client is gone. */
  private void connect(SocketChannel client, SocketChannel kernel) {
    Thread.ofVirtual().start(() -> copy(client, kernel));
    copy(kernel, client);
    release(client);
    release(kernel);
    bridges.remove(Thread.currentThread());
  }

  private static void copy(SocketChannel from, SocketChannel to) {
    ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
    try {
      while (from.read(buffer) >= 0) {
        buffer.flip();
        writeAll(buffer, to);
        buffer.clear();
      }
      to.shutdownOutput();
    } catch (IOException e) {
      // One side is gone. What comes from it last, the other direction still hands on.
    }
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
      for (Thread doorman : doormen) {
        doorman.join(PATIENCE);
      }
      for (Thread bridge : bridges) {
        bridge.join(PATIENCE);
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
