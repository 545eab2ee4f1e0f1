package atlas.profiler.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import atlas.profiler.model.FunctionId;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.Profile;
import atlas.profiler.model.ProfileBuilder;
import atlas.profiler.model.Profiles;
import atlas.profiler.model.Timing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RankingTest {
  private static Profile lines(long... counts) {
    FunctionId f = new FunctionId("f", "a.atl", 1);
    ProfileBuilder builder = new ProfileBuilder();
    for (int i = 0; i < counts.length; i++) {
      builder.instruction(f, i, "Pop", i + 1, "", counts[i]);
    }
    return builder.build("a", Timing.elapsed(1), Optional.empty());
  }

  private static Ranking<LineProfile> rank(double threshold, long... counts) {
    return Rankings.lines(lines(counts), new Cut(threshold, OptionalInt.empty()));
  }

  private static List<Integer> places(Ranking<LineProfile> ranking) {
    return ranking.rows().stream().map(row -> row.item().line()).toList();
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.01, 1, 5, 50, 99.99, 100})
  void shownAndRestAreTheTotal(double threshold) {
    for (Profile profile : List.of(Profiles.sample(), Profiles.empty(), lines(1, 1, 98))) {
      Ranking<LineProfile> ranking =
          Rankings.lines(profile, new Cut(threshold, OptionalInt.empty()));
      long shown = ranking.rows().stream().mapToLong(Ranking.Row::count).sum();
      assertEquals(profile.totals().instructions(), shown + ranking.rest().count());
      assertEquals(profile.executedLines().size(), ranking.size());
    }
  }

  @Test
  void theThresholdIsInclusive() {
    assertEquals(List.of(2, 1), places(rank(1, 1, 99)));
    assertEquals(List.of(2), places(rank(1.001, 1, 99)));
  }

  @Test
  void theThresholdIsDecimalAndNotBinary() {
    assertEquals(List.of(2, 1), places(rank(0.1, 1, 999)));
    assertEquals(List.of(2, 1), places(rank(0.7, 7, 993)));
  }

  @Test
  void hugeCountsAreComparedExactly() {
    long whole = 100L * 90_071_992_547_409_93L;
    assertEquals(List.of(2, 1), places(rank(1, whole / 100, whole - whole / 100)));
    assertEquals(List.of(2), places(rank(1, whole / 100 - 1, whole - whole / 100 + 1)));
  }

  @Test
  void thresholdZeroShowsAllThatWasExecuted() {
    assertEquals(List.of(3, 1), places(rank(0, 1, 0, 1_000_000)));
  }

  @Test
  void thresholdHundredShowsWhatIsAlone() {
    assertEquals(List.of(1), places(rank(100, 7)));
    assertEquals(List.of(), places(rank(100, 7, 1)));
  }

  @Test
  void equalsAreRankedByPlace() {
    assertEquals(List.of(2, 1, 3), places(rank(0, 5, 6, 5)));
  }

  @Test
  void theTopRowsAreShownOnly() {
    Ranking<LineProfile> ranking = Rankings.lines(lines(1, 2, 3), Cut.top(2));
    assertEquals(List.of(3, 2), places(ranking));
    assertEquals(new Ranking.Rest(1, 1), ranking.rest());
    assertEquals(0, Rankings.lines(lines(1), Cut.top(0)).rows().size());
  }

  @Test
  void cumulativeCountsEndAtTheTotal() {
    var rows = rank(0, 1, 2, 3).rows();
    assertEquals(List.of(3L, 5L, 6L), rows.stream().map(Ranking.Row::cumulative).toList());
  }

  @Test
  void badThresholdsAreRefused() {
    for (double bad : new double[] {-1, 100.1, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> new Cut(bad, OptionalInt.empty()), "" + bad);
    }
    assertThrows(IllegalArgumentException.class, () -> Cut.top(-1));
  }

  @Test
  void percentagesAreRoundedHalfUpFromExactCounts() {
    assertEquals("0.01", Share.percent(1, 20_000));
    assertEquals("33.33", Share.percent(1, 3));
    assertEquals("66.67", Share.percent(2, 3));
    assertEquals("100.00", Share.percent(Long.MAX_VALUE, Long.MAX_VALUE));
    assertEquals("0.00", Share.percent(0, 0));
    assertEquals("0.05", Share.percent(1, 2_000));
    assertEquals("50.01", Share.percent(5_000_500_000_000_000L, 10_000_000_000_000_000L));
  }
}
