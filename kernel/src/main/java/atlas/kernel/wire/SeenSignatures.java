package atlas.kernel.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** Remembers the newest signatures, so that a message recorded on the way is not taken twice. */
final class SeenSignatures {
  private final int capacity;
  private final SequencedSet<String> seen = new LinkedHashSet<>();

  SeenSignatures(int capacity) {
    this.capacity = capacity;
  }

  /** Remembers a signature; false if it was known. */
  boolean add(byte[] signature) {
    boolean isNew = seen.add(new String(signature, StandardCharsets.ISO_8859_1));
    if (seen.size() > capacity) {
      seen.removeFirst();
    }
    return isNew;
  }
}
