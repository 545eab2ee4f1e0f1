package atlas.profiler.report;

import java.nio.charset.StandardCharsets;

/**
 * HTML as it grows, well-formed: no script, no address, no style sheet, and no colour of its own
 * but translucent ones, so that it reads the same on a light and on a dark page and survives what
 * clients strip from untrusted output. Whatever is text is escaped.
 */
final class HtmlPage {
  private static final String CELL =
      "padding:1px 8px;text-align:left;border:none;white-space:nowrap";
  private static final String NUMBER =
      "padding:1px 8px;text-align:right;border:none;white-space:nowrap";
  private static final String CODE =
      "padding:1px 8px;text-align:left;border:none;white-space:pre;font-family:monospace";
  private static final String BAR_BACK = "width:100px;background-color:rgba(127,127,127,0.15)";
  private static final String BAR = "height:10px;background-color:rgba(217,119,6,0.65);width:";

  private final StringBuilder html = new StringBuilder();
  private long bytes;

  /** The bytes of the page so far, in UTF-8. */
  long size() {
    return bytes;
  }

  /** Adds markup as it is. */
  HtmlPage raw(String markup) {
    html.append(markup);
    bytes += markup.getBytes(StandardCharsets.UTF_8).length;
    return this;
  }

  /** Adds a text. */
  HtmlPage text(String text) {
    return raw(escape(text));
  }

  /** A row of titles; those that begin with a {@code >} stand over numbers. */
  HtmlPage header(String... titles) {
    raw("<tr>");
    for (String title : titles) {
      boolean number = title.startsWith(">");
      raw("<th style=\"" + (number ? NUMBER : CELL) + ";font-weight:600;opacity:0.7\">");
      text(number ? title.substring(1) : title).raw("</th>");
    }
    return raw("</tr>\n");
  }

  HtmlPage cell(String text) {
    return raw("<td style=\"" + CELL + "\">").text(text).raw("</td>");
  }

  HtmlPage number(String text) {
    return raw("<td style=\"" + NUMBER + "\">").text(text).raw("</td>");
  }

  HtmlPage code(String text) {
    return raw("<td style=\"" + CODE + "\">").text(text).raw("</td>");
  }

  /** A cell with a bar for a percentage, and what to show when it is pointed at. */
  HtmlPage bar(String percent, String title) {
    return raw("<td style=\"" + CELL + "\" title=\"")
        .text(title)
        .raw(
            "\"><div style=\""
                + BAR_BACK
                + "\"><div style=\""
                + BAR
                + percent
                + "%\"></div></div></td>");
  }

  HtmlPage openTable() {
    return raw("<table style=\"border-collapse:collapse;margin:4px 0;font-size:90%\">");
  }

  HtmlPage closeTable() {
    return raw("</table>\n");
  }

  HtmlPage openDetails(String summary) {
    return raw("<details style=\"margin:4px 0\"><summary style=\"cursor:pointer\">")
        .text(summary)
        .raw("</summary>\n");
  }

  HtmlPage closeDetails() {
    return raw("</details>\n");
  }

  private static String escape(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(c -> {
          switch (c) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            case '\t' -> escaped.append("    ");
            default -> {
              if (Character.isISOControl(c) || c >= 0xD800 && c <= 0xDFFF) {
                escaped.append(' ');
              } else {
                escaped.appendCodePoint(c);
              }
            }
          }
        });
    return escaped.toString();
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
