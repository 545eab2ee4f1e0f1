package atlas.vm.builtins;

import atlas.vm.runtime.ArrayValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Text;
import java.util.function.UnaryOperator;

/**
 * Work on text that may be long: it is done in steps, and between them it is looked whether the run
 * should stop. Short text is left to the JDK at once. Lengths are those of Java strings.
 */
final class LongText {
  /** So many characters are gone through between two looks, which takes a few milliseconds. */
  private static final int STEP = 1 << 22;

  /**
   * So many characters are converted at once: the JDK takes time quadratic in the number of those
   * that become several.
   */
  private static final int CONVERTED = 1 << 12;

  private final Context context;
  private final StringBuilder text;
  private int sinceLook;

  private LongText(Context context, int length) {
    this.context = context;
    this.text = new StringBuilder(length);
  }

  /** An empty text to append to, which will have that length. */
  static LongText of(Context context, long length) {
    return new LongText(context, ArrayValue.capacity(length));
  }

  LongText append(String part) {
    for (int start = 0; start < part.length(); start += STEP) {
      int end = Math.min(part.length(), start + STEP);
      text.append(part, start, end);
      look(end - start);
    }
    return this;
  }

  /** Appends the same so many times. */
  LongText append(String part, int times) {
    int together = Math.min(times, Math.max(1, STEP / Math.max(1, part.length())));
    String several = together > 1 ? part.repeat(together) : part;
    for (int done = 0; done < times; done += together) {
      append(times - done >= together ? several : part.repeat(times - done));
    }
    return this;
  }

  private void look(int more) {
    sinceLook += more;
    if (sinceLook >= STEP) {
      sinceLook = 0;
      context.poll();
    }
  }

  Text toText() {
    return Text.of(text.toString());
  }

  /** Like {@link String#indexOf(String, int)}. */
  static int indexOf(Context context, String text, String what, int from) {
    if ((long) (text.length() - from) * what.length() <= STEP) {
      return text.indexOf(what, from);
    }
    int step = Math.max(1, STEP / what.length());
    for (int start = from; start <= text.length() - what.length(); start += step) {
      context.poll();
      int end = (int) Math.min(text.length(), (long) start + step + what.length() - 1);
      int at = text.indexOf(what, start, end);
      if (at >= 0) {
        return at;
      }
    }
    return -1;
  }

  /** Like {@link String#lastIndexOf(String)}. */
  static int lastIndexOf(Context context, String text, String what) {
    if ((long) text.length() * what.length() <= STEP) {
      return text.lastIndexOf(what);
    }
    int step = Math.max(1, STEP / what.length());
    for (int at = text.length() - what.length(); at >= 0; at--) {
      if (at % step == 0) {
        context.poll();
      }
      if (text.startsWith(what, at)) {
        return at;
      }
    }
    return -1;
  }

  /** Converts piece by piece; for conversions that look at single characters only. */
  static String convert(Context context, String text, UnaryOperator<String> conversion) {
    if (text.length() <= CONVERTED) {
      return conversion.apply(text);
    }
    StringBuilder converted = new StringBuilder(text.length());
    for (int start = 0; start < text.length(); ) {
      context.poll();
      int end = Math.min(text.length(), start + CONVERTED);
      if (end < text.length() && Character.isHighSurrogate(text.charAt(end - 1))) {
        end--;
      }
      converted.append(conversion.apply(text.substring(start, end)));
      start = end;
    }
    return converted.toString();
  }
}
