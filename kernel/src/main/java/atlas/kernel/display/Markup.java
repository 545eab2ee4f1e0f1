package atlas.kernel.display;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Text as part of markup. */
final class Markup {
  /** Characters that no XML document may hold, not even escaped; a picture is one. */
  private static final Pattern UNFIT =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

  /** About as legible on white as on the black of dark themes. */
  static final String GREY = "#777";

  private Markup() {}

  static String escaped(String text) {
    return UNFIT
        .matcher(text)
        .replaceAll("\uFFFD")
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  /**
   * A picture that is part of the page. It stands there as data of an {@code img}: front ends take
   * the tags of SVG out of the pages of a notebook that is not trusted, and leave its texts.
   *
   * @param svg a document; it gets nothing from the page, neither colours nor fonts
   * @param description what to say to those who do not see it; not escaped
   */
  static String picture(String svg, String description, int width, int height) {
    return """
    <img src="data:image/svg+xml;base64,%s" alt="%s" width="%d" height="%d" \
    style="max-width:100%%;height:auto"/>\
    """
        .formatted(
            Base64.getEncoder().encodeToString(svg.getBytes(StandardCharsets.UTF_8)),
            escaped(description),
            width,
            height);
  }
}
