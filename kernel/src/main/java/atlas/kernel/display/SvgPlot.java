package atlas.kernel.display;

import atlas.vm.diagnostics.DisplayWidth;
import atlas.vm.plot.Plot;
import atlas.vm.plot.Scale;
import atlas.vm.plot.TextPlot;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/**
 * A chart as an SVG document, without script. Nothing in it depends on the page that shows it, as a
 * picture takes no colours from there: axes and text are of a grey that is legible on white and on
 * black, and the colours of the series stand out from both. However much data there is, the picture
 * stays small: what would fall on the same place is drawn once.
 */
final class SvgPlot {
  static final int WIDTH = 640;
  static final int HEIGHT = 360;

  private static final int RIGHT = 16;
  private static final int X_TICKS = 8;
  private static final int Y_TICKS = 6;
  private static final int MOST_BARS = 200;
  private static final int LINE_HEIGHT = 16;
  private static final double CHARACTER_WIDTH = 6.6;
  private static final int LEGEND_GAP = 30;
  private static final int LABEL_GAP = 6;

  /** As its letters are larger. */
  private static final int TITLE_CHARACTERS = 75;

  /** Told apart by people who confuse red and green, too. */
  private static final List<String> COLOURS =
      List.of(
          "#3d85c6", "#e08a1e", "#2f9e75", "#c65a9d", "#8a7ad6", "#b8a000", "#d2554a", "#5aa7b8");

  /** When the colours begin anew, lines are dashed, and dots and bars are paler. */
  private static final List<String> DASHES = List.of("", "7 4", "2 4", "10 4 2 4");

  private static final List<String> OPACITIES = List.of("1", ".6", ".4", ".25");

  private final StringBuilder svg = new StringBuilder();
  private final Plot plot;
  private double left;
  private double top;
  private double bottom;
  private boolean drawn;

  /** Whether values are written at their bars. */
  private boolean valued;

  private SvgPlot(Plot plot) {
    this.plot = plot;
  }

  /** The picture. */
  static String of(Plot plot) {
    return new SvgPlot(plot).draw();
  }

  /** What to say to those who do not see the picture; not escaped. */
  static String description(Plot plot) {
    String title = plot.titles().title();
    return title.isEmpty() ? "chart" : title;
  }

