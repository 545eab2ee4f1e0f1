package atlas.repl.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineSourceTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 3, 1 << 16})
  void linesAreCutAtLineFeedsHoweverTheyArrive(int portion) throws IOException {
    assertEquals(List.of("a", "", "bö\r", "end"), lines("a\n\nbö\r\nend", portion));
    assertEquals(List.of("a"), lines("a\n", portion));
    assertEquals(List.of(), lines("", portion));
    assertEquals(List.of(""), lines("\n", portion));
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheText() throws IOException {
    assertEquals(List.of("1", "\uFEFF2"), lines("\uFEFF1\n\uFEFF2", 4096));
  }

  @Test
  void aVeryLongLineIsOneLine() throws IOException {
    String line = "x".repeat(1_000_000);
    assertEquals(List.of(line, "y"), lines(line + "\ny", 4096));
  }

  @Test
  void aBadByteSpoilsItsOwnLineOnly() throws IOException {
    byte[] bytes = {'a', '\n', (byte) 0xC3, '(', '\n', 'b'};
    LineSource source = new LineSource(new ByteArrayInputStream(bytes));
    assertEquals(Optional.of("a"), source.next());
    assertThrows(CharacterCodingException.class, source::next);
    assertEquals(2, source.number());
    assertEquals(Optional.of("b"), source.next());
    assertEquals(Optional.empty(), source.next());
  }

  private static List<String> lines(String text, int portion) throws IOException {
    LineSource source = new LineSource(inPortions(text, portion));
    List<String> lines = new ArrayList<>();
    for (Optional<String> line = source.next(); line.isPresent(); line = source.next()) {
      lines.add(line.get());
    }
    return lines;
  }

  /** A stream that gives out few bytes at a time, as a slow writer does. */
  private static InputStream inPortions(String text, int portion) {
    InputStream all = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return all.read();
      }

      @Override
      public int read(byte[] target, int from, int length) throws IOException {
        return all.read(target, from, Math.min(length, portion));
      }
    };
  }
}
