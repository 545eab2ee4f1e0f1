package atlas.kernel.protocol;

import atlas.kernel.display.MimeBundle;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Typed content to JSON: the one place that knows the names of the fields that the kernel sends.
 *
 * <p>A program's text may hold half a surrogate pair, which JSON in UTF-8 cannot express; it is
 * replaced, so that no output can make a message impossible to send.
 */
public final class ContentEncoder {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String STATUS = "status";
  private static final String EXECUTION_COUNT = "execution_count";

  private ContentEncoder() {}

  /** Encodes the content of any message that the kernel sends. */
  public static ObjectNode encode(Content content) {
    return switch (content) {
      case Reply reply -> encode(reply);
      case Broadcast broadcast -> encode(broadcast);
      case InputRequest(String prompt, boolean password) ->
          JSON.objectNode().put("prompt", wellFormed(prompt)).put("password", password);
    };
  }

  private static ObjectNode encode(Reply reply) {
    return switch (reply) {
      case Reply.KernelInfoReply(KernelInfo info) -> kernelInfo(info);
      case Reply.ExecuteReply(int count, var expressions) -> executed(count, expressions);
      case Reply.ErrorReply failed -> failed(failed);
      case Reply.AbortedReply() -> JSON.objectNode().put(STATUS, "aborted");
      case Reply.CompleteReply(Completions completions) -> completions(completions);
      case Reply.InspectReply(var found) -> {
        ObjectNode json = ok().put("found", found.isPresent());
        json.set("data", found.map(ContentEncoder::data).orElseGet(JSON::objectNode));
        json.set("metadata", JSON.objectNode());
        yield json;
      }
      case Reply.HistoryReply(var history, boolean withOutput) -> history(history, withOutput);
      case Reply.IsCompleteReply(Completeness completeness) -> completeness(completeness);
      case Reply.CommInfoReply() -> {
        ObjectNode json = ok();
        json.set("comms", JSON.objectNode());
        yield json;
      }
      case Reply.InterruptReply() -> ok();
      case Reply.ShutdownReply(boolean restart) -> ok().put("restart", restart);
    };
  }

  private static ObjectNode encode(Broadcast broadcast) {
    return switch (broadcast) {
      case Broadcast.Status status -> JSON.objectNode().put("execution_state", lower(status));
      case Broadcast.Stream(var name, String text) ->
          JSON.objectNode().put("name", lower(name)).put("text", wellFormed(text));
      case Broadcast.ExecuteInput(String code, int count) ->
          JSON.objectNode().put("code", wellFormed(code)).put(EXECUTION_COUNT, count);
      case Broadcast.ExecuteResult(int count, MimeBundle bundle) ->
          bundle(bundle).put(EXECUTION_COUNT, count);
      case Broadcast.DisplayData(MimeBundle bundle, var displayId) -> display(bundle, displayId);
      case Broadcast.UpdateDisplayData(MimeBundle bundle, String displayId) ->
          display(bundle, Optional.of(displayId));
      case Broadcast.ClearOutput(boolean later) -> JSON.objectNode().put("wait", later);
      case Broadcast.ExecutionError(ErrorInfo error) -> error(JSON.objectNode(), error);
      case Broadcast.IopubWelcome(String subscription) ->
          JSON.objectNode().put("subscription", subscription);
      case Broadcast.CommClose(String commId) -> {
        ObjectNode json = JSON.objectNode().put("comm_id", commId);
        json.set("data", JSON.objectNode());
        yield json;
      }
    };
  }

  private static ObjectNode display(MimeBundle bundle, Optional<String> displayId) {
    ObjectNode json = bundle(bundle);
    ObjectNode transients = json.putObject("transient");
    displayId.ifPresent(id -> transients.put("display_id", id));
    return json;
  }

