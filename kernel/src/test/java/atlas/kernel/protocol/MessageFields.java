package atlas.kernel.protocol;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of every message that a kernel sends, as the messaging specification has them: its
 * executable form, for all traffic in tests. A name that ends in {@code ?} is optional.
 */
public final class MessageFields {
  private static final String HEADER =
      "msg_id:string msg_type:string session:string username:string date:string version:string";

  private static final String ERROR = "status:string ename:string evalue:string traceback:array";

  private static final Map<String, String> CONTENT =
      Map.ofEntries(
          entry("status", "execution_state:busy|idle|starting"),
          entry("stream", "name:stdout|stderr text:string"),
          entry("execute_input", "code:string execution_count:number"),
          entry("execute_result", "execution_count:number data:object metadata:object"),
          entry("display_data", "data:object metadata:object transient:object"),
          entry("update_display_data", "data:object metadata:object transient:object"),
          entry("iopub_welcome", "subscription:string"),
          entry("clear_output", "wait:boolean"),
          entry("input_request", "prompt:string password:boolean"),
          entry("error", "ename:string evalue:string traceback:array"),
          entry("comm_close", "comm_id:string data:object"),
          entry(
              "kernel_info_reply",
              "status:ok protocol_version:string implementation:string"
                  + " implementation_version:string language_info:object banner:string"
                  + " help_links:array debugger:boolean supported_features:array"),
          entry(
              "execute_reply",
              "status:ok execution_count:number payload:array user_expressions:object"),
          entry(
              "complete_reply",
              "status:ok matches:array cursor_start:number cursor_end:number metadata:object"),
          entry("inspect_reply", "status:ok found:boolean data:object metadata:object"),
          entry("history_reply", "status:ok history:array"),
          entry("is_complete_reply", "status:complete|incomplete|invalid|unknown indent?:string"),
          entry("comm_info_reply", "status:ok comms:object"),
          entry("interrupt_reply", "status:ok"),
          entry("shutdown_reply", "status:ok restart:boolean"));

  private MessageFields() {}

  /** What is wrong with a message that a kernel sent; nothing, if all is well. */
  public static List<String> violations(Message message) {
    List<String> violations = new ArrayList<>();
    Header header = message.header();
    String type = header.msgType();
    if (header.msgId().isEmpty() || header.session().isEmpty() || header.date().isEmpty()) {
      violations.add(type + ": an incomplete header, not " + HEADER);
    }
    if (!header.version().equals(Protocol.VERSION)) {
      violations.add(type + ": version " + header.version());
    }
    boolean isStarting = message.content().path("execution_state").asText().equals("starting");
    if (message.parentHeader().isEmpty() != (isStarting || type.equals("iopub_welcome"))) {
      violations.add(type + ": a parent header where none belongs, or none");
    }
    fields(type, message.content())
        .ifPresentOrElse(
            fields -> check(type, fields, message.content(), violations),
            () -> violations.add(type + ": no such message"));
    if (message.content().path("data") instanceof ObjectNode data && !type.startsWith("comm")) {
      data.fieldNames()
          .forEachRemaining(name -> {
            if (!name.matches("[\\w.+-]+/[\\w.+-]+")) {
              violations.add(type + ": " + name + " is no media type");
            }
          });
    }
    return violations;
  }

  private static Optional<String> fields(String type, ObjectNode content) {
    Optional<String> fields = Optional.ofNullable(CONTENT.get(type));
    if (fields.isEmpty() || !type.endsWith("_reply")) {
      return fields;
    }
    String count = type.equals("execute_reply") ? " execution_count?:number" : "";
    return switch (content.path("status").asText()) {
      case "error" -> Optional.of(ERROR + count);
      case "aborted" -> Optional.of("status:aborted");
      default -> fields;
    };
  }

  private static void check(
      String type, String fields, ObjectNode content, List<String> violations) {
    List<String> known = new ArrayList<>();
    for (String field : fields.split(" ")) {
      String name = field.substring(0, field.indexOf(':')).replace("?", "");
      String wanted = field.substring(field.indexOf(':') + 1);
      known.add(name);
      JsonNode value = content.path(name);
      boolean mayMiss = field.contains("?:");
      if (!(mayMiss && value.isMissingNode()) && !fits(value, wanted)) {
        violations.add(type + "." + name + " is not " + wanted + ": " + value);
      }
    }
    content
        .fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            violations.add(type + "." + name + " is not in the specification");
          }
        });
  }

  private static boolean fits(JsonNode value, String wanted) {
    return switch (wanted) {
      case "string" -> value.isTextual();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "array" -> value.isArray();
      case "object" -> value.isObject();
      default -> List.of(wanted.split("\\|")).contains(value.asText());
    };
  }
}
