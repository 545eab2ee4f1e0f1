package atlas.repl.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.repl.terminal.CodeHighlighter.Excerpt;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.Test;

class ViewportTest {
  private static final String TEXT = "0\n1\n2\n3\n4\n5\n6\n7\n8\n9";
  private static final AttributedString LIST = new AttributedString("a\nb");

  private final Viewport screen = new Viewport(6, 20, 7);

  @Test
  void theLastLinesAreShownIfTheCursorIsAmongThem() {
    assertEquals("2\n3\n4\n5\n6\n7\n8\n9", shown(screen.around(TEXT, 19, -1)));
    assertEquals("2\n3\n4\n5\n6\n7\n8\n9", shown(screen.around(TEXT, 4, -1)));
    assertEquals("7\n8\n9", shown(screen.above(LIST, TEXT, 14, -1)));
  }

  @Test
  void elseTheLinesFromTheCursorOn() {
    assertEquals("1\n2\n3\n4\n5\n6\n7\n8", shown(screen.around(TEXT, 3, -1)));
    assertEquals("6\n7\n8", shown(screen.above(LIST, TEXT, 13, -1)));
    assertEquals("0\n1\n2", shown(screen.above(LIST, TEXT, 0, -1)));
  }

  @Test
  void aTextThatFitsIsShownAsItIs() {
    assertEquals("0\n1\n", shown(screen.above(LIST, "0\n1\n", 0, -1)));
    assertEquals("", shown(screen.around("", 0, -1)));
  }

  @Test
  void aboveAListLinesThatWrapCountAsTheRowsThatTheyTake() {
    String wide = "a\n" + "w".repeat(14) + "\nb";
    assertEquals("w".repeat(14) + "\nb", shown(screen.above(LIST, wide, wide.length(), -1)));
    assertEquals("a\n" + "w".repeat(14), shown(screen.above(LIST, wide, 0, -1)));
    String tooWide = "a\n" + "w".repeat(200);
    assertEquals("w".repeat(200), shown(screen.above(LIST, tooWide, 100, -1)));
  }

  @Test
  void aMenuHasRoomBelowHalfAScreen() {
    assertTrue(screen.isMostlyEmpty("0\n1\n2"));
    assertFalse(screen.isMostlyEmpty("0\n1\n2\n"));
    assertFalse(screen.isMostlyEmpty("w".repeat(60)));
    assertEquals(4, screen.startOfLine("0\n1\n2", 5));
    assertEquals(74, screen.startOfLine("w".repeat(100), 100));
    assertFalse(new Viewport(3, 80, 7).hasRoomForMenu());
  }

  private static String shown(Excerpt excerpt) {
    return excerpt.text().substring(excerpt.from(), excerpt.to());
  }
}
