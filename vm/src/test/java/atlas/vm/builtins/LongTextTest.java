package atlas.vm.builtins;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.vm.runtime.Context;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Long text gives what the JDK gives. */
class LongTextTest {
  private static final Context CONTEXT = new Context(_ -> {}, false, _ -> {});
  private static final int LONG = 10_000_000;

  private static String text(String pattern, int length) {
    return pattern.repeat(length / pattern.length() + 1).substring(0, length);
  }

  @Test
  void searching() {
    Random random = new Random(9);
    StringBuilder letters = new StringBuilder();
    random.ints(LONG, 'a', 'e').forEach(c -> letters.append((char) c));
    String text = letters.toString();
    for (int length : new int[] {1, 2, 9, 100, 5_000, 200_000, 5_000_000}) {
      for (int at : new int[] {0, random.nextInt(LONG - length), LONG - length}) {
        String needle = text.substring(at, at + length);
        assertEquals(text.indexOf(needle), LongText.indexOf(CONTEXT, text, needle, 0));
        assertEquals(text.lastIndexOf(needle), LongText.lastIndexOf(CONTEXT, text, needle));
        assertEquals(text.indexOf(needle, at + 1), LongText.indexOf(CONTEXT, text, needle, at + 1));
        assertEquals(-1, LongText.indexOf(CONTEXT, text, needle + "!", 0));
        assertEquals(-1, LongText.lastIndexOf(CONTEXT, text, needle + "!"));
      }
    }
    assertEquals(-1, LongText.indexOf(CONTEXT, "ab", text, 0));
    assertEquals(-1, LongText.lastIndexOf(CONTEXT, "ab", text));
  }

  @Test
  void appending() {
    for (String part : new String[] {"x", "aé🚀", text("ab", 5_000_000)}) {
      for (int times : new int[] {0, 1, 3, 5_000_000 / part.length()}) {
        LongText text = LongText.of(CONTEXT, (long) times * part.length() + 1);
        String expected = part.repeat(times) + "!";
        assertEquals(expected, text.append(part, times).append("!").toText().toString());
      }
    }
  }

  @Test
  void converting() {
    for (String pattern : new String[] {"straße ", "x𐐨", "𐐨", "ŉΐ"}) {
      for (int times = 200_000; times < 200_002; times++) {
        assertEquals(
            pattern.toUpperCase(Locale.ROOT).repeat(times),
            LongText.convert(
                CONTEXT, pattern.repeat(times), part -> part.toUpperCase(Locale.ROOT)));
      }
    }
  }
}
