package atlas.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageCodecTest {
  private static final Header HEADER =
      new Header(
          "m1",
          "execute_request",
          "s1",
          "anna",
          "2026-01-01T00:00:00.000001Z",
          "5.5",
          Map.of("subshell_id", TextNode.valueOf("x")));

  @Test
  void decodingWhatWasEncodedGivesAnEqualMessage() throws MalformedMessageException {
    ObjectNode content = object().put("code", "print(\"äöü 😀\")").put("silent", false);
    content.putArray("list").add(1).add(0.5).addNull();
    Message message =
        new Message(
            List.of(bytes("client")),
            HEADER,
            Optional.of(HEADER),
            object().put("k", "v"),
            content,
            List.of(new byte[] {0, 1, (byte) 255}));

    Message decoded = MessageCodec.decode(MessageCodec.encode(message));

    assertEquals(message.header(), decoded.header());
    assertEquals(message.parentHeader(), decoded.parentHeader());
    assertEquals(message.metadata(), decoded.metadata());
    assertEquals(message.content(), decoded.content());
    assertArrayEquals(message.identities().getFirst(), decoded.identities().getFirst());
    assertArrayEquals(message.buffers().getFirst(), decoded.buffers().getFirst());
  }

  @Test
  void anEmptyParentHeaderIsNone() throws MalformedMessageException {
    Message message =
        new Message(List.of(), HEADER, Optional.empty(), object(), object(), List.of());

    EncodedMessage encoded = MessageCodec.encode(message);

    assertEquals("{}", new String(encoded.parentHeader(), StandardCharsets.UTF_8));
    assertTrue(MessageCodec.decode(encoded).parentHeader().isEmpty());
  }

  @Test
  void whatIsNotAMessageIsRefusedWithTheReason() {
    String header = "{\"msg_id\": \"1\", \"msg_type\": \"t\"}";
    assertEquals("header is not JSON", refusal("{", "{}", "{}", "{}"));
    assertEquals("header is not an object", refusal("[]", "{}", "{}", "{}"));
    assertEquals("header is not JSON", refusal(header + "x", "{}", "{}", "{}"));
    assertEquals("a header without msg_id", refusal("{}", "{}", "{}", "{}"));
    assertEquals("a header without msg_type", refusal("{\"msg_id\": \"1\"}", "{}", "{}", "{}"));
    assertEquals("a header without msg_id", refusal(header, "{\"a\": 1}", "{}", "{}"));
    assertEquals("metadata is not an object", refusal(header, "{}", "null", "{}"));
    assertEquals("content is not JSON", refusal(header, "{}", "{}", "\u0000"));
    assertEquals("content is not JSON", refusal(header, "{}", "{}", ""));
    String deep = "{\"a\":".repeat(1_001) + "0" + "}".repeat(1_001);
    assertEquals("content is larger or deeper than can be read", refusal(header, "{}", "{}", deep));
  }

  private static String refusal(String header, String parent, String metadata, String content) {
    EncodedMessage encoded =
        new EncodedMessage(
            List.of(), bytes(header), bytes(parent), bytes(metadata), bytes(content), List.of());
    return assertThrows(MalformedMessageException.class, () -> MessageCodec.decode(encoded))
        .getMessage();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