  private String draw() {
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" \
        role="img" aria-label="%s" font-family="system-ui,sans-serif" font-size="12" \
        color="%s" fill="currentColor">\
        """
            .formatted(
                WIDTH, HEIGHT, WIDTH, HEIGHT, Markup.escaped(description(plot)), Markup.GREY));
    switch (plot) {
      case Plot.Points points -> points(points);
      case Plot.Bars bars -> bars(bars);
      case Plot.Histogram histogram -> histogram(histogram);
    }
    if (!drawn) {
      text((left + WIDTH - RIGHT) / 2, (top + bottom) / 2, "middle", "no data");
    }
    return svg.append("</svg>").toString();
  }

  private void points(Plot.Points points) {
    List<Plot.Series> series = points.series();
    Scale x = Scale.covering(series.stream().map(Plot.Series::xs).toList(), X_TICKS);
    Scale y = Scale.covering(series.stream().map(Plot.Series::ys).toList(), Y_TICKS);
    frame(y, series);
    double[] ticks = x.ticks();
    for (double tick : ticks) {
      double at = across(x, tick);
      line(at, top, at, bottom, ".2");
    }
    ruler(x, ticks, 1, tick -> points.label(x, tick));
    for (int i = 0; i < series.size(); i++) {
      points(series.get(i), i, points.joined(), x, y);
    }
  }

  private void points(Plot.Series series, int index, boolean joined, Scale x, Scale y) {
    SvgPath path = new SvgPath(joined);
    for (int i = 0; i < series.size(); i++) {
      if (series.isFinite(i)) {
        path.add(across(x, series.xs()[i]), down(y, series.ys()[i]));
      } else {
        path.interrupt();
      }
    }
    path(index, "stroke-width=\"1.8\" stroke-linejoin=\"round\"" + dash(index), path.lines());
    String pale = index < COLOURS.size() ? ".75" : again(OPACITIES, index);
    path(index, "stroke-width=\"5\" stroke-opacity=\"" + pale + "\"", path.dots());
  }

  private void path(int index, String look, String data) {
    if (!data.isEmpty()) {
      drawn = true;
      stroke(index, look, data);
    }
  }

  private void stroke(int index, String look, String data) {
    svg.append("<path fill=\"none\" stroke=\"")
        .append(colour(index))
        .append("\" ")
        .append(look)
        .append(" stroke-linecap=\"round\" d=\"")
        .append(data)
        .append("\"/>");
  }

  private void bars(Plot.Bars bars) {
    int shown = Math.min(bars.categories().size(), MOST_BARS);
    List<double[]> heights = bars.series().stream().map(s -> Arrays.copyOf(s.ys(), shown)).toList();
    Scale y = Scale.coveringFromZero(heights, Y_TICKS);
    frame(y, bars.series());
    double slot = (WIDTH - RIGHT - left) / Math.max(1, shown);
    double width = slot * 0.8 / Math.max(1, heights.size());
    int every = labelEvery(bars.categories().subList(0, shown), slot);
    valued = heights.stream().allMatch(values -> haveRoom(values, width));
    for (int i = 0; i < shown; i++) {
      double start = left + i * slot + slot * 0.1;
      String category = bars.categories().get(i);
      for (int s = 0; s < heights.size(); s++) {
        double height = heights.get(s)[i];
        bar(start + s * width, width, y, height, s);
      }
      if (i % every == 0) {
        text(
            left + (i + 0.5) * slot,
            bottom + LINE_HEIGHT,
            "middle",
            DisplayWidth.shortened(category, Math.max(2, characters(every * slot))));
      }
    }
    if (shown < bars.categories().size()) {
      int more = bars.categories().size() - shown;
      text(WIDTH - RIGHT, top - 4, "end", "… " + Scale.shortText(more) + " more");
    }
  }

  /** So that labels do not run into each other, every such one is written. */
  private static int labelEvery(List<String> categories, double slot) {
    int longest = categories.stream().mapToInt(DisplayWidth::of).max().orElse(1);
    double wanted = Math.min(longest, 12) * CHARACTER_WIDTH + LABEL_GAP;
    return Math.max(1, (int) Math.ceil(wanted / slot));
  }

  private void histogram(Plot.Histogram histogram) {
    double[] counts = Arrays.stream(histogram.counts()).asDoubleStream().toArray();
    Scale y = Scale.coveringFromZero(List.of(counts), Y_TICKS);
    frame(y, List.of());
    if (counts.length == 0) {
      return;
    }
    double[] edges = histogram.edges();
    valued = haveRoom(counts, (WIDTH - RIGHT - left) / counts.length);
    Scale x = new Scale(edges[0], edges[edges.length - 1], edges[1] - edges[0]);
    for (int i = 0; i < counts.length; i++) {
      double from = across(x, edges[i]);
      bar(from, across(x, edges[i + 1]) - from - 0.5, y, counts[i], 0);
    }
    ruler(x, edges, Math.ceilDiv(edges.length, X_TICKS + 3), x::label);
  }

  /** Whether the values may be written at their bars. */
  private static boolean haveRoom(double[] values, double width) {
    int longest =
        Arrays.stream(values).mapToObj(Scale::shortText).mapToInt(String::length).max().orElse(0);
    return longest * CHARACTER_WIDTH + LABEL_GAP <= width;
  }

  private void bar(double x, double width, Scale y, double value, int index) {
    if (!Double.isFinite(value)) {
      return;
    }
    drawn = true;
    double from = down(y, Math.max(0, value));
    double to = down(y, Math.min(0, value));
    svg.append(
        format(
            "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" %s/>",
            x, from, Math.max(0.3, width), to - from, fill(index)));
    if (valued && value != 0) {
      // Above a bar there is nothing else; below one that hangs down the categories may be.
      text(x + width / 2, from - 4, "middle", Scale.shortText(value));
    }
  }

  /** What is around the data: titles, legend, the vertical axis with its lines. */
  private void frame(Scale y, List<Plot.Series> series) {
    Plot.Titles titles = plot.titles();
    top = 14;
    bottom = HEIGHT - 26.0 - (titles.x().isEmpty() ? 0 : LINE_HEIGHT + 4);
    if (!titles.title().isEmpty()) {
      svg.append(
          format(
              "<text x=\"%d\" y=\"18\" text-anchor=\"middle\" font-size=\"14\""
                  + " font-weight=\"600\">%s</text>",
              WIDTH / 2, Markup.escaped(DisplayWidth.shortened(titles.title(), TITLE_CHARACTERS))));
      top += 26;
    }
    double[] ticks = y.ticks();
    int longest = Arrays.stream(ticks).mapToObj(y::label).mapToInt(String::length).max().orElse(1);
    left = 12 + longest * CHARACTER_WIDTH + (titles.y().isEmpty() ? 0 : LINE_HEIGHT + 4);
    if (series.size() > 1) {
      legend(series);
    }
    for (double tick : ticks) {
      double at = down(y, tick);
      line(left, at, WIDTH - RIGHT, at, tick == 0 ? ".8" : ".3");
      text(left - 6, at + 4, "end", y.label(tick));
    }
    line(left, bottom, WIDTH - RIGHT, bottom, ".8");
    if (!titles.x().isEmpty()) {
      String fitted = DisplayWidth.shortened(titles.x(), characters(WIDTH - RIGHT - left));
      text((left + WIDTH - RIGHT) / 2, HEIGHT - 6.0, "middle", fitted);
    }
    if (!titles.y().isEmpty()) {
      double middle = (top + bottom) / 2;
      String fitted = DisplayWidth.shortened(titles.y(), characters(bottom - top));
      svg.append(
          format(
              "<text text-anchor=\"middle\" transform=\"translate(14 %.1f) rotate(-90)\">%s</text>",
              middle, Markup.escaped(fitted)));
    }
  }

  private void legend(List<Plot.Series> series) {
    double x = left;
    for (int i = 0; i < series.size(); i++) {
      String name = DisplayWidth.shortened(TextPlot.name(series.get(i), i), 24);
      double width = LEGEND_GAP + DisplayWidth.of(name) * CHARACTER_WIDTH;
      if (x > left && x + width > WIDTH - RIGHT) {
        x = left;
        top += LINE_HEIGHT + 2;
      }
      if (isOfLines() && !dash(i).isEmpty()) {
        stroke(i, "stroke-width=\"1.8\"" + dash(i), format("M%.1f %.1fh13", x - 5, top));
      } else {
        svg.append(
            format(
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"10\" height=\"10\" rx=\"2\" %s/>",
                x, top - 5, fill(i)));
      }
      text(x + 14, top + 4, "start", name);
      x += width;
    }
    top += LINE_HEIGHT + 6;
  }

  /** The labels of every so many places on the horizontal axis, as far as they have room. */
  private void ruler(Scale x, double[] places, int every, DoubleFunction<String> labels) {
    double free = 0;
    for (int i = 0; i < places.length; i += every) {
      String label = labels.apply(places[i]);
      double half = DisplayWidth.of(label) * CHARACTER_WIDTH / 2;
      double middle = Math.clamp(across(x, places[i]), half + 1, WIDTH - 1 - half);
      if (!label.isEmpty() && middle - half >= free) {
        text(middle, bottom + LINE_HEIGHT, "middle", label);
        free = middle + half + LABEL_GAP;
      }
    }
  }

  private void line(double x1, double y1, double x2, double y2, String opacity) {
    svg.append(
        format(
            "<path stroke=\"currentColor\" stroke-opacity=\"%s\" d=\"M%.1f %.1fL%.1f %.1f\"/>",
            opacity, x1, y1, x2, y2));
  }

  private void text(double x, double y, String anchor, String text) {
    svg.append(
        format(
            "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
            x, y, anchor, Markup.escaped(text)));
  }

  private double across(Scale scale, double value) {
    return left + scale.position(value) * (WIDTH - RIGHT - left);
  }

  private double down(Scale scale, double value) {
    return bottom - scale.position(value) * (bottom - top);
  }

  /** How many characters there is room for. */
  private static int characters(double width) {
    return (int) (width / CHARACTER_WIDTH);
  }

  private boolean isOfLines() {
    return plot instanceof Plot.Points points && points.joined();
  }

  private static String colour(int index) {
    return COLOURS.get(index % COLOURS.size());
  }

  /** The one of some attributes that belongs to the round of colours that a series is in. */
  private static String again(List<String> attributes, int index) {
    return attributes.get(Math.min(index / COLOURS.size(), attributes.size() - 1));
  }

  private static String dash(int index) {
    String dash = again(DASHES, index);
    return dash.isEmpty() ? "" : " stroke-dasharray=\"" + dash + "\"";
  }

  private static String fill(int index) {
    String fill = "fill=\"" + colour(index) + "\"";
    String opacity = again(OPACITIES, index);
    return opacity.equals("1") ? fill : fill + " fill-opacity=\"" + opacity + "\"";
  }

  private static String format(String template, Object... values) {
    return String.format(Locale.ROOT, template, values);
  }
}
