package atlas.kernel.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.kernel.display.MimeBundle;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContentEncoderTest {
  @Test
  void aBundleKeepsJsonAsJsonAndTextAsText() {
    MimeBundle bundle =
        MimeBundle.text("a")
            .with("text/html", "<b>a</b>")
            .with("application/x+json", JsonNodeFactory.instance.objectNode().put("a", 1));

    assertEquals(
        "{'data':{'text/plain':'a','text/html':'<b>a</b>','application/x+json':{'a':1}},"
            + "'metadata':{},'transient':{}}",
        encode(new Broadcast.DisplayData(bundle, Optional.empty())));
  }

  @Test
  void halfACharacterIsReplacedForJsonCannotExpressIt() {
    assertEquals(
        "{'name':'stdout','text':'a?b 😀'}",
        encode(new Broadcast.Stream(Broadcast.StreamName.STDOUT, "a\ud83db 😀")));
  }

  @Test
  void completionsCarryTheirTypes() {
    Completions completions =
        new Completions(List.of(new Completions.Candidate("print", "function", "(string)")), 2, 4);

    assertEquals(
        "{'status':'ok','cursor_start':2,'cursor_end':4,'matches':['print'],"
            + "'metadata':{'_jupyter_types_experimental':"
            + "[{'text':'print','type':'function','signature':'(string)','start':2,'end':4}]}}",
        encode(new Reply.CompleteReply(completions)));
  }

  @Test
  void historyEntriesAreTriples() {
    List<Reply.HistoryItem> items =
        List.of(new Reply.HistoryItem(1, 2, "a"), new Reply.HistoryItem(1, 3, "b"));

    assertEquals(
        "{'status':'ok','history':[[1,2,'a'],[1,3,'b']]}",
        encode(new Reply.HistoryReply(items, false)));
    assertEquals(
        "{'status':'ok','history':[[1,2,['a',null]],[1,3,['b',null]]]}",
        encode(new Reply.HistoryReply(items, true)));
  }

  @Test
  void onlyIncompleteCodeHasAnIndent() {
    assertEquals(
        "{'status':'incomplete','indent':'    '}",
        encode(new Reply.IsCompleteReply(Completeness.incomplete("    "))));
    assertEquals("{'status':'invalid'}", encode(new Reply.IsCompleteReply(Completeness.INVALID)));
  }

  /** The JSON with single quotes. */
  private static String encode(Content content) {
    return ContentEncoder.encode(content).toString().replace('"', '\'');
  }
}
