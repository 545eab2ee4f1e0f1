package atlas.kernel.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTreesTest {
  /** Of which it is a part. */
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  @Test
  void whatLooksLikeAnotherEncodingIsNoJson() {
    byte[] bytes = {0, 0, 0, '{', 0, 0x11, 0, 0};
    assertThrows(JsonProcessingException.class, () -> JsonTrees.read(bytes));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " [ ] ",
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-2147483648",
        "2147483648",
        "9223372036854775808",
        "-1e400",
        "1.5",
        "-0.0",
        "1e-7",
        "\"\"",
        "\"\\ud83d\\ude00 \\\\ \\n\"",
        "{\"a\": {\"b\": [1, [2.5, {}], null]}, \"a\": 3, \"\": [true]}",
        "\"ä€😀\""
      })
  void readsAndWritesWhatAMapperDoes(String json) throws Exception {
    JsonNode tree = JsonTrees.read(json.getBytes(UTF_8));
    assertEquals(MAPPER.readTree(json), tree);
    assertEquals(MAPPER.writeValueAsString(tree), new String(JsonTrees.write(tree), UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[1",
        "[1,]",
        "{\"a\"}",
        "{\"a\":}",
        "{a: 1}",
        "]",
        "}",
        "nul",
        "01",
        "NaN",
        "\"a",
        "\"\n\"",
        "{} {}",
        "1 2",
        "{}]",
        "'a'",
        "// c"
      })
  void whatIsNoJsonIsRefused(String json) {
    assertThrows(JsonProcessingException.class, () -> MAPPER.readTree(json));
    assertThrows(JsonProcessingException.class, () -> JsonTrees.read(json.getBytes(UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n"})
  void nothingIsNoJson(String json) {
    assertThrows(JsonProcessingException.class, () -> JsonTrees.read(json.getBytes(UTF_8)));
  }

  @Test
  void invalidUtf8IsRefused() {
    assertThrows(
        JsonProcessingException.class, () -> JsonTrees.read(new byte[] {'"', (byte) 0xff, '"'}));
  }

  @Test
  void whatIsTooDeepIsRefused() throws Exception {
    JsonTrees.read(("[".repeat(900) + "]".repeat(900)).getBytes(UTF_8));
    byte[] deep = "[".repeat(100_000).getBytes(UTF_8);
    assertThrows(JsonProcessingException.class, () -> JsonTrees.read(deep));
  }

  /** Clients may send them in a header, which goes back to them. */
  @ParameterizedTest
  @ValueSource(strings = {"\ud800", "a\udc00b", "\ud800x", "\udc00\ud800"})
  void halfOfASurrogatePairStaysWhatItIs(String text) throws Exception {
    assertEquals(text, JsonTrees.read(JsonTrees.write(NODES.textNode(text))).textValue());
  }

  @Test
  void anyTreeIsReadAsItWasWritten() throws Exception {
    Random random = new Random(4);
    for (int i = 0; i < 2_000; i++) {
      JsonNode tree = tree(random, 4);
      byte[] json = JsonTrees.write(tree);
      assertEquals(MAPPER.writeValueAsString(tree), new String(json, UTF_8));
      assertEquals(tree, JsonTrees.read(json));
    }
  }

  private static JsonNode tree(Random random, int depth) {
    switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0:
        return NODES.nullNode();
      case 1:
        return NODES.booleanNode(random.nextBoolean());
      case 2:
        return NODES.numberNode(random.nextInt());
      case 3:
        return NODES.numberNode(Long.MAX_VALUE - random.nextInt(9));
      case 4:
        return NODES.numberNode(BigInteger.ONE.shiftLeft(64 + random.nextInt(99)));
      case 5:
        return NODES.numberNode(random.nextGaussian());
      case 6:
        return NODES.textNode(text(random));
      case 7:
        ArrayNode array = NODES.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          array.add(tree(random, depth - 1));
        }
        return array;
      default:
        ObjectNode object = NODES.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set(text(random), tree(random, depth - 1));
        }
        return object;
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.appendCodePoint("a\"\\\n\u0001ä€\u2028😀".codePoints().toArray()[random.nextInt(9)]);
    }
    return text.toString();
  }

  /** Longer than Jackson reads unless it is told to. */
  @Test
  void readsTextsOfAnyLength() throws Exception {
    String text = "x".repeat(20_000_100);
    assertEquals(text, JsonTrees.read(("\"" + text + "\"").getBytes(UTF_8)).textValue());
  }
}
