package atlas.repl.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class StatusLinesTest {
  private final StringBuilder written = new StringBuilder();
  private final StatusLines lines = new StatusLines(written::append);

  private String written() {
    String text = written.toString().replace("\u001b", "^");
    written.setLength(0);
    return text;
  }

  @Test
  void theyAreReplacedAndTakenAway() {
    lines.show("a\nb\n");
    assertEquals("^[?7la\nb\n^[?7h", written());
    lines.show("c\n");
    assertEquals("\r^[A^[2K^[A^[2K^[?7lc\n^[?7h", written());
    lines.clear();
    assertEquals("\r^[A^[2K", written());
    lines.clear();
    assertEquals("", written());
  }

  @Test
  void outputTakesTheirPlace() {
    lines.show("a\n");
    written();
    lines.write("text\n");
    assertEquals("\r^[A^[2Ktext\n", written());
    lines.write("more\n");
    assertEquals("more\n", written());
  }

  @Test
  void theyAreNotShownInTheMiddleOfALine() {
    lines.write("text");
    written();
    lines.show("a\n");
    assertEquals("", written());
    lines.write("\n");
    written();
    lines.show("a\n");
    assertEquals("^[?7la\n^[?7h", written());
  }

  @Test
  void theyAreNotShownWhileSomebodyElseUsesTheTerminal() {
    lines.suspend(true);
    lines.show("a\n");
    assertEquals("", written());
    lines.suspend(false);
    lines.show("a\n");
    assertEquals("^[?7la\n^[?7h", written());
  }
}
