package atlas.vm.plot;

import atlas.vm.diagnostics.DisplayWidth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A chart as lines of text, for terminals and files: at most 80 columns. */
public final class TextPlot {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 16;
  private static final int MOST_COLUMNS = 80;
  private static final int MOST_BARS = 50;
  private static final int LONGEST_LABEL = 20;
  private static final int BAR_WIDTH = 40;
  private static final int TICKS = 5;
  private static final String EIGHTHS = " ▏▎▍▌▋▊▉";

  /** What stands for the points of the series, in order. */
  private static final String MARKS = "●+×o*#%&@$";

  private final StringBuilder out = new StringBuilder();

  private TextPlot() {}

  /** The text, without a line end behind the last line. */
  public static String of(Plot plot) {
    TextPlot text = new TextPlot();
    text.line(plot.titles().title());
    switch (plot) {
      case Plot.Points points -> text.points(points);
      case Plot.Bars bars -> text.bars(bars);
      case Plot.Histogram histogram -> text.histogram(histogram);
    }
    return text.out.toString().stripTrailing();
  }

  /** The name of a series in a legend. */
  public static String name(Plot.Series series, int index) {
    return series.name().isEmpty() ? "series " + (index + 1) : series.name();
  }

  private void line(String text) {
    if (!text.isBlank()) {
      out.append(text.stripTrailing()).append('\n');
    }
  }

  private void histogram(Plot.Histogram histogram) {
    if (histogram.counts().length == 0) {
      line("(no data)");
      return;
    }
    double[] edges = histogram.edges();
    double step = edges[1] - edges[0];
    Scale scale = new Scale(edges[0], edges[edges.length - 1], step);
    List<String> labels = new ArrayList<>();
    for (int i = 0; i < histogram.counts().length; i++) {
      boolean last = i == histogram.counts().length - 1;
      String from = scale.label(edges[i]);
      String interval = "[" + from + ", " + scale.label(edges[i + 1]) + (last ? "]" : ")");
      labels.add(interval.length() <= LONGEST_LABEL ? interval : from + " …");
    }
    double[] counts = Arrays.stream(histogram.counts()).asDoubleStream().toArray();
    bars(labels, List.of(new Plot.Series("", counts, counts)));
    line(histogram.titles().x());
  }

  private void bars(Plot.Bars bars) {
    if (bars.categories().isEmpty()) {
      line("(no data)");
      return;
    }
    bars(bars.categories(), bars.series());
    legend(bars.series());
    axes(bars.titles());
  }

  private void bars(List<String> categories, List<Plot.Series> series) {
    int shown = Math.min(categories.size(), MOST_BARS);
    List<double[]> heights = series.stream().map(s -> Arrays.copyOf(s.ys(), shown)).toList();
    double[] range = Scale.range(heights, 0);
    // Half of it: no number might express the whole.
    double half = Math.max(range[1] / 2 - range[0] / 2, Double.MIN_VALUE);
    int zero = (int) Math.round(-range[0] / 2 / half * BAR_WIDTH);
    int labelWidth =
        categories.stream()
            .limit(shown)
            .mapToInt(c -> DisplayWidth.of(shortened(c)))
            .max()
            .orElse(0);
    for (int i = 0; i < shown; i++) {
      for (int s = 0; s < heights.size(); s++) {
        String label = s == 0 ? shortened(categories.get(i)) : "";
        String mark = series.size() > 1 ? " " + MARKS.charAt(s % MARKS.length()) : "";
        double height = heights.get(s)[i];
        line(
            " ".repeat(labelWidth - DisplayWidth.of(label))
                + label
                + mark
                + " │"
                + bar(height / 2 / half * BAR_WIDTH, zero)
                + " "
                + Scale.shortText(height));
      }
    }
    if (shown < categories.size()) {
      line("… " + Scale.shortText(categories.size() - shown) + " more");
    }
  }

  private static String shortened(String label) {
    return DisplayWidth.shortened(label.replaceAll("\\s+", " "), LONGEST_LABEL);
  }

