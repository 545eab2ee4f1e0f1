package atlas.kernel.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A message's header. Fields beyond those of the specification are kept in {@code extensions}: a
 * reply has to carry its request's header back unchanged, whatever a client has put there.
 */
public record Header(
    String msgId,
    String msgType,
    String session,
    String username,
    String date,
    String version,
    Map<String, JsonNode> extensions) {
  public Header {
    extensions = Map.copyOf(extensions);
  }
}
