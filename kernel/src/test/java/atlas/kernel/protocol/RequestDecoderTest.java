package atlas.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RequestDecoderTest {
  @Test
  void whatAnExecuteRequestLeavesOutHasTheDefaultsOfTheProtocol() throws Exception {
    assertEquals(
        new Request.ExecuteRequest("a", false, true, Map.of(), false, true, Optional.empty()),
        decode("execute_request", "{'code': 'a'}"));
    assertEquals(
        new Request.ExecuteRequest(
            "a", false, false, Map.of("x", "1"), true, false, Optional.empty()),
        decode(
            "execute_request",
            "{'code': 'a', 'store_history': false, 'stop_on_error': false, 'allow_stdin': true,"
                + " 'user_expressions': {'x': '1'}}"));
  }

  @Test
  void aCellIsWhatItsClientCallsIt() throws Exception {
    JsonMapper json = new JsonMapper();
    ObjectNode content = json.createObjectNode().put("code", "a");
    ObjectNode metadata = json.createObjectNode().put("cellId", "c-1");
    Header header =
        new Header("id", "execute_request", "session", "user", "", Protocol.VERSION, Map.of());
    Request decoded =
        RequestDecoder.decode(
            new Message(List.of(), header, Optional.empty(), metadata, content, List.of()));
    assertEquals(
        new Request.ExecuteRequest("a", false, true, Map.of(), false, true, Optional.of("c-1")),
        decoded);
  }

  @Test
  void whatIsSilentIsNotRemembered() throws Exception {
    assertEquals(
        new Request.ExecuteRequest("a", true, false, Map.of(), false, true, Optional.empty()),
        decode("execute_request", "{'code': 'a', 'silent': true, 'store_history': true}"));
  }

  @Test
  void cursorPositionsAreCodePointsWithinTheCode() throws Exception {
    assertEquals(
        new Request.CompleteRequest("😀a", 2),
        decode("complete_request", "{'code': '😀a', 'cursor_pos': 2}"));
    assertEquals(
        new Request.CompleteRequest("😀a", 2),
        decode("complete_request", "{'code': '😀a', 'cursor_pos': 99}"));
    assertEquals(
        new Request.InspectRequest("😀a", 0, 1),
        decode("inspect_request", "{'code': '😀a', 'cursor_pos': -1, 'detail_level': 1}"));
    assertEquals(
        new Request.CompleteRequest("😀a", 2), decode("complete_request", "{'code': '😀a'}"));
  }

  @Test
  void allOtherRequestsAreDecoded() throws Exception {
    assertEquals(new Request.KernelInfoRequest(), decode("kernel_info_request", "{}"));
    assertEquals(new Request.InterruptRequest(), decode("interrupt_request", "{}"));
    assertEquals(
        new Request.ShutdownRequest(true), decode("shutdown_request", "{'restart': true}"));
    assertEquals(
        new Request.IsCompleteRequest("x"), decode("is_complete_request", "{'code': 'x'}"));
    assertEquals(new Request.CommInfoRequest(Optional.empty()), decode("comm_info_request", "{}"));
    assertEquals(
        new Request.CommOpen("c", "t"),
        decode("comm_open", "{'comm_id': 'c', 'target_name': 't', 'data': {}}"));
    assertEquals(
        new Request.HistoryRequest(false, true, "tail", 0, 0, Optional.empty(), 10, "*", false),
        decode("history_request", "{'hist_access_type': 'tail', 'n': 10}"));
    assertEquals(
        new Request.HistoryRequest(true, true, "range", -1, 2, Optional.of(5), 0, "*", false),
        decode(
            "history_request",
            "{'hist_access_type': 'range', 'session': -1, 'start': 2, 'stop': 5, 'output': true}"));
    assertEquals(new Request.Unknown("dance_request"), decode("dance_request", "{}"));
  }

  @Test
  void whatMakesTheRequestMayNotBeMissing() {
    assertThrows(MalformedMessageException.class, () -> decode("execute_request", "{}"));
    assertThrows(MalformedMessageException.class, () -> decode("execute_request", "{'code': 5}"));
    assertThrows(MalformedMessageException.class, () -> decode("complete_request", "{}"));
    assertThrows(MalformedMessageException.class, () -> decode("comm_open", "{'comm_id': 'c'}"));
  }

  /** Decodes content written with single quotes. */
  private static Request decode(String type, String content)
      throws MalformedMessageException, JsonProcessingException {
    Header header = new Header("1", type, "s", "u", "", Protocol.VERSION, Map.of());
    ObjectNode json = (ObjectNode) new JsonMapper().readTree(content.replace('\'', '"'));
    ObjectNode metadata = JsonNodeFactory.instance.objectNode();
    return RequestDecoder.decode(
        new Message(List.of(), header, Optional.empty(), metadata, json, List.of()));
  }
}
