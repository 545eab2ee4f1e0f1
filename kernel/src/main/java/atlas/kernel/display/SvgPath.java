package atlas.kernel.display;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The points of one series as the data of an SVG path. Of many points of a line in one column of
 * the picture, the first, the lowest, the highest and the last are kept: that looks the same. Of
 * many separate points on one place, one is kept.
 */
final class SvgPath {
  /** The size of a place, in pixels. */
  private static final double PLACE = 2;

  private final boolean joined;
  private final StringBuilder path = new StringBuilder();
  private final Set<Long> seen = new HashSet<>();
  private boolean begun;
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
        path.append('M');
        write(px, py);
        path.append("h0");
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
    path.append(begun ? 'L' : 'M');
    write(px, py);
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

  /** The data of the path. */
  String end() {
    endLine();
    return path.toString();
  }

  private void endColumn() {
    if (inColumn > 1) {
      for (double y : new double[] {least, most, last}) {
        path.append('L');
        write(x, y);
      }
    }
    inColumn = 0;
  }

  /** Ends a line; one of a single point would not be seen without a length. */
  private void endLine() {
    endColumn();
    if (begun && path.lastIndexOf("L") < path.lastIndexOf("M")) {
      path.append("h0");
    }
    begun = false;
  }

  private void write(double px, double py) {
    path.append(String.format(Locale.ROOT, "%.1f %.1f", px, py));
  }
}
