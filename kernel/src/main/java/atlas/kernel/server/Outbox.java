package atlas.kernel.server;

import atlas.kernel.protocol.Broadcast;
import atlas.kernel.protocol.Broadcast.IopubWelcome;
import atlas.kernel.protocol.Channel;
import atlas.kernel.protocol.Content;
import atlas.kernel.protocol.ContentEncoder;
import atlas.kernel.protocol.Header;
import atlas.kernel.protocol.InputRequest;
import atlas.kernel.protocol.Message;
import atlas.kernel.protocol.Protocol;
import atlas.kernel.protocol.Reply;
import atlas.kernel.protocol.Transport;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Makes messages of content: numbers them within the kernel's session, dates them, sends them. */
final class Outbox {
  private final Transport transport;
  private final String session = UUID.randomUUID().toString();
  private final AtomicLong sent = new AtomicLong();

  Outbox(Transport transport) {
    this.transport = transport;
  }

  /** Tells every client. The topic, which clients may subscribe to, is the message's type. */
  void publish(Broadcast content, Optional<Header> parent) {
    byte[] topic = content.msgType().getBytes(StandardCharsets.US_ASCII);
    transport.send(Channel.IOPUB, message(List.of(topic), content, parent));
  }

  /** Tells the clients that subscribed to a topic that they did. */
  void welcome(String topic) {
    IopubWelcome welcome = new IopubWelcome(topic);
    List<byte[]> address = List.of(topic.getBytes(StandardCharsets.UTF_8));
    transport.send(Channel.IOPUB, message(address, welcome, Optional.empty()));
  }

  /** Waits until clients are not behind any more; false if the time was over first. */
  boolean awaitRoom(Duration limit) {
    return transport.awaitRoom(limit);
  }

  /** Tells the client that sent a request. */
  void reply(Channel channel, Reply content, Message request) {
    Optional<Header> parent = Optional.of(request.header());
    transport.send(channel, message(request.identities(), content, parent));
  }

  /** Asks the client that sent a request; the id of the question. */
  String ask(InputRequest content, Message request) {
    Message question = message(request.identities(), content, Optional.of(request.header()));
    transport.send(Channel.STDIN, question);
    return question.header().msgId();
  }

  private Message message(List<byte[]> identities, Content content, Optional<Header> parent) {
    Header header =
        new Header(
            session + "_" + sent.incrementAndGet(),
            content.msgType(),
            session,
            Protocol.USERNAME,
            Instant.now().truncatedTo(ChronoUnit.MICROS).toString(),
            Protocol.VERSION,
            Map.of());
    return new Message(
        identities,
        header,
        parent,
        JsonNodeFactory.instance.objectNode(),
        ContentEncoder.encode(content),
        List.of());
  }
}
