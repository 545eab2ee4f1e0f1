package atlas.kernel.server;

import atlas.kernel.protocol.Broadcast;
import atlas.kernel.protocol.Channel;
import atlas.kernel.protocol.ErrorInfo;
import atlas.kernel.protocol.InputRequest;
import atlas.kernel.protocol.Message;
import atlas.kernel.protocol.Protocol;
import atlas.kernel.protocol.Reply;
import java.time.Duration;
import java.util.Optional;

/**
 * One message from a client with the means to answer it. Whatever is sent through here has that
 * message as its parent; a request gets one reply at most.
 */
final class Exchange {
  private final Outbox outbox;
  private final Channel channel;
  private final Message request;
  private boolean replied;

  Exchange(Outbox outbox, Channel channel, Message request) {
    this.outbox = outbox;
    this.channel = channel;
    this.request = request;
  }

  Message request() {
    return request;
  }

  String msgType() {
    return request.header().msgType();
  }

  void publish(Broadcast content) {
    outbox.publish(content, Optional.of(request.header()));
  }

  /** Asks the client that sent the message; the id of the question. */
  String ask(InputRequest content) {
    return outbox.ask(content, request);
  }

  /** Waits until clients are not behind any more; false if the time was over first. */
  boolean awaitRoom(Duration limit) {
    return outbox.awaitRoom(limit);
  }

  void reply(Reply content) {
    if (!replied) {
      outbox.reply(channel, content, request);
      replied = true;
    }
  }

  /** Replies that the request failed, if it is one that waits for a reply. */
  void replyError(ErrorInfo error) {
    if (Protocol.isRequest(msgType())) {
      reply(new Reply.ErrorReply(Protocol.replyTo(msgType()), error, Optional.empty()));
    }
  }
}
