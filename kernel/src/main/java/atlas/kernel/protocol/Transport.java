package atlas.kernel.protocol;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * How messages come to the kernel and leave it.
 *
 * <p>Promises: messages of one channel are received in the order of their arrival; messages that
 * one thread sends leave in that order, across channels too, but that those on iopub may be late if
 * a client is behind; {@link #send} neither blocks nor fails, even after {@link #close}, when it
 * does nothing; {@link #close} first delivers what was sent before.
 */
public interface Transport extends AutoCloseable {
  /** Takes what arrives. Called on one thread of the transport, which it must not hold up. */
  @FunctionalInterface
  interface Receiver {
    void receive(Channel channel, Message message);
  }

  /**
   * Begins to receive. To be called once.
   *
   * @param subscribed is told of every client's subscription to iopub: the topic, empty for all. On
   *     the receiver's thread
   */
  void start(Receiver receiver, Consumer<String> subscribed);

  /** Sends a message. From any thread. */
  void send(Channel channel, Message message);

  /**
   * Waits until clients have taken most of what was sent, but no longer than the limit: what can
   * send faster than clients receive calls this now and then.
   *
   * @return whether they have
   */
  boolean awaitRoom(Duration limit);

  @Override
  void close();
}
