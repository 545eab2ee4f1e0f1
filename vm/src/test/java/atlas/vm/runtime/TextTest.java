package atlas.vm.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TextTest {
  private static final String[] PIECES = {
    "", "a", "é", "漢", "🚀", "plain ascii, rather long, to leave the small ones", "x🚀y", "\n"
  };

  /** Whatever is done to texts gives what doing it to arrays of scalars gives. */
  @Test
  void behavesLikeASequenceOfScalars() {
    Random random = new Random(1);
    List<Text> texts = new ArrayList<>();
    List<int[]> models = new ArrayList<>();
    for (String piece : PIECES) {
      texts.add(Text.of(piece));
      models.add(piece.codePoints().toArray());
    }
    for (int step = 0; step < 20_000; step++) {
      int a = random.nextInt(texts.size());
      int b = random.nextInt(texts.size());
      Text text = texts.get(a);
      int[] model = models.get(a);
      Text result;
      int[] expected;
      if (random.nextBoolean() && model.length < 5000) {
        result = text.concat(texts.get(b));
        expected = new int[model.length + models.get(b).length];
        System.arraycopy(model, 0, expected, 0, model.length);
        System.arraycopy(models.get(b), 0, expected, model.length, models.get(b).length);
      } else {
        int start = random.nextInt(model.length + 1);
        int end = start + random.nextInt(model.length - start + 1);
        result = text.substring(start, end);
        expected = java.util.Arrays.copyOfRange(model, start, end);
      }
      assertEquals(expected.length, result.length());
      if (expected.length > 0) {
        int i = random.nextInt(expected.length);
        assertEquals(Character.toString(expected[i]), result.charAt(i).toString());
        int unit = new String(expected, 0, i).length();
        assertEquals(i, result.scalarIndex(unit));
      }
      if (random.nextInt(4) == 0) {
        String string = new String(expected, 0, expected.length);
        assertEquals(string, result.toString());
        assertEquals(Text.of(string), result);
        assertEquals(Text.of(string).hashCode(), result.hashCode());
      }
      int slot = random.nextInt(60);
      if (slot < texts.size()) {
        texts.set(slot, result);
        models.set(slot, expected);
      } else {
        texts.add(result);
        models.add(expected);
      }
    }
  }

  @Test
  void comparesByCodePoint() {
    List<String> ascending = List.of("", "a", "ab", "b", "\uE000", "\uFFFD", "🚀", "🚀a");
    for (int i = 0; i < ascending.size(); i++) {
      for (int j = 0; j < ascending.size(); j++) {
        int order = Text.of(ascending.get(i)).compareTo(Text.of(ascending.get(j)));
        assertEquals(Integer.signum(Integer.compare(i, j)), Integer.signum(order));
      }
    }
  }

  @Test
  void appendingAndPrependingTakeLinearTime() {
    Text piece = Text.of("ab");
    int times = 1_000_000;
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          Text appended = Text.EMPTY;
          Text prepended = Text.EMPTY;
          Text both = Text.EMPTY;
          for (int i = 0; i < times; i++) {
            appended = appended.concat(piece);
            prepended = piece.concat(prepended);
            both = (i & 1) == 0 ? both.concat(piece) : piece.concat(both);
            assertSame(Text.of("b"), appended.charAt(appended.length() - 1));
          }
          assertEquals("ab".repeat(times), appended.toString());
          assertEquals(appended, prepended);
          assertEquals(appended, both);
        });
  }

  @Test
  void everyScalarOfALongTextIsNear() {
    int times = 300_000;
    Text text = Text.of("a🚀".repeat(times));
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 2 * times; i += 2) {
            assertSame(Text.of("a"), text.charAt(i));
            assertEquals(2, text.substring(i, i + 2).length());
            assertEquals(i, text.scalarIndex(i / 2 * 3));
          }
        });
  }

  @Test
  void equalityIsByContent() {
    assertEquals(Text.of("né").concat(Text.of("🚀")), Text.of("né🚀"));
    assertNotEquals(Text.of("a"), Text.of("b"));
    assertSame(Text.of("x"), Text.of("xyz").charAt(0));
  }
}