  /**
   * @param length in columns; below 0 to the left
   * @param zero the column at which all bars begin
   */
  private static String bar(double length, int zero) {
    if (!Double.isFinite(length)) {
      return " ".repeat(zero);
    }
    if (length < 0) {
      int columns = Math.clamp(Math.round(-length), 0, zero);
      return " ".repeat(zero - columns) + "█".repeat(columns);
    }
    int eighths = (int) Math.round(length * EIGHTHS.length());
    char rest = EIGHTHS.charAt(eighths % EIGHTHS.length());
    return " ".repeat(zero)
        + "█".repeat(eighths / EIGHTHS.length())
        + (rest == ' ' ? "" : String.valueOf(rest));
  }

  private void points(Plot.Points points) {
    List<double[]> xs = points.series().stream().map(Plot.Series::xs).toList();
    List<double[]> ys = points.series().stream().map(Plot.Series::ys).toList();
    double[] range = Scale.range(ys, Double.NaN);
    if (!(range[0] <= range[1])) {
      line("(no data)");
      return;
    }
    Scale x = Scale.covering(xs, TICKS);
    Scale y = Scale.covering(ys, TICKS);
    Canvas canvas =
        points.series().size() == 1
            ? new BrailleCanvas(WIDTH, HEIGHT)
            : new MarkCanvas(WIDTH, HEIGHT);
    for (int s = 0; s < points.series().size(); s++) {
      canvas.begin(MARKS.charAt(s % MARKS.length()));
      draw(canvas, points.series().get(s), points.joined(), x, y);
    }
    frame(canvas.rows(), points, x, y);
    legend(points.series());
    axes(points.titles());
  }

  private static void draw(Canvas canvas, Plot.Series series, boolean joined, Scale x, Scale y) {
    for (int i = 0; i < series.size(); i++) {
      if (series.isFinite(i)) {
        double px = x.position(series.xs()[i]);
        double py = y.position(series.ys()[i]);
        if (joined && i > 0 && series.isFinite(i - 1)) {
          canvas.line(x.position(series.xs()[i - 1]), y.position(series.ys()[i - 1]), px, py);
        } else {
          canvas.line(px, py, px, py);
        }
      }
    }
  }

  /** The rows of a canvas with the axes around them. */
  private void frame(List<String> rows, Plot.Points points, Scale x, Scale y) {
    String[] labels = new String[rows.size()];
    Arrays.fill(labels, "");
    for (double tick : y.ticks()) {
      int row = (int) Math.round((1 - y.position(tick)) * (rows.size() - 1));
      labels[row] = y.label(tick);
    }
    int margin = Arrays.stream(labels).mapToInt(String::length).max().orElse(0);
    for (int i = 0; i < rows.size(); i++) {
      String axis = labels[i].isEmpty() ? " │" : " ┤";
      line(" ".repeat(margin - labels[i].length()) + labels[i] + axis + rows.get(i));
    }
    char[] ruler = "─".repeat(WIDTH).toCharArray();
    StringBuilder numbers = new StringBuilder();
    for (double tick : x.ticks()) {
      int column = (int) Math.round(x.position(tick) * (WIDTH - 1));
      ruler[column] = '┬';
      String label = points.label(x, tick);
      int width = DisplayWidth.of(label);
      int middle = margin + 2 + column - width / 2;
      int start = Math.clamp(middle, 0, Math.max(0, MOST_COLUMNS - width));
      int end = DisplayWidth.of(numbers.toString());
      if (end == 0 || start > end) {
        numbers.append(" ".repeat(start - end)).append(label);
      }
    }
    line(" ".repeat(margin) + " └" + new String(ruler));
    line(numbers.toString());
  }

  private void legend(List<Plot.Series> series) {
    if (series.size() < 2) {
      return;
    }
    StringBuilder legend = new StringBuilder();
    for (int i = 0; i < series.size(); i++) {
      legend.append(i > 0 ? "   " : "").append(MARKS.charAt(i % MARKS.length()));
      legend.append(' ').append(name(series.get(i), i));
    }
    line(legend.toString());
  }

  private void axes(Plot.Titles titles) {
    String x = titles.x().isEmpty() ? "" : "x: " + titles.x();
    String y = titles.y().isEmpty() ? "" : "y: " + titles.y();
    line(x + (x.isEmpty() || y.isEmpty() ? "" : "   ") + y);
  }
}
