package atlas.kernel.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The typed content of a client's message. A field that the specification gives a default may be
 * missing; one that makes the request (the code of an execute_request) may not.
 */
public final class RequestDecoder {
  /** The type that is queued behind others of its kind; see the server. */
  public static final String EXECUTE_REQUEST = "execute_request";

  /** The type that answers a request of the kernel's own. */
  public static final String INPUT_REPLY = "input_reply";

  private RequestDecoder() {}

  /** Decodes the content of a message by its type. */
  public static Request decode(Message message) throws MalformedMessageException {
    ObjectNode content = message.content();
    String type = message.header().msgType();
    return switch (type) {
      case "kernel_info_request" -> new Request.KernelInfoRequest();
      case EXECUTE_REQUEST -> execute(content, optionalText(message.metadata(), "cellId"));
      case "complete_request" ->
          new Request.CompleteRequest(text(content, "code"), cursorPos(content));
      case "inspect_request" ->
          new Request.InspectRequest(
              text(content, "code"), cursorPos(content), content.path("detail_level").asInt(0));
      case "history_request" -> history(content);
      case "is_complete_request" -> new Request.IsCompleteRequest(text(content, "code"));
      case "comm_info_request" -> new Request.CommInfoRequest(optionalText(content, "target_name"));
      case "comm_open" ->
          new Request.CommOpen(text(content, "comm_id"), text(content, "target_name"));
      case "comm_msg" -> new Request.CommMsg(text(content, "comm_id"));
      case "comm_close" -> new Request.CommClose(text(content, "comm_id"));
      case INPUT_REPLY -> new Request.InputReply(text(content, "value"));
      case "interrupt_request" -> new Request.InterruptRequest();
      case "shutdown_request" ->
          new Request.ShutdownRequest(content.path("restart").asBoolean(false));
      default -> new Request.Unknown(type);
    };
  }

  private static Request execute(ObjectNode content, Optional<String> cellId)
      throws MalformedMessageException {
    boolean silent = content.path("silent").asBoolean(false);
    return new Request.ExecuteRequest(
        text(content, "code"),
        silent,
        content.path("store_history").asBoolean(true) && !silent,
        expressions(content.path("user_expressions")),
        content.path("allow_stdin").asBoolean(false),
        content.path("stop_on_error").asBoolean(true),
        cellId);
  }

  private static Request history(ObjectNode content) throws MalformedMessageException {
    JsonNode stop = content.path("stop");
    return new Request.HistoryRequest(
        content.path("output").asBoolean(false),
        content.path("raw").asBoolean(true),
        text(content, "hist_access_type"),
        content.path("session").asInt(0),
        content.path("start").asInt(0),
        stop.isInt() ? Optional.of(stop.intValue()) : Optional.empty(),
        Math.clamp(content.path("n").asLong(0), 0, Integer.MAX_VALUE),
        content.path("pattern").asText("*"),
        content.path("unique").asBoolean(false));
  }

  private static Map<String, String> expressions(JsonNode json) {
    Map<String, String> expressions = new LinkedHashMap<>();
    for (var entry : json.properties()) {
      expressions.put(entry.getKey(), entry.getValue().asText());
    }
    return expressions;
  }

  /** The cursor; at the end of the code if the client does not say. */
  private static int cursorPos(ObjectNode content) throws MalformedMessageException {
    String code = text(content, "code");
    int length = code.codePointCount(0, code.length());
    return Math.clamp(content.path("cursor_pos").asInt(length), 0, length);
  }

  private static String text(ObjectNode content, String field) throws MalformedMessageException {
    return optionalText(content, field)
        .orElseThrow(() -> new MalformedMessageException("no text in the field " + field));
  }

  private static Optional<String> optionalText(ObjectNode content, String field) {
    return Optional.ofNullable(content.path(field).textValue());
  }
}
