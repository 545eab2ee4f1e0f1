package atlas.kernel.wire;

import atlas.kernel.protocol.Channel;
import atlas.kernel.protocol.EncodedMessage;
import atlas.kernel.protocol.MalformedMessageException;
import atlas.kernel.protocol.MemoryGate;
import atlas.kernel.protocol.Message;
import atlas.kernel.protocol.MessageCodec;
import atlas.kernel.protocol.Transport;
import java.io.IOException;
import java.nio.channels.spi.SelectorProvider;
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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;
import org.zeromq.ZMQException;
import zmq.Msg;

/**
 * The kernel's five sockets.
 *
 * <p>One thread receives: it sleeps until a socket has something, and never runs anything long, so
 * that heartbeats are answered whatever a cell is doing. Whoever has something to send queues it,
 * and sends what is queued if the sockets are free at that moment, which spares the client the time
 * that it takes to wake a thread; otherwise those who use the sockets do. What is sent leaves in
 * the order in which it was queued, whichever the channel, as long as no client is behind. All
 * sockets are guarded by one lock.
 *
 * <p>What arrives and is no message of the protocol, or is not signed with the key, or was received
 * before, is dropped with one line in the log.
 *
 * <p>Output waits for clients that are slow: here, beyond a small buffer in ZeroMQ, and {@link
 * #awaitRoom} lets a program that prints without end go at their pace. Otherwise it would fill the
 * memory, and stopping it would stop nothing for seconds. A client that takes nothing at all for a
 * while is left behind, for there are clients that subscribe and never read, and stopped ones: what
 * comes then is not for it until it reads again, and nobody waits for it any more. Replies wait for
 * nobody: a client may well read no output before it has its reply. Nor do they pile up without end
 * for one that asks and never reads.
 *
 * <p>Output waits for the first client as well. One that was there before the kernel tries only now
 * and then to connect, with each socket by itself: its first cell may have come and be done before
 * it is subscribed, and it would wait for the output for ever.
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

  /** The same for replies: more than a client has requests on the way, unless it never reads. */
  private static final int REPLY_BUFFER = 50_000;

  /** How long all wait for clients that take nothing. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** So many messages are taken from a socket in turn. */
  private static final int TURN = 100;

  /** How many messages may wait here until {@link #awaitRoom} holds up whoever sends them. */
  private static final int ROOM = 20;

  /** How long, and how often, there may be no memory for a message that comes in. */
  private static final long NO_ROOM_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private static final int MOST_TRIES = 100;

  /** ZeroMQ does not tell when a client that was behind has caught up. */
  private static final long RETRY_MILLIS = 1;

  private record Outgoing(Channel channel, EncodedMessage message) {}

  private final Consumer<String> log;
  private final Runnable broken;
  private final MemoryGate gate;
  private final Framing framing;
  private final ZContext context = new ZContext();
  private final Map<Channel, ZMQ.Socket> sockets = new EnumMap<>(Channel.class);
  private final IpcBridge bridge = new IpcBridge();
  private final ZMQ.Socket heartbeat;
  private final Readiness readiness = new Readiness();
  private final Queue<Outgoing> outgoing = new ConcurrentLinkedQueue<>();
  private final Room room = new Room(ROOM);

  /** Whoever uses the sockets holds it. */
  private final ReentrantLock lock = new ReentrantLock();

  /** The frames of what waits on iopub for a client that is behind. */
  private final Queue<List<byte[]>> held = new ArrayDeque<>();

  /** With which the first of them is tried. */
  private final Patience patience;

  private final Thread thread = new Thread(this::run, "atlas-kernel-sockets");
  private volatile boolean closing;
  private boolean released;

  /** Whether nobody has subscribed yet, and somebody may still. */
  private boolean expecting = true;

  /** Whether the sockets' thread found something to do when it looked last. */
  private boolean served;

  private Receiver receiver = (channel, message) -> {};
  private Consumer<String> subscribed = topic -> {};

  /** Loads what the sockets wait for longest, where a kernel is to start soon. From any thread. */
  public static void prepare() {
    new Signer(Signer.DEFAULT_SCHEME, "any").sign(List.of());
    SelectorProvider.provider();
  }

  /**
   * Binds all sockets.
   *
   * @param broken is run if a thread of the sockets has died: nothing comes in or goes out any
   *     more. On that thread
   * @param gate what is shut while nothing should be taken in
   * @throws IOException if one cannot be bound, or the signature scheme is unknown
   */
  public ZmqTransport(
      ConnectionFile connection, Consumer<String> log, Runnable broken, MemoryGate gate)
      throws IOException {
    this(connection, log, broken, gate, PATIENCE);
  }

  ZmqTransport(
      ConnectionFile connection,
      Consumer<String> log,
      Runnable broken,
      MemoryGate gate,
      Duration patience)
      throws IOException {
    this.log = log;
    this.broken = broken;
    this.gate = gate;
    this.patience = new Patience(patience);
    context.setThreadFactor(new PollerThreads(this::fail, gate)::make);
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
      Outgoing encoded = new Outgoing(channel, MessageCodec.encode(message));
      room.take();
      outgoing.add(encoded);
      if (!lock.isHeldByCurrentThread()) {
        sendNow();
      }
    }
  }

  @Override
  public boolean awaitRoom(Duration limit) {
    return room.await(limit);
  }

  @Override
  public void close() {
    closing = true;
    if (thread.getState() == Thread.State.NEW) {
      release();
      return;
    }
    readiness.wake();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private ZMQ.Socket bind(SocketType type, String address) throws IOException {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setLinger(LINGER_MILLIS);
    socket.setSndHWM(type == SocketType.XPUB ? IOPUB_BUFFER : REPLY_BUFFER);
    socket.setRcvHWM(UNLIMITED);
    socket.setMsgAllocator(this::allocate);
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
      readiness.watch(socket);
    } catch (ZMQException | IOException e) {
      throw new IOException("cannot listen on " + address + ": " + e.getMessage(), e);
    }
    return socket;
  }

  /**
   * The room for a part of a message that comes in; on ZeroMQ's thread, which may wait here, for a
   * cell that has filled the memory will have to give it back.
   */
  private Msg allocate(int size) {
    for (int tries = 1; true; tries++) {
      gate.pass();
      try {
        return zmq.ZMQ.DEFAULT_MSG_ALLOCATOR.allocate(size);
      } catch (OutOfMemoryError e) {
        if (tries == MOST_TRIES) {
          throw e;
        }
        LockSupport.parkNanos(NO_ROOM_NANOS);
      }
    }
  }

  private void run() {
    try {
      while (!closing) {
        serveAndWait();
      }
    } catch (RuntimeException | OutOfMemoryError e) {
      fail(e);
    } finally {
      locked(this::end);
    }
  }

  private void serveAndWait() {
    gate.pass();
    try {
      long wait = locked(this::serve);
      if (!served) {
        // ZeroMQ wakes this thread a moment before it lets it see why.
        Thread.yield();
      }
      if (wait > 0) {
        readiness.await(wait);
      } else if (outgoing.isEmpty()) {
        readiness.await();
      }
    } catch (OutOfMemoryError e) {
      // A cell has filled the memory; it will have to give it back. What was not sent is held.
    }
  }

  private void fail(Throwable error) {
    if (!closing) {
      try {
        log.accept("the sockets failed: ".concat(error.toString()));
      } finally {
        broken.run();
      }
    }
  }

  private long locked(LongSupplier action) {
    lock.lock();
    try {
      return action.getAsLong();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Receives and sends until there is nothing more to do.
   *
   * @return after how many milliseconds to try again to send; 0 if nothing is held
   */
  private long serve() {
    served = false;
    boolean moved = true;
    while (moved && !closing) {
      moved = echo() | welcomeAll();
      for (Channel channel : RECEIVING) {
        moved |= receiveAll(channel);
      }
      moved |= sendAll();
      served |= moved;
    }
    return held.isEmpty() ? 0 : RETRY_MILLIS;
  }

  /** Sends what is queued, if nobody else is at it; else they, or the sockets' thread, will. */
  private void sendNow() {
    if (!lock.tryLock()) {
      readiness.wake();
      return;
    }
    // A thread that is marked as interrupted would close ZeroMQ's pipes by writing to them.
    boolean interrupted = Thread.interrupted();
    boolean isLeft = true;
    try {
      if (!released) {
        sendAll();
        isLeft = !held.isEmpty() || isReceivable();
      }
    } catch (OutOfMemoryError e) {
      // Left to the sockets' thread, which tries again.
    } finally {
      lock.unlock();
      if (isLeft || !outgoing.isEmpty()) {
        readiness.wake();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** To send may take away the sign that something has come in. */
  private boolean isReceivable() {
    for (ZMQ.Socket socket : sockets.values()) {
      if ((socket.getEvents() & ZMQ.Poller.POLLIN) != 0) {
        return true;
      }
    }
    return false;
  }

  private boolean echo() {
    List<byte[]> frames = receive(heartbeat);
    return !frames.isEmpty() && send(heartbeat, frames);
  }

  /** A subscription is one frame: 1, or 0 for its end, and the topic. */
  private boolean welcomeAll() {
    boolean moved = false;
    ZMQ.Socket iopub = sockets.get(Channel.IOPUB);
    for (List<byte[]> frames = receive(iopub); !frames.isEmpty(); frames = receive(iopub)) {
      moved = true;
      byte[] frame = frames.getFirst();
      if (frame.length > 0 && frame[0] == 1) {
        expectNobody();
        subscribed.accept(new String(frame, 1, frame.length - 1, StandardCharsets.UTF_8));
      }
    }
    return moved;
  }

  private boolean receiveAll(Channel channel) {
    boolean moved = false;
    ZMQ.Socket socket = sockets.get(channel);
    for (int i = 0; i < TURN; i++) {
      List<byte[]> frames = receive(socket);
      if (frames.isEmpty()) {
        break;
      }
      moved = true;
      try {
        receiver.receive(channel, MessageCodec.decode(framing.unframe(frames)));
      } catch (MalformedMessageException e) {
        log.accept("dropped a message on " + channel + ": " + e.getMessage());
      } catch (RuntimeException e) {
        log.accept("dropped a message on " + channel + ": " + e);
      }
    }
    return moved;
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

  /** Sends what can be sent now. What memory does not suffice for stays where it is. */
  private boolean sendAll() {
    boolean moved = false;
    for (Outgoing next = outgoing.peek(); next != null; next = outgoing.peek()) {
      List<byte[]> frames = framing.frame(next.message());
      if (next.channel() == Channel.IOPUB) {
        held.add(frames);
      } else {
        publishHeld();
        send(sockets.get(next.channel()), frames);
        room.give();
      }
      outgoing.remove();
      moved = true;
    }
    return moved | publishHeld();
  }

  private boolean publishHeld() {
    boolean moved = false;
    while (!held.isEmpty() && isPublished(held.element())) {
      held.remove();
      room.give();
      moved = true;
    }
    return moved;
  }

  /** Gives clients that are behind a little time still, and closes. */
  private long end() {
    sendRest();
    release();
    return 0;
  }

  private void sendRest() {
    expectNobody();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
    sendAll();
    while (!held.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(RETRY_MILLIS));
      sendAll();
    }
  }

  /**
   * Publishes a message; false if it is worth waiting for a client that is behind, or for the
   * first.
   */
  private boolean isPublished(List<byte[]> frames) {
    if (!expecting && send(sockets.get(Channel.IOPUB), frames)) {
      patience.renew();
      return true;
    }
    if (!patience.isOver(System.nanoTime())) {
      return false;
    }
    if (expecting) {
      expectNobody();
      return isPublished(frames);
    }
    patience.renew();
    leaveBehind(frames);
    return true;
  }

  /** Somebody has subscribed, or nobody is going to. */
  private void expectNobody() {
    if (expecting) {
      expecting = false;
      patience.renew();
    }
  }

  /**
   * Publishes a message to those alone who have room for it. ZeroMQ counts on the others again when
   * they have read half of what it keeps for them.
   */
  private void leaveBehind(List<byte[]> frames) {
    ZMQ.Socket iopub = sockets.get(Channel.IOPUB);
    iopub.setXpubNoDrop(false);
    send(iopub, frames);
    iopub.setXpubNoDrop(true);
    log.accept("a client does not read its output and is left behind");
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
    released = true;
    context.close();
    try {
      bridge.close();
      readiness.close();
    } catch (IOException e) {
      log.accept("cannot close: " + e.getMessage());
    }
  }
}
