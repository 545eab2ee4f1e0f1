package atlas.vm.builtins;

import atlas.vm.runtime.Context;
import atlas.vm.runtime.Text;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;

/**
 * The matches of a pattern in a text, from left to right. An empty match directly at the end of the
 * one before does not count. An interrupt ends the search, however long the text.
 */
final class Matches {
  /** So many steps of the engine take well under the time in which an interrupt must act. */
  private static final long POLL = 1 << 20;

  private final Context context;
  private final Text text;
  private final CompiledRegex regex;
  private final Matcher matcher;
  private final MarkedText marks;
  private final int length;
  private int from;
  private int lastEnd = -1;
  private int knownIndex;
  private int knownScalar;

  Matches(Context context, CompiledRegex regex, Text text) {
    this.context = context;
    this.text = text;
    this.regex = regex;
    String string = text.toString();
    boolean marked = regex.hasBoundaries() && !isAscii(string);
    marks = marked ? new MarkedText(context, string) : null;
    String subject = marked ? marks.text() : string;
    Pattern pattern = marked ? regex.marked() : regex.plain();
    length = subject.length();
    long size = Math.max(1, pattern.programSize());
    matcher =
        pattern.matcher(length * size > POLL ? new Polled(subject, context, POLL / size) : subject);
  }

  private boolean isAscii(String string) {
    int i = 0;
    while (i < string.length() && string.charAt(i) < 0x80) {
      Callback.poll(context, i);
      i++;
    }
    return i == string.length();
  }

  /** Text that polls while it is being read. */
  private static final class Polled implements CharSequence {
    private final String text;
    private final Context context;
    private final long interval;
    private long left;

    Polled(String text, Context context, long interval) {
      this.text = text;
      this.context = context;
      this.interval = interval;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (--left < 0) {
        left = interval;
        context.poll();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Finds the next match. */
  boolean next() {
    while (from >= 0 && from <= length) {
      context.poll();
      if (!matcher.find(from)) {
        break;
      }
      int start = matcher.start();
      int end = matcher.end();
      boolean empty = start == end;
      if (empty && (start == lastEnd || !isCharacter(start))) {
        from = after(start);
      } else {
        from = end;
        lastEnd = end;
        return true;
      }
    }
    from = -1;
    return false;
  }

  private boolean isCharacter(int index) {
    return marks == null || marks.toPlain(index) >= 0;
  }

  private int after(int index) {
    if (marks != null) {
      return marks.after(index);
    }
    String string = text.toString();
    return index < length ? index + Character.charCount(string.codePointAt(index)) : -1;
  }

  CompiledRegex regex() {
    return regex;
  }

  /** Where a group begins in the Java string; -1 if it took no part. */
  int start(int group) {
    return plain(matcher.start(group));
  }

  /** Where a group ends. */
  int end(int group) {
    return plain(matcher.end(group));
  }

  private int plain(int index) {
    return marks == null || index < 0 ? index : marks.toPlain(index);
  }

  /** What a group matched, or null. */
  Text group(int group) {
    int start = start(group);
    return start < 0 ? null : Text.of(text.toString().substring(start, end(group)));
  }

  /** Where the match begins, in characters. */
  double startScalar() {
    return scalar(start(0));
  }

  /** Where the match ends, in characters. */
  double endScalar() {
    return scalar(end(0));
  }

  /** Counts on from the last place asked for, so that all matches together take one pass. */
  private int scalar(int index) {
    if (text.isPlain()) {
      return index;
    }
    if (index < knownIndex) {
      knownIndex = 0;
      knownScalar = 0;
    }
    knownScalar += text.toString().codePointCount(knownIndex, index);
    knownIndex = index;
    return knownScalar;
  }
}
