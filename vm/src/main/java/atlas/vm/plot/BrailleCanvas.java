package atlas.vm.plot;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Two by four dots in each character. */
final class BrailleCanvas extends Canvas {
  private static final int ACROSS = 2;
  private static final int DOWN = 4;
  private static final char NONE = '\u2800';

  /** The bits of the dots of a character, by row and column (Unicode, Braille Patterns). */
  private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private final char[][] cells;

  BrailleCanvas(int width, int height) {
    super(width * ACROSS, height * DOWN);
    cells = new char[height][width];
    Arrays.stream(cells).forEach(row -> Arrays.fill(row, NONE));
  }

  @Override
  void begin(char mark) {}

  @Override
  void dot(int column, int row) {
    cells[row / DOWN][column / ACROSS] |= (char) BITS[row % DOWN][column % ACROSS];
  }

  @Override
  List<String> rows() {
    return IntStream.range(0, cells.length)
        .mapToObj(row -> new String(cells[row]).replace(NONE, ' '))
        .toList();
  }
}
