package atlas.vm.runtime;

import java.util.ArrayDeque;

/**
 * Values as text (language §20): the display text that {@code print} writes, and the literal form
 * in which sessions show results, with every string in quotes.
 *
 * <p>Nesting may be deeper than the Java stack allows, so open containers are kept on a stack here.
 */
public final class Display {
  /** So many elements of a container are written between two polls. */
  private static final int POLL = 4096;

  /** A container whose text has been begun. */
  private static final class Open {
    final Value container;
    int next;

    Open(Value container) {
      this.container = container;
    }
  }

  private final StringBuilder text = new StringBuilder();
  private final ArrayDeque<Open> stack = new ArrayDeque<>();
  private final boolean quoted;
  private final int limit;
  private final Runnable poll;

  private Display(boolean quoted, int limit, Runnable poll) {
    this.quoted = quoted;
    this.limit = limit;
    this.poll = poll;
  }

  /** The display text. */
  public static String display(Value value) {
    return display(value, () -> {});
  }

  /**
   * The display text.
   *
   * @param poll called now and then; throws if the program is to stop
   */
  public static String display(Value value, Runnable poll) {
    return switch (value) {
      case Text t -> t.toString();
      case NumberValue n -> Formatting.number(n.value());
      default -> new Display(false, Integer.MAX_VALUE, poll).of(value);
    };
  }

  /** The literal form. */
  public static String literal(Value value) {
    return literal(value, Integer.MAX_VALUE);
  }

  /**
   * The literal form, shortened soon after {@code maxChars} characters; each array and string says
   * how much of it was left out.
   */
  public static String literal(Value value, int maxChars) {
    return new Display(true, maxChars, () -> {}).of(value);
  }

  private String of(Value value) {
    begin(value);
    while (!stack.isEmpty()) {
      Open open = stack.peek();
      switch (open.container) {
        case ArrayValue array -> next(open, array);
        default -> {
          text.append(')');
          stack.pop();
        }
      }
    }
    return text.toString();
  }

  private void next(Open open, ArrayValue array) {
    int i = open.next++;
    if (i == array.length()) {
      text.append(']');
      stack.pop();
      return;
    }
    if (i > 0) {
      text.append(", ");
    }
    if ((i & (POLL - 1)) == POLL - 1) {
      poll.run();
    }
    if (text.length() >= limit) {
      text.append("… ").append(array.length() - i).append(" more");
      open.next = array.length();
    } else {
      begin(array.get(i));
    }
  }

  /** Writes a value, or the beginning of containers, which go to the stack. */
  private void begin(Value value) {
    Value inner = value;
    while (inner != null) {
      inner = beginOne(inner);
    }
  }

  /** As {@link #begin}; gives back a content that follows at once, or null. */
  private Value beginOne(Value value) {
    switch (value) {
      case NumberValue n -> text.append(Formatting.number(n.value()));
      case Text t -> string(t.toString());
      case BoolValue b -> text.append(b.value());
      case NullValue _ -> text.append("null");
      case ArrayValue array -> {
        text.append('[');
        stack.push(new Open(array));
      }
      case OptionValue option -> {
        return option.isSome() ? open("Some(", option, option.content()) : word("None");
      }
      case ResultValue result -> {
        return open(result.isOk() ? "Ok(" : "Err(", result, result.content());
      }
      case Closure f -> text.append("<fn ").append(f.name()).append('>');
      case BuiltinValue f -> text.append("<builtin ").append(f.name()).append('>');
      case MapValue map -> sized("HashMap", map.size());
      case SetValue set -> sized("HashSet", set.size());
      case QueueValue queue -> sized("Queue", queue.size());
      case StackValue stacked -> sized("Stack", stacked.size());
      case JsonValue json -> shortened(JsonWriter.display(json, poll));
      case RegexValue regex -> text.append("<Regex /").append(regex.pattern()).append("/>");
      case DateTimeValue time -> text.append(time);
      case Cell _ -> text.append("<cell>");
    }
    return null;
  }

  private Value word(String word) {
    text.append(word);
    return null;
  }

  private Value open(String beginning, Value container, Value content) {
    text.append(beginning);
    stack.push(new Open(container));
    return content;
  }

  private void sized(String name, int size) {
    text.append('<').append(name).append(" size=").append(size).append('>');
  }

  private void string(String string) {
    if (!quoted) {
      text.append(string);
      return;
    }
    text.append('"');
    int end = endOfRoom(string);
    for (int i = 0; i < end; i++) {
      char c = string.charAt(i);
      switch (c) {
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        default -> text.append(c);
      }
    }
    text.append('"');
    leftOut(string, end);
  }

  private void shortened(String json) {
    int end = endOfRoom(json);
    text.append(json, 0, end);
    leftOut(json, end);
  }

  /** How much of a text may still be written; it ends at a whole character. */
  private int endOfRoom(String string) {
    int room = Math.max(0, limit - text.length());
    if (string.length() <= room) {
      return string.length();
    }
    return room > 0 && Character.isHighSurrogate(string.charAt(room - 1)) ? room - 1 : room;
  }

  private void leftOut(String string, int from) {
    if (from < string.length()) {
      int left = string.codePointCount(from, string.length());
      text.append("… ").append(left).append(" more");
    }
  }
}
