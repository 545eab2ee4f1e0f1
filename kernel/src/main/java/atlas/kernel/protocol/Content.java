package atlas.kernel.protocol;

/** The content of a message that the kernel sends. */
public sealed interface Content permits Reply, Broadcast, InputRequest {
  /** The type of the message that carries it. */
  String msgType();
}
