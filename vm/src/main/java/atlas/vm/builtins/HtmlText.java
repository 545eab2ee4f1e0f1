package atlas.vm.builtins;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reader of text gets to see of a fragment of HTML: its words, and where lines end. */
final class HtmlText {
  private static final Pattern UNSEEN =
      Pattern.compile("(?is)<!--.*?-->|<(script|style|head)\\b.*?</\\1\\s*>");
  private static final Pattern LINE_END =
      Pattern.compile("(?i)<br\\b[^>]*>|</(p|div|li|tr|h[1-6]|pre|table|ul|ol|blockquote)\\s*>");
  private static final Pattern CELL_END = Pattern.compile("(?i)</t[dh]\\s*>");
  private static final Pattern ITEM = Pattern.compile("(?i)<li\\b[^>]*>");
  private static final Pattern TAG = Pattern.compile("(?s)</?[a-zA-Z][^>]*>");
  private static final Pattern ENTITY = Pattern.compile("&(#x[0-9a-fA-F]+|#[0-9]+|[a-z]+);");
  private static final int HEXADECIMAL = 16;
  private static final int DECIMAL = 10;

  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", "\u00a0");

  private HtmlText() {}

  static String of(String html) {
    String text = UNSEEN.matcher(html).replaceAll("").replaceAll("\\s+", " ");
    text = ITEM.matcher(text).replaceAll("• ");
    text = CELL_END.matcher(text).replaceAll("  ");
    text = LINE_END.matcher(text).replaceAll("\n");
    text = TAG.matcher(text).replaceAll("");
    text =
        ENTITY
            .matcher(text)
            .replaceAll(match -> Matcher.quoteReplacement(decoded(match.group(1), match.group())));
    return text.replaceAll(" *\n *", "\n").replaceAll("\n{3,}", "\n\n").strip();
  }

  /** The character that an entity stands for; the entity itself if there is none. */
  private static String decoded(String name, String entity) {
    if (!name.startsWith("#")) {
      return NAMED.getOrDefault(name, entity);
    }
    boolean isHex = name.charAt(1) == 'x';
    try {
      int code = Integer.parseInt(name.substring(isHex ? 2 : 1), isHex ? HEXADECIMAL : DECIMAL);
      boolean isScalar = Character.isValidCodePoint(code) && (code < 0xD800 || code > 0xDFFF);
      return isScalar ? Character.toString(code) : entity;
    } catch (NumberFormatException e) {
      return entity;
    }
  }
}
