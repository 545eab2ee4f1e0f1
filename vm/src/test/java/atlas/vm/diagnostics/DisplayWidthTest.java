package atlas.vm.diagnostics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DisplayWidthTest {
  @ParameterizedTest
  @CsvSource({
    "a, 1", "é, 1", "ж, 1", "α, 1", "→, 1", "日, 2", "あ, 2", "한, 2", "Ａ, 2", "、, 2", "😀, 2", "⌚, 2",
    "𠀀, 2", "𝛼, 1", "ｱ, 1", "✓, 1", "☃, 1", "𗀀, 2", "🇩, 1",
  })
  void isWhatTerminalsUse(String character, int width) {
    assertEquals(width, DisplayWidth.of(character.codePointAt(0)));
  }

  @ParameterizedTest
  @CsvSource({"0301, 0", "200D, 0", "FE0F, 0", "202E, 1", "00AD, 1", "0020, 1"})
  void ofWhatCanNotBeSeen(String codePoint, int width) {
    assertEquals(width, DisplayWidth.of(Integer.parseInt(codePoint, 16)));
  }
}
