package atlas.kernel.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.protocol.Channel;
import atlas.kernel.protocol.EncodedMessage;
import atlas.kernel.protocol.Header;
import atlas.kernel.protocol.MemoryGate;
import atlas.kernel.protocol.Message;
import atlas.kernel.protocol.MessageCodec;
import atlas.kernel.protocol.Protocol;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** The sockets over real ZeroMQ on the loopback interface, against a kernel that echoes. */
@Timeout(180)
class ZmqTransportTest {
  private static final String KEY = "a key";
  private static final int TIMEOUT_MILLIS = 60_000;
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int TRIES = 10;

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger broken = new AtomicInteger();
  private final List<String> topics = Collections.synchronizedList(new ArrayList<>());
  private final ZContext context = new ZContext();
  private final Map<Channel, ZMQ.Socket> client = new EnumMap<>(Channel.class);
  private final Framing framing = new Framing(new Signer(Signer.DEFAULT_SCHEME, KEY));
  private final AtomicBoolean isShut = new AtomicBoolean();
  private final MemoryGate gate = new MemoryGate(isShut::get);
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread nudging = Thread.ofPlatform().unstarted(this::nudge);
  private ConnectionFile connection;
  private ZmqTransport transport;

  @BeforeEach
  void connect() throws IOException {
    Bound bound = bind(PATIENCE);
    connection = bound.connection();
    transport = bound.transport();
    transport.start(transport::send, topics::add);
    for (Channel channel : Channel.values()) {
      boolean isIopub = channel == Channel.IOPUB;
      ZMQ.Socket socket = socket(isIopub ? SocketType.SUB : SocketType.DEALER);
      socket.connect(connection.address(channel));
      if (isIopub) {
        socket.subscribe(ZMQ.SUBSCRIPTION_ALL);
      }
      client.put(channel, socket);
    }
    nudging.start();
  }

  @AfterEach
  void disconnect() throws InterruptedException {
    over.countDown();
    nudging.join();
    context.close();
    transport.close();
  }

  @Test
  void aMessageReachesTheKernelAndItsReplyTheClient() throws Exception {
    for (Channel channel : List.of(Channel.SHELL, Channel.CONTROL, Channel.STDIN)) {
      send(channel, framing.frame(message("hello " + channel)));

      assertEquals("hello " + channel, receive(channel).header().msgId());
    }
    assertEquals(List.of(), log);
  }

  @Test
  void nothingIsTakenInWhileTheGateIsShutAndNothingIsLost() throws Exception {
    for (boolean shut : List.of(false, true)) {
      isShut.set(shut);
      for (int i = 0; i < 20; i++) {
        send(Channel.SHELL, framing.frame(message(shut + " " + i)));
      }
      if (shut) {
        client.get(Channel.SHELL).setReceiveTimeOut(200);
        assertNull(client.get(Channel.SHELL).recv());
        client.get(Channel.SHELL).setReceiveTimeOut(TIMEOUT_MILLIS);
      }
      isShut.set(false);
      for (int i = 0; i < 20; i++) {
        assertEquals(shut + " " + i, receive(Channel.SHELL).header().msgId());
      }
    }
  }

  @Test
  void everySubscriptionIsTold() throws Exception {
    for (String topic : List.of("", "stream", "stream")) {
      ZMQ.Socket other = socket(SocketType.SUB);
      other.subscribe(topic);
      other.connect(connection.address(Channel.IOPUB));
    }
    while (topics.size() < 4) {
      Thread.sleep(1);
    }
    List<String> sorted = topics.stream().sorted().toList();
    assertEquals(List.of("", "", "stream", "stream"), sorted);
  }

  @Test
  void theHeartbeatIsAnEcho() {
    ZMQ.Socket heartbeat = socket(SocketType.REQ);
    heartbeat.connect(connection.heartbeatAddress());
    for (String beat : List.of("ping", "", "anything")) {
      heartbeat.send(beat);
      assertArrayEquals(beat.getBytes(StandardCharsets.UTF_8), heartbeat.recv());
    }
  }

