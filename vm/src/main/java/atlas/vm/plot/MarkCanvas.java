package atlas.vm.plot;

import java.util.Arrays;
import java.util.List;

/** One character for each place: that of the series drawn last. */
final class MarkCanvas extends Canvas {
  private final char[][] cells;
  private char mark;

  MarkCanvas(int width, int height) {
    super(width, height);
    cells = new char[height][width];
    Arrays.stream(cells).forEach(row -> Arrays.fill(row, ' '));
  }

  @Override
  void begin(char newMark) {
    mark = newMark;
  }

  @Override
  void dot(int column, int row) {
    cells[row][column] = mark;
  }

  @Override
  List<String> rows() {
    return Arrays.stream(cells).map(String::new).toList();
  }
}
