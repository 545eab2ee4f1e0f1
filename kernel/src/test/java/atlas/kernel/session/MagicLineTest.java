package atlas.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.report.ReportOptions;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MagicLineTest {
  @ParameterizedTest
  @ValueSource(strings = {"%profile", ":profile", "  %profile x", "\n%profile\nx", "%profile\r\nx"})
  void bothSpellingsAreSeen(String text) {
    assertTrue(MagicLine.optionsOf(text) > 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "profile", "%profiles", "x %profile", "%", "% profile", ":prof x"})
  void nothingElseIs(String text) {
    assertEquals(-1, MagicLine.optionsOf(text));
  }

  @Test
  void codeKeepsItsPlace() {
    MagicLine magic = parse("%profile --top 3 sq(12)\nlet y = 1");
    assertEquals(" ".repeat(17) + "sq(12)\nlet y = 1", magic.code());
    assertEquals(OptionalInt.of(3), magic.options().top());
  }

  @Test
  void lineEndsAreKept() {
    assertEquals("        \r\n1 + 1", parse("%profile\r\n1 + 1").code());
  }

  @Test
  void optionsMayHaveTheirValueBehindASignOrABlank() {
    ReportOptions options = parse("%profile --threshold=2.5 --top 7 --summary\n1").options();
    assertEquals(2.5, options.threshold());
    assertEquals(OptionalInt.of(7), options.top());
    assertTrue(options.summary());
  }

  @Test
  void withoutOptionsTheReportIsTheUsualOne() {
    assertEquals(ReportOptions.DEFAULT, parse("%profile 1 - 2").options());
  }

  @Test
  void optionsEndWithTheirLine() {
    MagicLine magic = parse("%profile\n--x");
    assertTrue(magic.problem().isEmpty());
    assertEquals("        \n--x", magic.code());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--bogus",
        "--top",
        "--top x",
        "--top 0.5",
        "--top -1",
        "--threshold",
        "--threshold 101",
        "--threshold=-1",
        "--threshold NaN",
        "--summary --nope"
      })
  void wrongOptionsAreAProblemAtTheirPlace(String options) {
    String text = "%profile " + options + "\n1";
    MagicLine magic = parse(text);
    assertTrue(magic.problem().isPresent());
    assertEquals(1, magic.problem().get().position().line());
    assertFalse(magic.problem().get().message().isEmpty());
  }

  private static MagicLine parse(String text) {
    return MagicLine.parse("<cell 1>", text, MagicLine.optionsOf(text));
  }
}
