package atlas.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.plot.Plot;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SvgPlotTest {
  private static final int COUNT = 24;

  private static final Pattern LINE = Pattern.compile("stroke=\"#[^>]*linejoin[^>]* d=");
  private static final Pattern DOTS = Pattern.compile("stroke=\"#[^>]*stroke-width=\"5\"[^>]* d=");
  private static final Pattern BAR =
      Pattern.compile("<rect [^>]* height=\"[^\"]*\" (fill=\"#[^/]*)/>");

  private static final Plot.Titles TITLES = new Plot.Titles("", "", "");

  private static List<Plot.Series> series() {
    return IntStream.range(0, COUNT)
        .mapToObj(i -> new Plot.Series("s" + i, new double[] {0, 1}, new double[] {i, i + 1}))
        .toList();
  }

  private static long looks(Plot plot, Pattern pattern) {
    List<String> found =
        pattern
            .matcher(SvgPlot.of(plot))
            .results()
            .map(MatchResult::group)
            .map(look -> look.replaceAll(" d=.*", ""))
            .toList();
    assertEquals(COUNT, found.size(), found::toString);
    return found.stream().distinct().count();
  }

  @Test
  void noTwoSeriesLookAlike() {
    assertEquals(COUNT, looks(new Plot.Points(TITLES, true, series(), List.of()), LINE));
    assertEquals(COUNT, looks(new Plot.Points(TITLES, false, series(), List.of()), DOTS));
    List<Plot.Series> single =
        series().stream()
            .map(s -> new Plot.Series(s.name(), new double[] {0}, new double[] {1}))
            .toList();
    assertEquals(COUNT, looks(new Plot.Bars(TITLES, List.of("a"), single), BAR));
  }

  @Test
  void titlesThatAreTooLongKeepTheirBeginning() {
    Plot.Titles titles = new Plot.Titles(sentence("Title"), sentence("Across"), sentence("Up"));

    String svg = SvgPlot.of(new Plot.Points(titles, true, series().subList(0, 1), List.of()));

    for (String start : List.of("Title", "Across", "Up")) {
      Matcher text = Pattern.compile(">(" + start + "[^<]*…)</text>").matcher(svg);
      assertTrue(text.find(), svg);
      assertTrue(text.group(1).length() > 30 && text.group(1).length() < 95, text.group());
    }
  }

  private static String sentence(String start) {
    return start + " and so on".repeat(20);
  }

  @Test
  void labelsOnTheAxisDoNotRunIntoEachOther() {
    double[] hour = IntStream.range(0, 60).mapToDouble(i -> 1.7642345e12 + 60_000 * i).toArray();
    Plot.Series series =
        new Plot.Series("", hour, IntStream.range(0, 60).asDoubleStream().toArray());
    for (Plot plot :
        List.of(
            new Plot.Points(TITLES, true, List.of(series), List.of()),
            Plot.Histogram.of(TITLES, hour))) {
      Matcher label =
          Pattern.compile("<text x=\"([0-9.]+)\" y=\"350.0\" [^>]*>([^<]+)<")
              .matcher(SvgPlot.of(plot));
      double end = 0;
      int labels = 0;
      while (label.find()) {
        double half = label.group(2).length() * 3.3;
        double middle = Double.parseDouble(label.group(1));
        assertTrue(middle - half > end, label.group());
        end = middle + half;
        labels++;
      }
      assertTrue(labels > 1 && end <= 640, () -> SvgPlot.of(plot));
    }
  }

  @Test
  void barsSayTheirValuesWhereThereIsRoom() {
    double[] few = {1234.5, -2, 0};
    double[] many = IntStream.range(0, 100).mapToDouble(i -> 1_000 + i).toArray();

    String svg = SvgPlot.of(bars(few));
    assertEquals(List.of("1234", "-2"), values(svg));
    assertEquals(List.of(), values(SvgPlot.of(bars(many))));
    assertEquals(
        List.of("2", "1"),
        values(SvgPlot.of(new Plot.Histogram(TITLES, new double[] {0, 1, 2}, new int[] {2, 1}))));
  }

  @Test
  void valuesAtBarsCoverNothing() {
    String svg = SvgPlot.of(bars(new double[] {-5, 5}));
    List<Double> places =
        Pattern.compile("<rect [^>]* y=\"([^\"]*)\"[^>]*/><text x=\"[^\"]*\" y=\"([^\"]*)\"")
            .matcher(svg)
            .results()
            .map(at -> Double.parseDouble(at.group(1)) - Double.parseDouble(at.group(2)))
            .toList();

    assertEquals(List.of(4.0, 4.0), places, svg);
  }

  private static Plot bars(double[] heights) {
    double[] xs = IntStream.range(0, heights.length).asDoubleStream().toArray();
    List<String> names = IntStream.range(0, heights.length).mapToObj(i -> "c").toList();
    return new Plot.Bars(TITLES, names, List.of(new Plot.Series("", xs, heights)));
  }

  /** The texts that follow a bar, as they are written. */
  private static List<String> values(String svg) {
    return Pattern.compile("<rect [^>]*/><text [^>]*>([^<]*)</text>")
        .matcher(svg)
        .results()
        .map(found -> found.group(1))
        .filter(text -> !text.equals("c"))
        .toList();
  }
}
