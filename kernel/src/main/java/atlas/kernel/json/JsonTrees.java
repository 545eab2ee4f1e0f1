package atlas.kernel.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerationException;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Reads and writes trees with Jackson's parser and generator alone. {@code ObjectMapper} would do
 * the same, but is made for Java objects: it loads calendars, time zones and locales, for which
 * each start of a kernel would wait 50 ms.
 */
public final class JsonTrees {
  private static final JsonFactory JSON =
      new JsonFactoryBuilder()
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          // A cell may be of any length, like what it sends.
          .streamReadConstraints(
              StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
          .build();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private JsonTrees() {}

  /**
   * The one value that a text in UTF-8 consists of. Of fields of one name the last one counts.
   *
   * @throws JsonProcessingException if it is no JSON, is nested more deeply than Jackson reads, or
   *     something follows
   */
  public static JsonNode read(byte[] json) throws JsonProcessingException {
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      JsonNode tree = value(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "something follows the value");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw e;
    } catch (IOException e) {
      // Bytes that look like another encoding, and are none of it.
      throw new JsonParseException(null, String.valueOf(e.getMessage()), e);
    }
  }

  /** A tree as UTF-8, without white space. */
  public static byte[] write(JsonNode tree) {
    ByteArrayBuilder out = new ByteArrayBuilder();
    try (JsonGenerator generator = JSON.createGenerator(out)) {
      write(tree, generator);
    } catch (IOException e) {
      throw new UncheckedIOException("a tree that JSON cannot express", e);
    }
    return out.toByteArray();
  }

  private static JsonNode value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_NUMBER_INT ->
          switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
          };
      case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case null, default -> throw new JsonParseException(parser, "no value");
    };
  }

  private static ObjectNode object(JsonParser parser) throws IOException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      object.set(name, value(parser));
    }
    return object;
  }

  private static ArrayNode array(JsonParser parser) throws IOException {
    ArrayNode array = NODES.arrayNode();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      array.add(value(parser));
    }
    return array;
  }

  private static void write(JsonNode tree, JsonGenerator out) throws IOException {
    switch (tree.getNodeType()) {
      case OBJECT -> {
        out.writeStartObject();
        for (Map.Entry<String, JsonNode> field : tree.properties()) {
          out.writeFieldName(field.getKey());
          write(field.getValue(), out);
        }
        out.writeEndObject();
      }
      case ARRAY -> {
        out.writeStartArray();
        for (JsonNode element : tree) {
          write(element, out);
        }
        out.writeEndArray();
      }
      case STRING -> out.writeString(tree.textValue());
      case NUMBER -> {
        switch (tree.numberType()) {
          case INT -> out.writeNumber(tree.intValue());
          case LONG -> out.writeNumber(tree.longValue());
          case BIG_INTEGER -> out.writeNumber(tree.bigIntegerValue());
          default -> out.writeNumber(tree.doubleValue());
        }
      }
      case BOOLEAN -> out.writeBoolean(tree.booleanValue());
      case NULL -> out.writeNull();
      default -> throw new JsonGenerationException("a " + tree.getNodeType(), out);
    }
  }
}
