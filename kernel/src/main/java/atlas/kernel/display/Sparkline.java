package atlas.kernel.display;

import java.util.Locale;

/** The course of many numbers as a line without axes: a glance, not a chart. */
final class Sparkline {
  private static final int WIDTH = 300;
  private static final int HEIGHT = 36;

  private Sparkline() {}

  /** A picture of the line; empty if the numbers have no finite range. */
  static String of(double[] numbers) {
    double least = Double.POSITIVE_INFINITY;
    double most = Double.NEGATIVE_INFINITY;
    for (double number : numbers) {
      least = Math.min(least, number);
      most = Math.max(most, number);
    }
    double range = most - least;
    if (!Double.isFinite(range) || range == 0) {
      return "";
    }
    StringBuilder points = new StringBuilder();
    int buckets = Math.min(numbers.length, WIDTH);
    for (int i = 0; i < buckets; i++) {
      int from = (int) ((long) i * numbers.length / buckets);
      int to = (int) ((long) (i + 1) * numbers.length / buckets);
      double x = (double) i * WIDTH / Math.max(1, buckets - 1);
      double low = numbers[from];
      double high = numbers[from];
      for (int j = from; j < to; j++) {
        low = Math.min(low, numbers[j]);
        high = Math.max(high, numbers[j]);
      }
      point(points, x, (most - low) / range);
      if (high != low) {
        point(points, x, (most - high) / range);
      }
    }
    String svg =
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 %d %d">\
        <polyline fill="none" stroke="%s" stroke-width="1.2" points="%s"/></svg>\
        """
            .formatted(WIDTH + 4, HEIGHT + 4, Markup.GREY, points.toString().strip());
    return Markup.picture(svg, "their course", WIDTH + 4, HEIGHT + 4);
  }

  private static void point(StringBuilder points, double x, double fromTop) {
    points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, fromTop * HEIGHT));
  }
}
