package atlas.kernel.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GlobTest {
  /** Against the regular expression that says the same. */
  @Test
  void patternsFitWhatTheyShould() {
    Random random = new Random(1);
    int fitting = 0;
    for (int i = 0; i < 20_000; i++) {
      String pattern = random(random, "ab*?\n\ud83d\ude00", 6);
      String text = random(random, "ab*\n\ud83d\ude00", 6);
      StringBuilder regex = new StringBuilder();
      pattern
          .codePoints()
          .forEach(c ->
              regex.append(
                  c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c))));
      boolean expected = Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
      assertEquals(expected, new Glob(pattern).fits(text), () -> pattern + " and " + text);
      fitting += expected ? 1 : 0;
    }
    assertTrue(fitting > 1_000, String.valueOf(fitting));
  }

  @Test
  void manyStarsTakeNoLonger() {
    assertFalse(new Glob("*a*a*a*a*a*a*a*a*b").fits("a".repeat(10_000)));
    assertTrue(new Glob("*a".repeat(1_000)).fits("a".repeat(10_000)));
  }

  private static String random(Random random, String of, int most) {
    int[] points = of.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int left = random.nextInt(most); left > 0; left--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }
}