  @Test
  void whatIsForgedReplayedOrMalformedIsDroppedAndTheKernelGoesOn() throws Exception {
    List<byte[]> good = framing.frame(message("good"));
    List<byte[]> forged = new ArrayList<>(framing.frame(message("forged")));
    forged.set(1, "0".repeat(64).getBytes(StandardCharsets.US_ASCII));
    byte[] open = {'{'};
    byte[] object = {'{', '}'};
    EncodedMessage noJson = new EncodedMessage(List.of(), open, object, object, object, List.of());

    send(Channel.SHELL, forged);
    send(Channel.SHELL, List.of("nonsense".getBytes(StandardCharsets.US_ASCII)));
    send(Channel.SHELL, List.of(noBytes(), noBytes()));
    send(Channel.SHELL, framing.frame(noJson));
    send(Channel.SHELL, good);
    send(Channel.SHELL, good);
    send(Channel.SHELL, framing.frame(message("last")));

    assertEquals("good", receive(Channel.SHELL).header().msgId());
    assertEquals("last", receive(Channel.SHELL).header().msgId());
    assertEquals(
        List.of(
            "dropped a message on shell: wrong signature",
            "dropped a message on shell: no delimiter",
            "dropped a message on shell: no delimiter",
            "dropped a message on shell: header is not JSON",
            "dropped a message on shell: a signature used before"),
        log);
  }

  @Test
  void whatIsSentByOneThreadArrivesInOrderAndComplete() throws Exception {
    awaitSubscription();
    int count = 20_000;
    for (int i = 0; i < count; i++) {
      transport.send(Channel.IOPUB, MessageCodec.decode(message("m" + i)));
    }
    for (int i = 0; i < count; i++) {
      assertEquals("m" + i, receive(Channel.IOPUB).header().msgId());
    }
  }

  @Test
  void outputWaitsForTheFirstClient() throws Exception {
    Bound bound = bind(Duration.ofMinutes(1));
    try (ZmqTransport early = bound.transport()) {
      early.start((channel, message) -> {}, topics::add);
      // As many as there is room for without holding up the sender, and one more.
      for (int i = 0; i < 21; i++) {
        early.send(Channel.IOPUB, MessageCodec.decode(message("before")));
      }
      assertFalse(early.awaitRoom(Duration.ofMillis(100)));
      ZMQ.Socket late = socket(SocketType.SUB);
      late.subscribe(ZMQ.SUBSCRIPTION_ALL);
      late.connect(bound.connection().address(Channel.IOPUB));
      assertTrue(early.awaitRoom(Duration.ofMinutes(1)));
      for (int i = 0; i < 21; i++) {
        assertEquals("before", receive(late).header().msgId());
      }
      early.send(Channel.IOPUB, MessageCodec.decode(message("after")));
      assertEquals("after", receive(late).header().msgId());
    }
  }

  @Test
  void outputDoesNotWaitForEverForAFirstClient() throws Exception {
    try (ZmqTransport lonely = bind(PATIENCE).transport()) {
      lonely.start((channel, message) -> {}, topics::add);
      for (int i = 0; i < 100; i++) {
        lonely.send(Channel.IOPUB, MessageCodec.decode(message("m" + i)));
      }
      assertFalse(lonely.awaitRoom(Duration.ofMillis(50)));
      assertTrue(lonely.awaitRoom(Duration.ofMinutes(1)));
      assertEquals(List.of(), log);
    }
  }

