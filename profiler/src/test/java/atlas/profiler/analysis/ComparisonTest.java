package atlas.profiler.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.analysis.Comparison.Row;
import atlas.profiler.analysis.Comparison.Status;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import atlas.profiler.model.ProfileBuilder;
import atlas.profiler.model.Profiles;
import atlas.profiler.model.Timing;
import atlas.profiler.report.ReportOptions;
import atlas.profiler.report.TextComparison;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ComparisonTest {
  /** A function f from a line on, with lines that were executed so often. */
  private static Profile profile(int first, Object... textsAndCounts) {
    FunctionId f = new FunctionId("f", "a.atl", first);
    ProfileBuilder builder = new ProfileBuilder();
    for (int i = 0; i < textsAndCounts.length; i += 2) {
      builder.instruction(
          f,
          i,
          "Pop",
          first + i / 2,
          (String) textsAndCounts[i],
          ((Integer) textsAndCounts[i + 1]).longValue());
    }
    return builder.build("a.atl", Timing.elapsed(1), Optional.empty());
  }

  @Test
  void nothingDiffersFromItself() {
    assertTrue(Comparison.of(Profiles.sample(), Profiles.sample()).isEmpty());
  }

  @Test
  void linesThatOnlyMoveHaveNotChanged() {
    Comparison moved =
        Comparison.of(profile(1, "a;", 3, "b;", 4), profile(7, "new;", 1, "  a;", 3, "b;", 4));
    assertEquals(List.of(new Row("f:7", "new;", Status.NEW, 0, 1)), moved.lines().changed());
    assertEquals(2, moved.lines().unchanged());
    assertEquals(1, moved.delta());
  }

  /** Of what was before, not of the whole. */
  @Test
  void twiceAsMuchIsAHundredPerCentMore() {
    Comparison twice =
        Comparison.of(profile(1, "a;", 25, "b;", 75), profile(1, "a;", 50, "b;", 75));
    String text = TextComparison.render(twice, ReportOptions.DEFAULT);
    assertTrue(text.matches("(?s).* 25 +50 +\\+25 +\\+100.00 % .*"), text);
  }

  @Test
  void theLargestDifferenceComesFirst() {
    Comparison changed =
        Comparison.of(
            profile(1, "a;", 25, "b;", 90, "c;", 5, "a;", 1),
            profile(1, "a;", 50, "b;", 10, "a;", 1));
    assertEquals(
        List.of(
            new Row("f:2", "b;", Status.BOTH, 90, 10),
            new Row("f:1", "a;", Status.BOTH, 25, 50),
            new Row("f:3", "c;", Status.GONE, 5, 0)),
        changed.lines().changed());
    assertEquals(1, changed.lines().unchanged());
    assertEquals(-60, changed.functions().changed().getFirst().delta());
  }

  @ParameterizedTest
  @CsvSource({
    "+2%, 100, 102, false",
    "+2%, 100, 103, true",
    "2%, 1000, 1021, true",
    "+0%, 100, 100, false",
    "+0, 100, 101, true",
    "+0.5%, 1000, 1005, false",
    "+0.5%, 1000, 1006, true",
    "+1000, 5, 1005, false",
    "+1000, 5, 1006, true",
    "+2%, 100, 1, false",
    "+1%, 9223372036854775000, 9223372036854775807, false",
  })
  void aGateIsExact(String limit, long before, long after, boolean exceeded) {
    assertEquals(exceeded, Gate.parse(limit).orElseThrow().isExceeded(before, after));
  }

  @Test
  void whatIsNoLimitIsNone() {
    for (String text : List.of("", "x", "-2%", "2%%", "1e3", "+", "%")) {
      assertFalse(Gate.parse(text).isPresent(), text);
    }
    assertEquals("+2%", Gate.parse("2%").orElseThrow().toString());
  }
}
