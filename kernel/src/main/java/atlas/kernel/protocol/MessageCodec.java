package atlas.kernel.protocol;

import atlas.kernel.json.JsonTrees;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Messages to JSON bytes and back. Decoding checks what every message must have (four objects, and
 * a header with a type and an id); the content of a type is {@link RequestDecoder}'s business.
 *
 * <p>Decoding what was encoded gives an equal message; a header keeps the fields that this kernel
 * does not know.
 */
public final class MessageCodec {
  private static final String MSG_ID = "msg_id";
  private static final String MSG_TYPE = "msg_type";
  private static final String SESSION = "session";
  private static final String USERNAME = "username";
  private static final String DATE = "date";
  private static final String VERSION = "version";

  private MessageCodec() {}

  /** Encodes a message. */
  public static EncodedMessage encode(Message message) {
    return new EncodedMessage(
        message.identities(),
        JsonTrees.write(toJson(message.header())),
        JsonTrees.write(
            message.parentHeader().map(MessageCodec::toJson).orElseGet(MessageCodec::object)),
        JsonTrees.write(message.metadata()),
        JsonTrees.write(message.content()),
        message.buffers());
  }

  /** Decodes a message. */
  public static Message decode(EncodedMessage encoded) throws MalformedMessageException {
    ObjectNode parent = parse("parent_header", encoded.parentHeader());
    return new Message(
        encoded.identities(),
        toHeader(parse("header", encoded.header())),
        parent.isEmpty() ? Optional.empty() : Optional.of(toHeader(parent)),
        parse("metadata", encoded.metadata()),
        parse("content", encoded.content()),
        encoded.buffers());
  }

  private static ObjectNode toJson(Header header) {
    ObjectNode json = object();
    json.put(MSG_ID, header.msgId());
    json.put(MSG_TYPE, header.msgType());
    json.put(SESSION, header.session());
    json.put(USERNAME, header.username());
    json.put(DATE, header.date());
    json.put(VERSION, header.version());
    header.extensions().forEach(json::set);
    return json;
  }

  private static Header toHeader(ObjectNode json) throws MalformedMessageException {
    Map<String, JsonNode> extensions = new LinkedHashMap<>();
    for (var field : json.properties()) {
      switch (field.getKey()) {
        case MSG_ID, MSG_TYPE, SESSION, USERNAME, DATE, VERSION -> {}
        default -> extensions.put(field.getKey(), field.getValue());
      }
    }
    return new Header(
        required(json, MSG_ID),
        required(json, MSG_TYPE),
        json.path(SESSION).asText(""),
        json.path(USERNAME).asText(""),
        json.path(DATE).asText(""),
        json.path(VERSION).asText(""),
        extensions);
  }

  private static String required(ObjectNode json, String field) throws MalformedMessageException {
    JsonNode value = json.path(field);
    if (!value.isTextual()) {
      throw new MalformedMessageException("a header without " + field);
    }
    return value.textValue();
  }

  private static ObjectNode parse(String part, byte[] bytes) throws MalformedMessageException {
    try {
      if (JsonTrees.read(bytes) instanceof ObjectNode object) {
        return object;
      }
    } catch (StreamConstraintsException e) {
      throw new MalformedMessageException(part + " is larger or deeper than can be read");
    } catch (JsonProcessingException e) {
      throw new MalformedMessageException(part + " is not JSON");
    }
    throw new MalformedMessageException(part + " is not an object");
  }

  private static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }
}
