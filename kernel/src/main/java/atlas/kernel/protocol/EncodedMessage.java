package atlas.kernel.protocol;

import java.util.List;

/** A message whose four dictionaries are JSON bytes: what is framed, signed and sent. */
public record EncodedMessage(
    List<byte[]> identities,
    byte[] header,
    byte[] parentHeader,
    byte[] metadata,
    byte[] content,
    List<byte[]> buffers) {
  public EncodedMessage {
    identities = List.copyOf(identities);
    buffers = List.copyOf(buffers);
  }

  /** The parts that a signature covers, in its order. */
  public List<byte[]> signedParts() {
    return List.of(header, parentHeader, metadata, content);
  }
}
