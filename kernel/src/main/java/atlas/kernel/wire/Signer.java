package atlas.kernel.wire;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs and verifies the parts of a message with a shared key. An empty key means, by the protocol,
 * that nothing is signed and everything is believed. Not for use by several threads at once.
 */
final class Signer {
  static final String DEFAULT_SCHEME = "hmac-sha256";

  private static final String SCHEME_PREFIX = "hmac-";

  private final Optional<Mac> mac;

  /**
   * @param scheme the protocol's name of a keyed hash, such as {@code hmac-sha256}
   * @throws IllegalArgumentException if there is no such hash here
   */
  Signer(String scheme, String key) {
    mac = key.isEmpty() ? Optional.empty() : Optional.of(newMac(scheme, key));
  }

  /** Whether signatures mean anything. */
  boolean isSigning() {
    return mac.isPresent();
  }

  /** The signature in hexadecimal. */
  byte[] sign(List<byte[]> parts) {
    if (mac.isEmpty()) {
      return new byte[0];
    }
    for (byte[] part : parts) {
      mac.get().update(part);
    }
    String hex = HexFormat.of().formatHex(mac.get().doFinal());
    return hex.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether a signature is right, in a time that does not tell how much of it is. */
  boolean verify(byte[] signature, List<byte[]> parts) {
    return mac.isEmpty() || MessageDigest.isEqual(sign(parts), signature);
  }

  private static Mac newMac(String scheme, String key) {
    try {
      if (scheme.startsWith(SCHEME_PREFIX)) {
        String hash = scheme.substring(SCHEME_PREFIX.length()).toUpperCase(Locale.ROOT);
        Mac mac = Mac.getInstance("Hmac" + hash);
        mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), mac.getAlgorithm()));
        return mac;
      }
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalArgumentException("unknown signature scheme " + scheme, e);
    }
    throw new IllegalArgumentException("unknown signature scheme " + scheme);
  }
}
