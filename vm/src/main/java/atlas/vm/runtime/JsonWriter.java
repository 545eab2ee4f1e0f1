package atlas.vm.runtime;

import java.util.Map;

/**
 * Writes json values as text: compact, or for display, or with an element on each line. {@code
 * poll} is called now and then; it throws if the program is to stop.
 */
public final class JsonWriter {
  /** About so many characters are written between two polls. */
  private static final int POLL = 1 << 14;

  private final StringBuilder text;
  private final String comma;
  private final String colon;
  private final int indent;
  private final boolean asWritten;
  private final Runnable poll;
  private int depth;
  private int polledAt;

  private JsonWriter(
      StringBuilder text,
      String comma,
      String colon,
      int indent,
      boolean asWritten,
      Runnable poll) {
    this.poll = poll;
    this.text = text;
    this.comma = comma;
    this.colon = colon;
    this.indent = indent;
    this.asWritten = asWritten;
  }

  /** The display text (language §20). */
  public static String display(JsonValue value, Runnable poll) {
    return new JsonWriter(new StringBuilder(), ", ", ": ", -1, false, poll).toText(value);
  }

  /** Appends compact text. */
  public static void compact(JsonValue value, StringBuilder text, Runnable poll) {
    new JsonWriter(text, ",", ":", -1, false, poll).write(value);
  }

  /** Compact text with numbers as they were written. */
  public static String minified(JsonValue value, Runnable poll) {
    return new JsonWriter(new StringBuilder(), ",", ":", -1, true, poll).toText(value);
  }

  /** Each element on a line of its own, with numbers as they were written. */
  public static String pretty(JsonValue value, int indent, Runnable poll) {
    return new JsonWriter(new StringBuilder(), ",", ": ", indent, true, poll).toText(value);
  }

  private String toText(JsonValue value) {
    write(value);
    return text.toString();
  }

  private void write(JsonValue value) {
    switch (value) {
      case JsonValue.Null _ -> text.append("null");
      case JsonValue.Bool bool -> text.append(bool.value());
      case JsonValue.Num number ->
          text.append(asWritten ? number.lexeme() : Formatting.shortest(number.value()));
      case JsonValue.Str string -> string(string.value().toString(), text, poll);
      case JsonValue.Arr array -> {
        text.append('[');
        depth++;
        boolean first = true;
        for (JsonValue element : array.elements()) {
          separate(first);
          write(element);
          first = false;
        }
        close(']', first);
      }
      case JsonValue.Obj object -> {
        text.append('{');
        depth++;
        boolean first = true;
        for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
          separate(first);
          string(member.getKey(), text, poll);
          text.append(colon);
          write(member.getValue());
          first = false;
        }
        close('}', first);
      }
    }
  }

  private void separate(boolean first) {
    if (text.length() - polledAt >= POLL) {
      polledAt = text.length();
      poll.run();
    }
    text.append(first ? "" : comma);
    lineBreak();
  }

  private void close(char bracket, boolean empty) {
    depth--;
    if (!empty) {
      lineBreak();
    }
    text.append(bracket);
  }

  private void lineBreak() {
    if (indent >= 0) {
      text.append('\n').repeat(' ', Math.multiplyExact(indent, depth));
    }
  }

  /** Appends a string in quotes, with the escapes that JSON demands. */
  public static void string(String string, StringBuilder text, Runnable poll) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if ((i & (POLL - 1)) == POLL - 1) {
        poll.run();
      }
      switch (c) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\b' -> text.append("\\b");
        case '\f' -> text.append("\\f");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          if (c < ' ') {
            text.append(c < 16 ? "\\u000" : "\\u00").append(Integer.toHexString(c));
          } else {
            text.append(c);
          }
        }
      }
    }
    text.append('"');
  }
}
