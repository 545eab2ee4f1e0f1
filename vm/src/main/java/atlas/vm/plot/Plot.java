package atlas.vm.plot;

import atlas.vm.diagnostics.DisplayWidth;
import java.util.List;

/**
 * A chart: what is to be seen, without sizes and colours. Coordinates that are not finite are kept,
 * and left out when it is drawn.
 */
public sealed interface Plot {
  /** What is written around the chart. */
  Titles titles();

  /**
   * What is written around a chart; empty where there is nothing.
   *
   * @param title above it
   * @param x below the horizontal axis
   * @param y beside the vertical axis
   */
  record Titles(String title, String x, String y) {}

  /**
   * Points that belong together.
   *
   * @param name for the legend; empty if there is only one series
   * @param xs as many as {@code ys}
   */
  record Series(String name, double[] xs, double[] ys) {
    /** The number of points. */
    public int size() {
      return ys.length;
    }

    /** Whether the point at an index can be drawn. */
    public boolean isFinite(int i) {
      return Double.isFinite(xs[i]) && Double.isFinite(ys[i]);
    }
  }

  /**
   * Points in a plane.
   *
   * @param joined whether a line leads from each to the next
   * @param names what the places 0, 1, 2 … of the horizontal axis are called; empty if they are
   *     numbers
   */
  record Points(Titles titles, boolean joined, List<Series> series, List<String> names)
      implements Plot {
    private static final int LONGEST_NAME = 16;

    public Points {
      series = List.copyOf(series);
      names = List.copyOf(names);
    }

    /** What to write below a tick of the horizontal axis; empty if it stands for nothing. */
    public String label(Scale x, double tick) {
      if (names.isEmpty()) {
        return x.label(tick);
      }
      boolean isPlace = tick == Math.rint(tick) && tick >= 0 && tick < names.size();
      return isPlace ? DisplayWidth.shortened(names.get((int) tick), LONGEST_NAME) : "";
    }
  }

  /**
   * A bar for each category, or one of each series.
   *
   * @param categories as many as each series has points; the {@code ys} are the heights
   */
  record Bars(Titles titles, List<String> categories, List<Series> series) implements Plot {
    public Bars {
      categories = List.copyOf(categories);
      series = List.copyOf(series);
    }
  }

  /**
   * How many values lie in each of a row of intervals.
   *
   * @param edges one more than {@code counts}, ascending; an interval holds its lower edge, the
   *     last one the upper, too
   */
  record Histogram(Titles titles, double[] edges, int[] counts) implements Plot {
    private static final int MOST_BINS = 60;

    /** Counts values in intervals with round edges; values that are not finite are left out. */
    public static Histogram of(Titles titles, double[] values) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      int finite = 0;
      boolean whole = true;
      for (double value : values) {
        if (Double.isFinite(value)) {
          finite++;
          least = Math.min(least, value);
          most = Math.max(most, value);
          whole &= value == Math.rint(value);
        }
      }
      if (finite == 0) {
        return new Histogram(titles, new double[] {0}, new int[0]);
      }
      // Twice as many as Sturges' rule says: half of the steps are rounded up to double the width.
      int wanted = Math.clamp(2L * (33 - Integer.numberOfLeadingZeros(finite)), 4, MOST_BINS);
      // Of whole numbers, no interval should hold two where its neighbours hold one.
      Scale scale = Scale.of(least, whole ? most + 1 : most, wanted);
      if (whole && scale.step() < 1) {
        scale = new Scale(least, most + 1, 1);
      }
      return count(titles, values, scale);
    }

    private static Histogram count(Titles titles, double[] values, Scale scale) {
      double[] edges = scale.ticks();
      int[] counts = new int[Math.max(1, edges.length - 1)];
      for (double value : values) {
        if (Double.isFinite(value)) {
          int bin = (int) (scale.position(value) * counts.length);
          // That is not exact: the edges decide.
          bin = Math.clamp(bin, 0, counts.length - 1);
          if (bin > 0 && value < edges[bin]) {
            bin--;
          } else if (bin + 1 < counts.length && value >= edges[bin + 1]) {
            bin++;
          }
          counts[bin]++;
        }
      }
      return new Histogram(titles, edges, counts);
    }
  }
}
