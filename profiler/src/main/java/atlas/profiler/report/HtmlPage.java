package atlas.profiler.report;

import java.nio.charset.StandardCharsets;

/**
 * HTML as it grows, well-formed: no script, no address, no style sheet, and no colour of its own
 * but translucent ones, so that it reads the same on a light and on a dark page and survives what
 * clients strip from untrusted output. Whatever is text is escaped.
 */
final class HtmlPage {
  private static final String BASE = "padding:2px 8px;white-space:nowrap;";
  private static final String CELL = BASE + "text-align:left";
  private static final String NUMBER = BASE + "text-align:right";
  private static final String CODE =
      "padding:2px 8px;white-space:pre;text-align:left;font-family:monospace";
  private static final String HEAD = ";font-weight:600;opacity:0.65;font-size:90%";
  private static final String BAR_BACK =
      "width:90px;height:9px;border-radius:4px;background-color:rgba(127,127,127,0.18)";
  private static final String BAR = "height:9px;border-radius:4px;background-color:rgba(";

  private final StringBuilder html = new StringBuilder();
  private final long limit;
  private long bytes;
  private String section = "";
  private int sectionAt;
  private long bytesBefore;

  /** A page of any size. */
  HtmlPage() {
    this(Long.MAX_VALUE);
  }

  /**
   * A page with a limit.
   *
   * @param limit so many bytes are not exceeded by what can be folded: that is left out, with a
   *     note
   */
  HtmlPage(long limit) {
    this.limit = limit;
  }

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
    row();
    for (String title : titles) {
      boolean number = title.startsWith(">");
      raw("<th style=\"" + (number ? NUMBER : CELL) + HEAD + "\">");
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

  /**
   * A cell with a bar.
   *
   * @param percent the larger, the redder
   * @param width of 100
   * @param title what to show when it is pointed at
   */
  HtmlPage bar(String percent, String width, String title) {
    String colour = heat(Double.parseDouble(percent) / 100);
    return raw("<td style=\"" + CELL + "\" title=\"")
        .text(title)
        .raw("\"><div style=\"" + BAR_BACK + "\"><div style=\"" + BAR + colour)
        .raw(",0.85);width:" + width + "%\"></div></div></td>");
  }

  /** The colour of a share of all: from yellow for none to red for half of it and more. */
  static String heat(double share) {
    double red = Math.clamp(2 * share, 0, 1);
    return Math.round(234 - 14 * red)
        + ","
        + Math.round(170 - 130 * red)
        + ","
        + Math.round(40 - 2 * red);
  }

  /** A cell with a bar of two parts. */
  HtmlPage split(String percent) {
    return raw("<td style=\"" + CELL + "\"><div style=\"" + BAR_BACK + "\"><div style=\"" + BAR)
        .raw("70,130,180,0.85);width:" + percent + "%\"></div></div></td>");
  }

  /** Begins a row without stripes of the page around it. */
  HtmlPage row() {
    return raw("<tr style=\"background-color:transparent\">");
  }

  /** Begins a row that stands back. */
  HtmlPage asideRow() {
    return raw("<tr style=\"background-color:transparent;opacity:0.65\">");
  }

  HtmlPage endRow() {
    return raw("</tr>\n");
  }

  /**
   * Begins a table, which scrolls by itself if the page is too narrow: what is around it grows to
   * the widest thing in it in some notebooks, so it claims no width and takes all there is.
   */
  HtmlPage openTable() {
    return raw("<div style=\"overflow-x:auto;width:0;min-width:100%\">")
        .raw(
            "<table style=\"border-collapse:collapse;margin:4px 0;font-size:13px;"
                + "font-variant-numeric:tabular-nums\">");
  }

  HtmlPage closeTable() {
    return raw("</table></div>\n");
  }

  /** A line that stands back. */
  HtmlPage note(String text) {
    return raw("<div style=\"opacity:0.65;font-size:12px;margin-top:8px\">")
        .text(text)
        .raw("</div>\n");
  }

  HtmlPage openDetails(String summary) {
    return openDetails(summary, false);
  }

  HtmlPage openDetails(String summary, boolean open) {
    section = summary;
    sectionAt = html.length();
    bytesBefore = bytes;
    return raw("<details" + (open ? " open=\"open\"" : ""))
        .raw(" style=\"margin:6px 0;border-top:1px solid rgba(127,127,127,0.25);padding-top:6px\">")
        .raw("<summary style=\"display:list-item;cursor:pointer;font-weight:600\">")
        .text(summary)
        .raw("</summary>\n");
  }

  HtmlPage closeDetails() {
    raw("</details>\n");
    if (bytes > limit) {
      html.setLength(sectionAt);
      bytes = bytesBefore;
      note("Left out, because the page would get too large: " + section);
    }
    return this;
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
