package atlas.kernel.display;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/**
 * One thing in several forms, of which a front end takes the richest that it can show. Textual
 * forms are strings, JSON forms are JSON; the order is that in which they were given. Immutable.
 *
 * @param forms the forms by media type
 */
public record MimeBundle(SequencedMap<String, JsonNode> forms) {
  public static final String TEXT = "text/plain";
  public static final String MARKDOWN = "text/markdown";
  public static final String HTML = "text/html";
  public static final String SVG = "image/svg+xml";
  public static final String PROFILE = "application/vnd.atlas.profile+json";
  public static final String SCALING = "application/vnd.atlas.scaling+json";

  public MimeBundle {
    forms = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(forms));
  }

  /** A bundle of plain text alone. */
  public static MimeBundle text(String text) {
    return new MimeBundle(new LinkedHashMap<>()).with(TEXT, text);
  }

  /** This bundle with a further textual form. */
  public MimeBundle with(String type, String text) {
    return with(type, TextNode.valueOf(text));
  }

  /** This bundle with a further form that is JSON. */
  public MimeBundle with(String type, JsonNode json) {
    SequencedMap<String, JsonNode> more = new LinkedHashMap<>(forms);
    more.put(type, json);
    return new MimeBundle(more);
  }
}
