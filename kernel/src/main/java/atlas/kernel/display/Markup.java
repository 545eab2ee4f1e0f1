package atlas.kernel.display;

import java.util.regex.Pattern;

/** Text as part of markup. */
final class Markup {
  /** Characters that no XML document may hold, not even escaped; a picture is one. */
  private static final Pattern UNFIT =
      Pattern.compile("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]");

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
}
