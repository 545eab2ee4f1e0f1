package atlas.vm.plot;

import java.util.List;

/** Cells of text in which lines are drawn. */
abstract class Canvas {
  private final int dotsAcross;
  private final int dotsDown;

  Canvas(int dotsAcross, int dotsDown) {
    this.dotsAcross = dotsAcross;
    this.dotsDown = dotsDown;
  }

  /** The character of what is drawn from now on, if the canvas tells series apart. */
  abstract void begin(char mark);

  /** Sets a dot; rows count from the top. */
  abstract void dot(int column, int row);

  /** The text, the top row first. */
  abstract List<String> rows();

  /** Draws a line between places from 0 to 1, which count from the left and from below. */
  final void line(double fromX, double fromY, double toX, double toY) {
    double across = (toX - fromX) * (dotsAcross - 1);
    double down = (toY - fromY) * (dotsDown - 1);
    int steps = (int) Math.ceil(Math.max(Math.abs(across), Math.abs(down)));
    for (int i = 0; i <= steps; i++) {
      double part = steps == 0 ? 0 : (double) i / steps;
      double x = fromX + (toX - fromX) * part;
      double y = fromY + (toY - fromY) * part;
      dot((int) Math.round(x * (dotsAcross - 1)), (int) Math.round((1 - y) * (dotsDown - 1)));
    }
  }
}
