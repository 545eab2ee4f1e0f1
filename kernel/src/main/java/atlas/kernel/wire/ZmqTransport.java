package atlas.kernel.wire;

import atlas.kernel.protocol.Channel;
import atlas.kernel.protocol.EncodedMessage;
import atlas.kernel.protocol.MalformedMessageException;
import atlas.kernel.protocol.Message;
import atlas.kernel.protocol.MessageCodec;
import atlas.kernel.protocol.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;

/**
 * The kernel's five sockets.
 *
 * <p>One thread owns them all: it sleeps in a poll until a socket has something or another thread
 * has queued a message to send, and it never runs anything long, so that heartbeats are answered
 * whatever a cell is doing. What is sent leaves in the order in which it was queued, whichever the
 * channel: a reply can not overtake the output that was published before it.
 *
 * <p>What arrives and is no message of the protocol, or is not signed with the key, or was received
 * before, is dropped with one line in the log.
 *
 * <p>Output is never dropped. What clients do not take yet waits here, beyond a small buffer in
 * ZeroMQ, and {@link #awaitRoom} lets a program that prints without end go at the pace of the
 * clients: otherwise it would fill the memory, and stopping it would stop nothing for seconds.
 */
public final class ZmqTransport implements Transport {
  /** In which order sockets that are ready at once are served. */
  private static final List<Channel> RECEIVING =
      List.of(Channel.CONTROL, Channel.SHELL, Channel.STDIN);

  private static final String LOOPBACK = "tcp://127.0.0.1";
  private static final int LINGER_MILLIS = 1_000;
  private static final int UNLIMITED = 0;

  /** The messages that ZeroMQ keeps for each client which is behind. */
  private static final int IOPUB_BUFFER = 100;

  /** How many messages may wait here until {@link #awaitRoom} holds up whoever sends them. */
  private static final int ROOM = 20;

  /** ZeroMQ does not tell when a client that was behind has caught up. */
  private static final long RETRY_MILLIS = 1;

  private static final long NO_TIMEOUT = -1;

  private record Outgoing(Channel channel, EncodedMessage message) {}

  private final Consumer<String> log;
  private final Framing framing;
  private final ZContext context = new ZContext();
  private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
  private final IpcBridge bridge = new IpcBridge();
  private final ZMQ.Socket heartbeat;
  private final Wakeup wakeup = new Wakeup();
  private final Queue<Outgoing> outgoing = new ConcurrentLinkedQueue<>();
  private final Room room = new Room(ROOM);

  /** What waits for a client that is behind; for the sockets' thread alone. */
  private final Queue<Outgoing> held = new ArrayDeque<>();

  private final Thread thread = new Thread(this::run, "atlas-kernel-sockets");
  private volatile boolean closing;
  private Receiver receiver = (channel, message) -> {};
  private Consumer<String> subscribed = topic -> {};

  /**
   * Binds all sockets.
   *
   * @throws IOException if one cannot be bound, or the signature scheme is unknown
   */
  public ZmqTransport(ConnectionFile connection, Consumer<String> log) throws IOException {
    this.log = log;
    try {
      this.framing = new Framing(new Signer(connection.signatureScheme(), connection.key()));
      for (Channel channel : Channel.values()) {
        SocketType type = channel == Channel.IOPUB ? SocketType.XPUB : SocketType.ROUTER;
        sockets.put(channel, bind(type, connection.address(channel)));
      }
      this.heartbeat = bind(SocketType.REP, connection.heartbeatAddress());
    } catch (IllegalArgumentException e) {
      release();
      throw new IOException(e.getMessage(), e);
    } catch (IOException e) {
      release();
      throw e;
    }
    thread.setDaemon(true);
  }

  @Override
  public void start(Receiver receiver, Consumer<String> subscribed) {
    this.receiver = receiver;
    this.subscribed = subscribed;
    thread.start();
  }

  @Override
  public void send(Channel channel, Message message) {
    if (!closing) {
      room.take();
      outgoing.add(new Outgoing(channel, MessageCodec.encode(message)));
      wakeup.signal();
    }
  }

  @Override
  public void awaitRoom(Duration limit) {
    room.await(limit);
  }