  private static ObjectNode kernelInfo(KernelInfo info) {
    KernelInfo.LanguageInfo language = info.languageInfo();
    ObjectNode json =
        ok().put("protocol_version", Protocol.VERSION)
            .put("implementation", info.implementation())
            .put("implementation_version", info.implementationVersion())
            .put("banner", info.banner())
            .put("debugger", false);
    json.putArray("supported_features");
    json.putObject("language_info")
        .put("name", language.name())
        .put("version", language.version())
        .put("mimetype", language.mimetype())
        .put("file_extension", language.fileExtension())
        .put("pygments_lexer", language.pygmentsLexer())
        .put("codemirror_mode", language.codemirrorMode())
        .put("nbconvert_exporter", "script");
    ArrayNode links = json.putArray("help_links");
    for (KernelInfo.HelpLink link : info.helpLinks()) {
      links.addObject().put("text", link.text()).put("url", link.url());
    }
    return json;
  }

  private static ObjectNode executed(int count, Map<String, Reply.Evaluation> expressions) {
    ObjectNode json = ok().put(EXECUTION_COUNT, count);
    json.putArray("payload");
    ObjectNode values = json.putObject("user_expressions");
    expressions.forEach((name, evaluation) -> values.set(name, evaluation(evaluation)));
    return json;
  }

  private static ObjectNode evaluation(Reply.Evaluation evaluation) {
    return switch (evaluation) {
      case Reply.Evaluation.Value(MimeBundle bundle) -> bundle(bundle).put(STATUS, "ok");
      case Reply.Evaluation.Error(ErrorInfo error) ->
          error(JSON.objectNode().put(STATUS, "error"), error);
    };
  }

  private static ObjectNode failed(Reply.ErrorReply failed) {
    ObjectNode json = error(JSON.objectNode().put(STATUS, "error"), failed.error());
    failed.executionCount().ifPresent(count -> json.put(EXECUTION_COUNT, count));
    return json;
  }

  private static ObjectNode completions(Completions completions) {
    ObjectNode json =
        ok().put("cursor_start", completions.cursorStart())
            .put("cursor_end", completions.cursorEnd());
    ArrayNode matches = json.putArray("matches");
    ArrayNode types = json.putObject("metadata").putArray("_jupyter_types_experimental");
    for (Completions.Candidate candidate : completions.candidates()) {
      matches.add(candidate.text());
      types
          .addObject()
          .put("text", candidate.text())
          .put("type", candidate.type())
          .put("signature", candidate.signature())
          .put("start", completions.cursorStart())
          .put("end", completions.cursorEnd());
    }
    return json;
  }

  /** Each entry is (session, line, input), or (session, line, (input, output)). */
  private static ObjectNode history(List<Reply.HistoryItem> items, boolean withOutput) {
    ObjectNode json = ok();
    ArrayNode entries = json.putArray("history");
    for (Reply.HistoryItem item : items) {
      ArrayNode entry = entries.addArray().add(item.session()).add(item.line());
      if (withOutput) {
        entry.addArray().add(wellFormed(item.input())).addNull();
      } else {
        entry.add(wellFormed(item.input()));
      }
    }
    return json;
  }

  private static ObjectNode completeness(Completeness completeness) {
    ObjectNode json = JSON.objectNode().put(STATUS, lower(completeness.status()));
    if (completeness.status() == Completeness.Status.INCOMPLETE) {
      json.put("indent", completeness.indent());
    }
    return json;
  }

  private static ObjectNode bundle(MimeBundle bundle) {
    ObjectNode json = JSON.objectNode();
    json.set("data", data(bundle));
    json.set("metadata", JSON.objectNode());
    return json;
  }

  private static ObjectNode data(MimeBundle bundle) {
    ObjectNode json = JSON.objectNode();
    bundle
        .forms()
        .forEach((type, form) ->
            json.set(type, form.isTextual() ? JSON.textNode(wellFormed(form.asText())) : form));
    return json;
  }

  private static ObjectNode error(ObjectNode json, ErrorInfo error) {
    json.put("ename", wellFormed(error.ename())).put("evalue", wellFormed(error.evalue()));
    ArrayNode traceback = json.putArray("traceback");
    error.traceback().forEach(line -> traceback.add(wellFormed(line)));
    return json;
  }

  private static ObjectNode ok() {
    return JSON.objectNode().put(STATUS, "ok");
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }
}
