package atlas.vm.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.plot.Plot.Histogram;
import atlas.vm.plot.Plot.Titles;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlotTest {
  private static final Titles NONE = new Titles("", "", "");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 | 100 | 0 20 40 60 80 100",
        "-1 | 1 | -1.0 -0.5 0 0.5 1.0",
        "0 | 0.7 | 0 0.2 0.4 0.6 0.8",
        "3 | 3 | 1 2 3 4 5",
        "0 | 0 | -1.0 -0.5 0 0.5 1.0",
        "0 | 5e6 | 0 1,000,000 2,000,000 3,000,000 4,000,000 5,000,000",
        "0 | 2.4e9 | 0 5e8 1e9 1.5e9 2e9 2.5e9",
        "0 | 1e-7 | 0 2e-8 4e-8 6e-8 8e-8 1e-7",
        "1000000 | 1000001 | 1,000,000.0 1,000,000.2 1,000,000.4 1,000,000.6 1,000,000.8 1,000,001.0",
        "123456789.1 | 123456789.2 | 123,456,789.10 123,456,789.12 123,456,789.14"
            + " 123,456,789.16 123,456,789.18 123,456,789.20",
        "1764234500000 | 1764234500020 | 1,764,234,500,000 1,764,234,500,005 1,764,234,500,010"
            + " 1,764,234,500,015 1,764,234,500,020",
        "1e20 | 1.00001e20 | 1e20 1.000002e20 1.000004e20 1.000006e20 1.000008e20 1.00001e20"
      })
  void ticksAreRound(double least, double most, String labels) {
    Scale scale = Scale.of(least, most, 5);

    assertEquals(
        labels, String.join(" ", Arrays.stream(scale.ticks()).mapToObj(scale::label).toList()));
  }

  @Test
  void everyRangeHasAScaleThatCoversIt() {
    double[] ends = {-Double.MAX_VALUE, -1e300, -1, -Double.MIN_VALUE, 0, 1e-310, 0.1, 7, 1e200};
    for (double least : ends) {
      for (double most : ends) {
        if (least <= most) {
          Scale scale = Scale.of(least, most, 6);
          double[] ticks = scale.ticks();
          String what = least + " to " + most + ": " + scale;
          assertTrue(scale.low() <= least && scale.high() >= most, what);
          assertTrue(ticks.length >= 2 && ticks.length <= 16, what);
          long labels = Arrays.stream(ticks).mapToObj(scale::label).distinct().count();
          assertEquals(ticks.length, labels, what);
          assertTrue(scale.position(least) >= 0 && scale.position(most) <= 1, what);
        }
      }
    }
  }

  @Test
  void aHistogramCountsEveryFiniteValueOnceBetweenItsEdges() {
    Random random = new Random(7);
    for (int n : new int[] {1, 2, 10, 1_000, 50_000}) {
      double[] values = DoubleStream.generate(random::nextGaussian).limit(n).toArray();
      values[0] = n > 2 ? Double.NaN : values[0];

      Histogram histogram = Histogram.of(NONE, values);

      double[] edges = histogram.edges();
      int[] counts =
          IntStream.range(0, edges.length - 1)
              .map(i ->
                  (int)
                      Arrays.stream(values)
                          .filter(v ->
                              edges[i] <= v
                                  && (v < edges[i + 1]
                                      || i == edges.length - 2 && v <= edges[i + 1]))
                          .count())
              .toArray();
      assertArrayEquals(counts, histogram.counts());
      assertEquals(n > 2 ? n - 1 : n, Arrays.stream(counts).sum());
    }
  }

  @Test
  void aHistogramOfARangeThatNoNumberCanExpressCountsAll() {
    Histogram histogram = Histogram.of(NONE, new double[] {-1.7e308, -1e308, 0, 1, 1.7e308});

    assertEquals(5, Arrays.stream(histogram.counts()).sum());
    assertEquals(1, histogram.counts()[0]);
    assertEquals(1, histogram.counts()[histogram.counts().length - 1]);
  }

  @Test
  void barsOfARangeThatNoNumberCanExpressHaveLengths() {
    double[] heights = {-1.7e308, 1.7e308};
    Plot.Series series = new Plot.Series("", heights, heights);

    String text = TextPlot.of(new Plot.Bars(NONE, List.of("a", "b"), List.of(series)));

    String half = "█".repeat(20);
    assertEquals("a │" + half + " -1.7e308\nb │" + " ".repeat(20) + half + " 1.7e308", text);
  }

  @Test
  void namesOfWideCharactersEndWhereTheOthersEnd() {
    double[] heights = {1, 1};
    Plot.Series series = new Plot.Series("", heights, heights);

    String text = TextPlot.of(new Plot.Bars(NONE, List.of("日本", "word"), List.of(series)));

    assertTrue(text.startsWith("日本 │█") && text.contains("\nword │█"), text);
  }

  @Test
  void anIntervalThatIsTooLongToWriteIsNamedByItsBeginning() {
    String text = TextPlot.of(Histogram.of(NONE, new double[] {1_764_234_500_000.0}));

    assertTrue(text.startsWith("1,764,234,500,000 … │█"), text);
  }

  @Test
  void wholeNumbersHaveAnIntervalEach() {
    double[] dice = IntStream.range(0, 600).mapToDouble(i -> 1 + i % 6).toArray();

    Histogram histogram = Histogram.of(NONE, dice);

    assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7}, histogram.edges());
    assertArrayEquals(new int[] {100, 100, 100, 100, 100, 100}, histogram.counts());
  }

  @Test
  void wholeNumbersHaveWholeTicks() {
    assertArrayEquals(
        new double[] {0, 1, 2}, Scale.covering(List.of(new double[] {0, 2}), 8).ticks());
    assertArrayEquals(
        new double[] {0, 1}, Scale.coveringFromZero(List.of(new double[] {1}), 6).ticks());
    assertArrayEquals(
        new double[] {0, 0.5, 1}, Scale.covering(List.of(new double[] {0, 0.5, 1}), 2).ticks());
  }

  @Test
  void pointsCanHaveNames() {
    double[] places = {0, 1, 2};
    Plot.Series series = new Plot.Series("", places, new double[] {4, 9, 1});
    String text =
        TextPlot.of(new Plot.Points(NONE, true, List.of(series), List.of("mon", "tue", "wed")));
    assertTrue(text.stripTrailing().matches("(?s).*\\bmon +tue +wed"), text);
  }

  @Test
  void textIsNotWiderThanATerminalAndNotLongerThanAPage() {
    double[] many = IntStream.range(0, 100_000).mapToDouble(i -> i * 1e9).toArray();
    double[] far = IntStream.range(0, 100).mapToDouble(i -> -1e12 - i / 100.0).toArray();
    Plot.Series series = new Plot.Series("", many, many);
    List<String> names = Arrays.stream(many).mapToObj(x -> "name " + "x".repeat(50) + x).toList();
    for (Plot plot :
        List.of(
            new Plot.Points(NONE, true, List.of(series), List.of()),
            new Plot.Points(NONE, true, List.of(new Plot.Series("", far, far)), List.of()),
            new Plot.Bars(NONE, names, List.of(series)),
            Histogram.of(NONE, many))) {
      String text = TextPlot.of(plot);
      assertTrue(text.lines().allMatch(line -> line.length() <= 80), text);
      assertTrue(text.lines().count() <= 70, text);
    }
  }
}
