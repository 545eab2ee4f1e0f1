package atlas.kernel.display;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The points of one series as the data of an SVG path. Of many points of a line in one column of
 * the picture, the first, the lowest, the highest and the last are kept: that looks the same. Of
 * many separate points on one place, one is kept. A point of a line that has no neighbour is a
 * separate one.
 */
final class SvgPath {
  /** The size of a place, in pixels. */
  private static final double PLACE = 2;

  private final boolean joined;
  private final StringBuilder lines = new StringBuilder();
  private final StringBuilder dots = new StringBuilder();
  private final Set<Long> seen = new HashSet<>();
  private boolean begun;
  private boolean isLine;
  private int inColumn;
  private long column;
  private double x;
  private double least;
  private double most;
  private double last;

  /**
   * @param joined whether the points are those of a line
   */
  SvgPath(boolean joined) {
    this.joined = joined;
  }

  /** Adds a point, in pixels. */
  void add(double px, double py) {
    if (!joined) {
      if (seen.add((Math.round(px / PLACE) << 32) + Math.round(py / PLACE))) {
        dot(px, py);
      }
      return;
    }
    if (inColumn > 0 && Math.round(px * 2) == column) {
      inColumn++;
      least = Math.min(least, py);
      most = Math.max(most, py);
      last = py;
      return;
    }
    endColumn();
    if (begun) {
      line(px, py);
    } else {
      lines.append('M');
      write(lines, px, py);
    }
    isLine = begun;
    begun = true;
    inColumn = 1;
    column = Math.round(px * 2);
    x = px;
    least = py;
    most = py;
    last = py;
  }

  /** Lets a line begin anew at the next point. */
  void interrupt() {
    endLine();
  }

  /** The data of the lines; nothing may be added any more. */
  String lines() {
    endLine();
    return lines.toString();
  }

  /** The data of the separate points. */
  String dots() {
    endLine();
    return dots.toString();
  }

  private void endColumn() {
    if (inColumn > 1) {
      for (double y : new double[] {least, most, last}) {
        line(x, y);
      }
    }
    inColumn = 0;
  }

  private void endLine() {
    endColumn();
    if (begun && !isLine) {
      lines.setLength(lines.lastIndexOf("M"));
      dot(x, last);
    }
    begun = false;
  }

  private void line(double px, double py) {
    lines.append('L');
    write(lines, px, py);
    isLine = true;
  }

  /** A line without a length: its end is round. */
  private void dot(double px, double py) {
    dots.append('M');
    write(dots, px, py);
    dots.append("h0");
  }

  private static void write(StringBuilder path, double px, double py) {
    path.append(String.format(Locale.ROOT, "%.1f %.1f", px, py));
  }
}
