package atlas.kernel.server;

import atlas.kernel.protocol.Channel;
import atlas.kernel.protocol.Header;
import atlas.kernel.protocol.MalformedMessageException;
import atlas.kernel.protocol.Message;
import atlas.kernel.protocol.MessageCodec;
import atlas.kernel.protocol.MessageFields;
import atlas.kernel.protocol.Protocol;
import atlas.kernel.protocol.Transport;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A client and the way to it, in memory. Every message that the kernel sends is encoded, decoded
 * and checked against the field tables, and kept in the order of sending over all channels.
 */
final class MemoryTransport implements Transport {
  private static final long TIMEOUT_NANOS = 60_000_000_000L;

  /** A message that the kernel sent. */
  record Sent(Channel channel, Message message) {
    String type() {
      return message.header().msgType();
    }

    ObjectNode content() {
      return message.content();
    }

    String parentId() {
      return message.parentHeader().map(Header::msgId).orElse("");
    }

    /** The type, and for a status its state: what tests compare sequences of. */
    String brief() {
      return type().equals("status") ? content().path("execution_state").asText() : type();
    }
  }

  private final List<Sent> sent = new ArrayList<>();
  private final List<String> violations = new ArrayList<>();
  private final CompletableFuture<Receiver> receiver = new CompletableFuture<>();
  private volatile boolean stuck;
  private boolean closed;
  private int requests;

  @Override
  public void start(Receiver receiver, Consumer<String> subscribed) {
    this.receiver.complete(receiver);
  }

  @Override
  public synchronized void send(Channel channel, Message message) {
    try {
      Sent received = new Sent(channel, MessageCodec.decode(MessageCodec.encode(message)));
      violations.addAll(MessageFields.violations(received.message()));
      sent.add(received);
    } catch (MalformedMessageException e) {
      violations.add(e.getMessage());
    }
    notifyAll();
  }

  @Override
  public boolean awaitRoom(Duration limit) {
    if (stuck) {
      LockSupport.parkNanos(limit.toNanos());
    }
    return !stuck;
  }

  /** From now on, this client takes what is sent, but never says so. */
  void getStuck() {
    stuck = true;
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /** What of the traffic was not as the specification wants it. */
  synchronized List<String> violations() {
    return List.copyOf(violations);
  }

  /** Sends a message to the kernel; its id. */
  String request(Channel channel, String type, String content) {
    Header header =
        new Header(
            "", type, "client", "tester", "2026-01-01T00:00:00Z", Protocol.VERSION, Map.of());
    return send(channel, header, "{}", content);
  }

  /** Sends a cell as a notebook does, some time after the first; its id. */
  String executeCell(String session, int millis, String code) {
    String date = Instant.parse("2026-01-01T00:00:00Z").plusMillis(millis).toString();
    Header header =
        new Header("", "execute_request", session, "tester", date, Protocol.VERSION, Map.of());
    return send(
        Channel.SHELL, header, "{\"cellId\": \"a\"}", json("{}").put("code", code).toString());
  }

  private String send(Channel channel, Header unnamed, String metadata, String content) {
    String id;
    synchronized (this) {
      id = "request-" + ++requests;
    }
    Header header =
        new Header(
            id,
            unnamed.msgType(),
            unnamed.session(),
            unnamed.username(),
            unnamed.date(),
            unnamed.version(),
            Map.of());
    byte[] identity = "client".getBytes(StandardCharsets.UTF_8);
    receiver
        .join()
        .receive(
            channel,
            new Message(
                List.of(identity),
                header,
                Optional.empty(),
                json(metadata),
                json(content),
                List.of()));
    return id;
  }

  String shell(String type, String content) {
    return request(Channel.SHELL, type, content);
  }

  String control(String type, String content) {
    return request(Channel.CONTROL, type, content);
  }

  /** Sends an execute_request with the defaults of the protocol. */
  String execute(String code) {
    return shell("execute_request", json("{}").put("code", code).toString());
  }

  /** All that has been sent so far for a request. */
  synchronized List<Sent> of(String requestId) {
    return sent.stream().filter(message -> message.parentId().equals(requestId)).toList();
  }

  synchronized List<Sent> all() {
    return List.copyOf(sent);
  }

  /** Waits for a message. */
  synchronized Sent await(Predicate<Sent> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TIMEOUT_NANOS;
    while (true) {
      Optional<Sent> found = sent.stream().filter(wanted).findFirst();
      if (found.isPresent()) {
        return found.get();
      }
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError(
            "not sent in time; sent: " + sent.stream().map(Sent::brief).toList());
      }
      wait(left / 1_000_000 + 1);
    }
  }

  /** Waits until a request has been dealt with, and gives the types of all messages about it. */
  List<String> sequence(String requestId) throws InterruptedException {
    awaitIdle(requestId);
    return of(requestId).stream().map(Sent::brief).toList();
  }

  void awaitIdle(String requestId) throws InterruptedException {
    await(message -> message.parentId().equals(requestId) && message.brief().equals("idle"));
  }

  /** Waits for the reply to a request; its content. */
  ObjectNode reply(String requestId) throws InterruptedException {
    return await(
            message -> message.parentId().equals(requestId) && message.type().endsWith("_reply"))
        .content();
  }

  static ObjectNode json(String text) {
    try {
      return (ObjectNode) new JsonMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
