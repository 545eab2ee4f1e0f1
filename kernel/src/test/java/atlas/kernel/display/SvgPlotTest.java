package atlas.kernel.display;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.vm.plot.Plot;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SvgPlotTest {
  private static final int COUNT = 24;

  private static final Pattern LINE = Pattern.compile("stroke=\"#[^>]*linejoin[^>]* d=");
  private static final Pattern DOTS = Pattern.compile("stroke=\"#[^>]*stroke-width=\"5\"[^>]* d=");
  private static final Pattern BAR = Pattern.compile("(fill=[^>]*)><title>");

  private static final Plot.Titles TITLES = new Plot.Titles("", "", "");

  private static List<Plot.Series> series() {
    return IntStream.range(0, COUNT)
        .mapToObj(i -> new Plot.Series("s" + i, new double[] {0, 1}, new double[] {i, i + 1}))
        .toList();
  }

  private static long looks(Plot plot, Pattern pattern) {
    List<String> found =
        pattern
            .matcher(SvgPlot.ofPage(plot))
            .results()
            .map(MatchResult::group)
            .map(look -> look.replaceAll(" d=.*", ""))
            .toList();
    assertEquals(COUNT, found.size(), found::toString);
    return found.stream().distinct().count();
  }

  @Test
  void noTwoSeriesLookAlike() {
    assertEquals(COUNT, looks(new Plot.Points(TITLES, true, series()), LINE));
    assertEquals(COUNT, looks(new Plot.Points(TITLES, false, series()), DOTS));
    List<Plot.Series> single =
        series().stream()
            .map(s -> new Plot.Series(s.name(), new double[] {0}, new double[] {1}))
            .toList();
    assertEquals(COUNT, looks(new Plot.Bars(TITLES, List.of("a"), single), BAR));
  }
}
