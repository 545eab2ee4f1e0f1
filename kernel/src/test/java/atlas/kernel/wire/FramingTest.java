package atlas.kernel.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.kernel.protocol.EncodedMessage;
import atlas.kernel.protocol.MalformedMessageException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramingTest {
  private static final EncodedMessage MESSAGE =
      new EncodedMessage(
          List.of(bytes("one"), bytes("two")),
          bytes("{\"a\":1}"),
          bytes("{}"),
          bytes("{}"),
          bytes("{\"b\":2}"),
          List.of(bytes("buffer"), bytes("")));

  @Test
  void aSignatureIsThatOfOtherImplementations() {
    Signer signer = new Signer(Signer.DEFAULT_SCHEME, "key");

    byte[] signature = signer.sign(MESSAGE.signedParts());

    // Python: hmac.new(b'key', b'{"a":1}{}{}{"b":2}', 'sha256').hexdigest()
    assertEquals(
        "0206f42f4ae2a48f6054ab91271f90c100f7022f55fb1f23de6377624d533752",
        new String(signature, StandardCharsets.US_ASCII));
  }

  @Test
  void whatWasFramedIsUnframed() throws MalformedMessageException {
    List<byte[]> frames = framing("key").frame(MESSAGE);

    EncodedMessage unframed = framing("key").unframe(frames);

    assertEquals(10, frames.size());
    assertEquals("<IDS|MSG>", new String(frames.get(2), StandardCharsets.US_ASCII));
    assertArrayEquals(bytes("two"), unframed.identities().get(1));
    assertArrayEquals(MESSAGE.content(), unframed.content());
    assertArrayEquals(bytes("buffer"), unframed.buffers().getFirst());
    assertEquals(2, unframed.buffers().size());
  }

  @Test
  void anyChangeToASignedPartOrToTheSignatureIsRefused() {
    for (int frame = 3; frame < 8; frame++) {
      List<byte[]> frames = new ArrayList<>(framing("key").frame(MESSAGE));
      byte[] changed = frames.get(frame).clone();
      changed[changed.length - 1] ^= 1;
      frames.set(frame, changed);
      assertEquals("wrong signature", refusal(framing("key"), frames));
    }
  }

  @Test
  void anotherKeyAnEmptyAndALongSignatureAreRefused() {
    assertEquals("wrong signature", refusal(framing("key"), framing("yek").frame(MESSAGE)));
    List<byte[]> frames = new ArrayList<>(framing("key").frame(MESSAGE));
    frames.set(3, bytes(new String(frames.get(3), StandardCharsets.US_ASCII) + "00"));
    assertEquals("wrong signature", refusal(framing("key"), frames));
    frames.set(3, bytes(""));
    assertEquals("wrong signature", refusal(framing("key"), frames));
  }

  @Test
  void aMessageIsTakenOnce() throws MalformedMessageException {
    Framing framing = framing("key");
    List<byte[]> frames = framing.frame(MESSAGE);
    framing.unframe(frames);

    assertEquals("a signature used before", refusal(framing, frames));
  }

  @Test
  void withoutAKeyNothingIsSignedAndAllIsTaken() throws MalformedMessageException {
    Framing framing = framing("");
    List<byte[]> frames = framing.frame(MESSAGE);

    assertEquals(0, frames.get(3).length);
    framing.unframe(frames);
    framing.unframe(frames);
  }

  @Test
  void framesThatAreNoMessageAreRefused() {
    List<byte[]> frames = framing("key").frame(MESSAGE);
    assertEquals("no delimiter", refusal(framing("key"), List.of(bytes("hello"))));
    assertEquals("no delimiter", refusal(framing("key"), frames.subList(3, 8)));
    for (int size = 3; size < 8; size++) {
      assertEquals("too few frames", refusal(framing("key"), frames.subList(0, size)));
    }
  }

  @Test
  void onlyTheNewestSignaturesAreRemembered() {
    SeenSignatures seen = new SeenSignatures(2);
    assertTrue(seen.add(bytes("a")) && seen.add(bytes("b")) && !seen.add(bytes("a")));
    assertTrue(seen.add(bytes("c")) && seen.add(bytes("a")) && !seen.add(bytes("c")));
  }

  @Test
  void anUnknownSchemeIsRefusedByName() {
    for (String scheme : List.of("hmac-nonsense", "plain")) {
      assertEquals(
          "unknown signature scheme " + scheme,
          assertThrows(IllegalArgumentException.class, () -> new Signer(scheme, "key"))
              .getMessage());
    }
    assertTrue(new Signer("hmac-sha512", "key").isSigning());
  }

  private static Framing framing(String key) {
    return new Framing(new Signer(Signer.DEFAULT_SCHEME, key));
  }

  private static String refusal(Framing framing, List<byte[]> frames) {
    return assertThrows(MalformedMessageException.class, () -> framing.unframe(frames))
        .getMessage();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
