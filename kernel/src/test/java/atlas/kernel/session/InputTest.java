package atlas.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {
  @ParameterizedTest
  @ValueSource(strings = {"", " \r\n\t", "// x", "/* x */ // y", "/* open", "/// doc\n"})
  void blanksAndCommentsAreNoCode(String text) {
    assertFalse(Input.of(text).hasCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "// x\n1", "/* x */ ;", "/", "\"// x\"", "§"})
  void everythingElseIs(String text) {
    assertTrue(Input.of(text).hasCode());
  }

  @Test
  void blankingKeepsLinesAndColumns() {
    assertEquals("  \n\t x", Input.of("ab\n\tcx").blankedUpTo(5).text());
  }
}
