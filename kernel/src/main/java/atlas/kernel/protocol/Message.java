package atlas.kernel.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * One message of the protocol.
 *
 * @param identities who it came from or goes to, as routing frames; for iopub the topic
 * @param parentHeader the header of the request that caused it, empty for the first of a chain
 * @param content what is said, in the shape that {@code header.msgType()} prescribes
 * @param buffers binary attachments, which the signature does not cover
 */
public record Message(
    List<byte[]> identities,
    Header header,
    Optional<Header> parentHeader,
    ObjectNode metadata,
    ObjectNode content,
    List<byte[]> buffers) {
  public Message {
    identities = List.copyOf(identities);
    buffers = List.copyOf(buffers);
  }
}
