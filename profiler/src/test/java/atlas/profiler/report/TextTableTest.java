package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.profiler.report.TextTable.Column;
import atlas.profiler.report.TextTable.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TextTableTest {
  private final Glyphs glyphs = new Glyphs(true);
  private final TextTable table =
      new TextTable(
          glyphs,
          List.of(
              Column.number("n", 0),
              new Column("name", Kind.NAME, 7, 0),
              new Column("text", Kind.TEXT, 6, 1)));

  @Test
  void columnsAreAsWideAsTheirContents() {
    table.row("12,345", "abc", "x y");
    assertEquals(List.of("      n  name  text", " 12,345  abc   x y"), table.layout(80));
  }

  @Test
  void textsAreCutBeforeNamesAndNumbersNever() {
    table.row("12,345", "abcdefghij", "one two three");
    assertEquals(" 12,345  abcdefghij  one...", table.layout(27).getLast());
    assertEquals(" 12,345  ab...ij  one...", table.layout(24).getLast());
  }

  @Test
  void columnsGoWhenCuttingIsNotEnough() {
    table.row("12,345", "abcdefghij", "one two three");
    assertEquals(" 12,345  abcdefghij", table.layout(23).getLast());
  }

  @Test
  void theLastTextOfTheRestHasAllTheRoomBehindIt() {
    table.row("12,345", "abc", "one two");
    table.rest("1", "", "(2 other lines)");
    assertEquals("      1        (2 other lines)", table.layout(80).getLast());
    assertEquals(" 12,345  abc   one two", table.layout(80).get(1));
    assertEquals(" 12,345  abc", table.layout(14).get(1));
    assertEquals("      1  (2 other lines)", table.layout(14).getLast());
  }

  @Test
  void aTextOfTheRestThatDoesNotFitBeginsBelowANumber() {
    TextTable numbers =
        new TextTable(
            glyphs,
            List.of(
                Column.number("instr", 0),
                Column.number("hits", 0),
                new Column("where", Kind.NAME, 10, 0)));
    numbers.row("12,345", "67,890", "f:1");
    numbers.rest("1", "", "(2 other lines)");
    assertEquals("      1          (2 other lines)", numbers.layout(40).getLast());
    assertEquals("      1  (2 other lines)", numbers.layout(28).getLast());
  }

  @Test
  void wideCharactersTakeTwoCells() {
    assertEquals(4, Glyphs.width("\u6f22\u5b57"));
    assertEquals(1, Glyphs.width("e\u0301"));
    assertEquals(2, Glyphs.width("\u231a"));
    assertEquals("\u6f22…", new Glyphs(false).cutEnd("\u6f22\u5b57\u6f22", 4));
  }

  @Test
  void cutsKeepTheEndThatMatters() {
    assertEquals("...c.atl", glyphs.cutStart("dir/abc.atl", 8));
    assertEquals("dir/a...", glyphs.cutEnd("dir/abc.atl", 8));
    assertEquals("di...atl", glyphs.cutMiddle("dir/abc.atl", 8));
    assertEquals("dir", glyphs.cutMiddle("dir", 3));
  }
}
