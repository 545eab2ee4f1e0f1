package atlas.kernel.wire;

import atlas.kernel.protocol.EncodedMessage;
import atlas.kernel.protocol.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Messages as frames. In the protocol's order: routing identities, the delimiter, the signature,
 * the four signed parts, buffers.
 *
 * <p>What {@link #unframe} lets through was signed with the key and was not seen before.
 */
final class Framing {
  private static final byte[] DELIMITER = "<IDS|MSG>".getBytes(StandardCharsets.US_ASCII);
  private static final int SIGNATURES_KEPT = 65_536;

  /** The delimiter, the signature and the four signed parts. */
  private static final int FIXED_FRAMES = 6;

  private final Signer signer;
  private final SeenSignatures seen = new SeenSignatures(SIGNATURES_KEPT);

  Framing(Signer signer) {
    this.signer = signer;
  }

  List<byte[]> frame(EncodedMessage message) {
    List<byte[]> frames = new ArrayList<>(message.identities());
    frames.add(DELIMITER);
    frames.add(signer.sign(message.signedParts()));
    frames.addAll(message.signedParts());
    frames.addAll(message.buffers());
    return frames;
  }

  EncodedMessage unframe(List<byte[]> frames) throws MalformedMessageException {
    int at = delimiter(frames);
    if (frames.size() < at + FIXED_FRAMES) {
      throw new MalformedMessageException("too few frames");
    }
    EncodedMessage message =
        new EncodedMessage(
            frames.subList(0, at),
            frames.get(at + 2),
            frames.get(at + 3),
            frames.get(at + 4),
            frames.get(at + 5),
            frames.subList(at + FIXED_FRAMES, frames.size()));
    byte[] signature = frames.get(at + 1);
    if (!signer.verify(signature, message.signedParts())) {
      throw new MalformedMessageException("wrong signature");
    }
    if (signer.isSigning() && !seen.add(signature)) {
      throw new MalformedMessageException("a signature used before");
    }
    return message;
  }

  private static int delimiter(List<byte[]> frames) throws MalformedMessageException {
    for (int i = 0; i < frames.size(); i++) {
      if (Arrays.equals(frames.get(i), DELIMITER)) {
        return i;
      }
    }
    throw new MalformedMessageException("no delimiter");
  }
}