  @Override
  public void close() {
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      release();
      return;
    }
    wakeup.signal();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ZMQ.Socket bind(SocketType type, String address) throws IOException {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setLinger(LINGER_MILLIS);
    socket.setSndHWM(type == SocketType.XPUB ? IOPUB_BUFFER : UNLIMITED);
    socket.setRcvHWM(UNLIMITED);
    if (type == SocketType.XPUB) {
      socket.setXpubNoDrop(true);
      // Every client is to be welcomed, not only the first that subscribes to a topic.
      socket.setXpubVerbose(true);
    }
    if (type == SocketType.ROUTER) {
      // A client that comes back under its old identity gets the replies from now on.
      socket.setRouterHandover(true);
    }
    try {
      if (address.startsWith(IpcBridge.SCHEME)) {
        int port = socket.bindToRandomPort(LOOPBACK);
        bridge.listen(Path.of(address.substring(IpcBridge.SCHEME.length())), port);
      } else {
        socket.bind(address);
      }
    } catch (ZMQException | IOException e) {
      throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
    return socket;
  }

  private void run() {
    try (ZMQ.Poller poller = context.createPoller(RECEIVING.size() + 3)) {
      for (Channel channel : RECEIVING) {
        poller.register(sockets.get(channel), ZMQ.Poller.POLLIN);
      }
      int heartbeatIndex = poller.register(heartbeat, ZMQ.Poller.POLLIN);
      int iopubIndex = poller.register(sockets.get(Channel.IOPUB), ZMQ.Poller.POLLIN);
      int wakeupIndex = poller.register(wakeup.channel(), ZMQ.Poller.POLLIN);
      while (!closing) {
        poller.poll(held.isEmpty() ? NO_TIMEOUT : RETRY_MILLIS);
        serve(poller, heartbeatIndex, iopubIndex, wakeupIndex);
      }
      sendRest();
    } catch (RuntimeException e) {
      log.accept("the sockets failed: " + e);
    } finally {
      release();
    }
  }

  private void serve(ZMQ.Poller poller, int heartbeatIndex, int iopubIndex, int wakeupIndex) {
    try {
      if (poller.pollin(wakeupIndex)) {
        wakeup.clear();
      }
      if (poller.pollin(heartbeatIndex)) {
        echo();
      }
      if (poller.pollin(iopubIndex)) {
        welcomeAll();
      }
      for (int i = 0; i < RECEIVING.size(); i++) {
        if (poller.pollin(i)) {
          receiveAll(RECEIVING.get(i));
        }
      }
      sendAll();
    } catch (OutOfMemoryError e) {
      // A cell has filled the memory; it will have to give it back. What was not sent is held.
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
      wakeup.signal();
    }
  }

  private void echo() {
    List<byte[]> frames = receive(heartbeat);
    if (!frames.isEmpty()) {
      send(heartbeat, frames);
    }
  }

  /** A subscription is one frame: 1, or 0 for its end, and the topic. */
  private void welcomeAll() {
    ZMQ.Socket iopub = sockets.get(Channel.IOPUB);
    for (List<byte[]> frames = receive(iopub); !frames.isEmpty(); frames = receive(iopub)) {
      byte[] frame = frames.getFirst();
      if (frame.length > 0 && frame[0] == 1) {
        subscribed.accept(new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8));
      }
    }
  }

  private void receiveAll(Channel channel) {
    ZMQ.Socket socket = sockets.get(channel);
    for (List<byte[]> frames = receive(socket); !frames.isEmpty(); frames = receive(socket)) {
      try {
        receiver.receive(channel, MessageCodec.decode(framing.unframe(frames)));
      } catch (MalformedMessageException e) {
        log.accept("dropped a message on " + channel + ": " + e.getMessage());
      } catch (RuntimeException e) {
        log.accept("dropped a message on " + channel + ": " + e);
      }
    }
  }

  /** The frames of a message that is there already; none if there is none. */
  private static List<byte[]> receive(ZMQ.Socket socket) {
    byte[] first = socket.recv(ZMQ.DONTWAIT);
    if (first == null) {
      return List.of();
    }
    List<byte[]> frames = new ArrayList<>();
    frames.add(first);
    while (socket.hasReceiveMore()) {
      frames.add(socket.recv());
    }
    return frames;
  }

  /** Sends what can be sent now: in order, but for what is on control, which waits for nobody. */
  private void sendAll() {
    for (Outgoing next = outgoing.poll(); next != null; next = outgoing.poll()) {
      if (next.channel() == Channel.CONTROL) {
        send(sockets.get(next.channel()), framing.frame(next.message()));
        room.give();
      } else {
        held.add(next);
      }
    }
    while (!held.isEmpty() && isSent(held.element())) {
      held.remove();
      room.give();
    }
  }

  /** At the end: gives clients that are behind a little time still. */
  private void sendRest() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
    sendAll();
    while (!held.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
      sendAll();
    }
  }

  /** Sends a message; false if nothing of it was sent because a client is behind. */
  private boolean isSent(Outgoing next) {
    return send(sockets.get(next.channel()), framing.frame(next.message()));
  }

  /** Sends a message, if its first frame finds room: then the others belong to it. */
  private static boolean send(ZMQ.Socket socket, List<byte[]> frames) {
    for (int i = 0; i < frames.size(); i++) {
      int wait = i == 0 ? ZMQ.DONTWAIT : 0;
      int more = i < frames.size() - 1 ? ZMQ.SNDMORE : 0;
      if (!socket.send(frames.get(i), wait | more)) {
        return false;
      }
    }
    return true;
  }

  private void release() {
    context.close();
    try {
      bridge.close();
      wakeup.close();
    } catch (IOException e) {
      log.accept("cannot close: " + e.getMessage());
    }
  }
}