  /** Without its threads ZeroMQ takes nothing in, and does not say so. */
  @Test
  void itIsToldIfAThreadOfZeroMqHasDied() throws Exception {
    Set<Thread> others = Thread.getAllStackTraces().keySet();
    ZmqTransport doomed = bind(PATIENCE).transport();
    List<Thread> own =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !others.contains(thread) && thread.getName().matches("(io|reap).*"))
            .toList();
    assertFalse(own.isEmpty());
    for (Thread thread : own) {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, new OutOfMemoryError("test"));
    }
    assertEquals(own.size(), broken.get());
    assertEquals("the sockets failed: java.lang.OutOfMemoryError: test", log.getFirst());
    doomed.close();
  }

  @Test
  void aClientThatIsBehindHoldsUpTheSenderAndLosesNothing() throws Exception {
    awaitSubscription();
    byte[] much = new byte[100_000];
    int sent = 0;
    long waited = 0;
    while (waited < 100 && sent < 10_000) {
      Message message = MessageCodec.decode(message("m" + sent++));
      transport.send(Channel.IOPUB, withBuffer(message, much));
      long begun = System.nanoTime();
      transport.awaitRoom(Duration.ofMillis(200));
      waited = (System.nanoTime() - begun) / 1_000_000;
    }
    assertTrue(waited >= 100, () -> "never held up");

    // Nothing else is held up meanwhile.
    for (Channel channel : List.of(Channel.CONTROL, Channel.SHELL)) {
      send(channel, framing.frame(message("hello " + channel)));
      assertEquals("hello " + channel, receive(channel).header().msgId());
    }
    for (int i = 0; i < sent; i++) {
      assertEquals("m" + i, receive(Channel.IOPUB).header().msgId());
    }
  }

  @Test
  void aClientThatNeverReadsIsLeftBehindUntilItReadsAndTheOthersLoseNothing() throws Exception {
    awaitSubscription();
    ZMQ.Socket deaf = socket(SocketType.SUB);
    deaf.subscribe(ZMQ.SUBSCRIPTION_ALL);
    deaf.connect(connection.address(Channel.IOPUB));
    while (topics.size() < 2) {
      Thread.sleep(1);
    }
    int count = 1_000;
    byte[] much = new byte[100_000];
    for (int i = 0; i < count; i++) {
      Message message = MessageCodec.decode(message("m" + i));
      transport.send(Channel.IOPUB, withBuffer(message, much));
    }
    for (int i = 0; i < count; i++) {
      assertEquals("m" + i, receive(Channel.IOPUB).header().msgId());
    }
    assertEquals(List.of("a client does not read its output and is left behind"), log);

    deaf.setReceiveTimeOut(500);
    int taken = 0;
    int later = 0;
    while (true) {
      Message next = receive(deaf);
      if (next == null) {
        // It has read all that there was, or it takes a while.
        transport.send(Channel.IOPUB, MessageCodec.decode(message("later")));
        later++;
      } else if (next.header().msgId().equals("later")) {
        break;
      } else {
        assertEquals("m" + taken, next.header().msgId());
        taken++;
      }
    }
    assertTrue(taken < count);
    for (int i = 0; i < later; i++) {
      assertEquals("later", receive(Channel.IOPUB).header().msgId());
    }
  }

  private static Message withBuffer(Message message, byte[] buffer) {
    return new Message(
        message.identities(),
        message.header(),
        message.parentHeader(),
        message.metadata(),
        message.content(),
        List.of(buffer));
  }

  @Test
  void closingDeliversWhatWasSentBefore() throws Exception {
    awaitSubscription();
    transport.send(Channel.IOPUB, MessageCodec.decode(message("last words")));
    transport.close();
    transport.send(Channel.IOPUB, MessageCodec.decode(message("too late")));

    assertEquals("last words", receive(Channel.IOPUB).header().msgId());
    assertTrue(
        Thread.getAllStackTraces().keySet().stream()
            .noneMatch(thread -> thread.getName().equals("atlas-kernel-sockets")));
  }

  @Test
  void aPortInUseIsRefusedWithItsAddress() {
    String message =
        assertThrows(
                IOException.class,
                () ->
                    new ZmqTransport(
                        connection, log::add, broken::incrementAndGet, MemoryGate.OPEN))
            .getMessage();

    assertTrue(message.startsWith("cannot listen on tcp://127.0.0.1:"), message);
  }

  /**
   * Connects something now and then. JeroMQ 0.6.0 may not read from a connection that a client has
   * made until it has made another: if it learns at once that it is connected and of a command, it
   * drops the key of the channel for connecting and takes it for the one for reading (Poller).
   */
  private void nudge() {
    try {
      while (!over.await(50, TimeUnit.MILLISECONDS)) {
        try (ZMQ.Socket other = socket(SocketType.DEALER)) {
          other.connect(connection.address(Channel.CONTROL));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A subscription takes effect some time after it was made, which only a message can tell. */
  private void awaitSubscription() throws Exception {
    ZMQ.Socket iopub = client.get(Channel.IOPUB);
    iopub.setReceiveTimeOut(10);
    Message knock = MessageCodec.decode(message("knock"));
    int knocks = 0;
    do {
      transport.send(Channel.IOPUB, knock);
      knocks++;
    } while (iopub.recv() == null && knocks < 1_000);
    transport.send(Channel.IOPUB, MessageCodec.decode(message("ready")));
    iopub.setReceiveTimeOut(TIMEOUT_MILLIS);
    while (iopub.hasReceiveMore()) {
      iopub.recv();
    }
    while (!receive(Channel.IOPUB).header().msgId().equals("ready")) {}
  }

  private ZMQ.Socket socket(SocketType type) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setReceiveTimeOut(TIMEOUT_MILLIS);
    socket.setRcvHWM(100);
    socket.setLinger(0);
    return socket;
  }

  private void send(Channel channel, List<byte[]> frames) {
    ZMQ.Socket socket = client.get(channel);
    for (int i = 0; i < frames.size(); i++) {
      socket.send(frames.get(i), i < frames.size() - 1 ? ZMQ.SNDMORE : 0);
    }
  }

  /**
   * Receives and verifies a message; each side signs alike, but remembers only what it receives.
   */
  private Message receive(Channel channel) throws Exception {
    Message message = receive(client.get(channel));
    assertNotNull(message, () -> "nothing received on " + channel + "; log: " + log);
    return message;
  }

  /** The same; null if nothing comes. */
  private static Message receive(ZMQ.Socket socket) throws Exception {
    List<byte[]> frames = new ArrayList<>();
    do {
      byte[] frame = socket.recv();
      if (frame == null) {
        return null;
      }
      frames.add(frame);
    } while (socket.hasReceiveMore());
    Framing unseen = new Framing(new Signer(Signer.DEFAULT_SCHEME, KEY));
    return MessageCodec.decode(unseen.unframe(frames));
  }

  private static EncodedMessage message(String id) {
    Header header = new Header(id, "kernel_info_request", "s", "u", "", Protocol.VERSION, Map.of());
    JsonNodeFactory json = JsonNodeFactory.instance;
    return MessageCodec.encode(
        new Message(
            List.of(), header, Optional.empty(), json.objectNode(), json.objectNode(), List.of()));
  }

  private static byte[] noBytes() {
    return new byte[0];
  }

  private record Bound(ConnectionFile connection, ZmqTransport transport) {}

  /** Binds to free ports, again if somebody else takes one of them first. */
  private Bound bind(Duration patience) throws IOException {
    for (int tries = 1; true; tries++) {
      List<Integer> ports = freePorts(5);
      ConnectionFile chosen =
          new ConnectionFile(
              "tcp",
              "127.0.0.1",
              ports.get(0),
              ports.get(1),
              ports.get(2),
              ports.get(3),
              ports.get(4),
              KEY,
              Signer.DEFAULT_SCHEME);
      try {
        return new Bound(
            chosen, new ZmqTransport(chosen, log::add, broken::incrementAndGet, gate, patience));
      } catch (IOException e) {
        if (tries == TRIES) {
          throw e;
        }
      }
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }
}
