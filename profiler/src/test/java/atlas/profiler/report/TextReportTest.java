package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.analysis.Filter;
import atlas.profiler.analysis.Query;
import atlas.profiler.analysis.TextMatch;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.Profile;
import atlas.profiler.model.ProfileBuilder;
import atlas.profiler.model.Profiles;
import atlas.profiler.model.Stop;
import atlas.profiler.model.Timing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextReportTest {
  private static final ReportOptions DEFAULT = ReportOptions.DEFAULT;

  private static String render(Profile profile, ReportOptions options) {
    return new TextReport().render(profile, options);
  }

  private static Profile huge() {
    FunctionId main = new FunctionId(FunctionId.MAIN, "very/long/path/to/some/huge.atl", 1);
    FunctionId f = new FunctionId("aFunctionWithQuiteALongNameIndeed", main.file(), 1_000_000);
    return new ProfileBuilder()
        .calls(main, 1)
        .calls(f, Long.MAX_VALUE / 4)
        .depths(Integer.MAX_VALUE, 40)
        .instruction(main, 0, "GetArrayLen", 1, "let x: number = 1;", Long.MAX_VALUE / 2)
        .instruction(
            f, 0, "ExtractOptionValue", 1_000_000, "x = x + 1; ".repeat(9), Long.MAX_VALUE / 2)
        .build(
            "very/long/path/to/some/".repeat(4) + "huge.atl",
            Timing.elapsed(Long.MAX_VALUE),
            Optional.empty());
  }

  @Test
  void golden() {
    Golden.check("sample.txt", render(Profiles.sample(), DEFAULT));
  }

  @Test
  void goldenOfAFailure() {
    Golden.check("stopped.txt", render(Profiles.stopped(), DEFAULT.withThreshold(25)));
  }

  @Test
  void goldenInAscii() {
    Golden.check("sample.ascii.txt", render(Profiles.sample(), DEFAULT.withAscii(true)));
  }

  @Test
  void goldenOfNothing() {
    Golden.check("empty.txt", render(Profiles.empty(), DEFAULT));
  }

  @Test
  void goldenOfSixtyColumns() {
    Golden.check("sample.60.txt", render(Profiles.sample(), DEFAULT.withWidth(60)));
  }

  @Test
  void theFirstLineNamesWhatWasRun() {
    assertTrue(render(Profiles.sample(), DEFAULT).startsWith("Profile of collatz.atl\n"));
  }

  @ParameterizedTest
  @ValueSource(ints = {40, 60, 80, 132})
  void noLineIsWiderThanWanted(int width) {
    for (Profile profile :
        List.of(
            Profiles.sample(),
            Profiles.stopped(),
            Profiles.empty(),
            huge(),
            Profiles.ofLines(9, 99))) {
      render(profile, DEFAULT.withWidth(width))
          .lines()
          .forEach(line -> assertTrue(Glyphs.width(line) <= width, line));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, 5, 100})
  void shownAndRemainderAreTheTotal(double threshold) {
    Profile profile = Profiles.sample();
    String report = render(profile, DEFAULT.withThreshold(threshold));
    long sum =
        report
            .lines()
            .dropWhile(line -> !line.startsWith(" rank"))
            .skip(1)
            .takeWhile(line -> !line.isEmpty())
            .mapToLong(line -> Long.parseLong(line.strip().split(" +")[1].replace(",", "")))
            .sum();
    assertEquals(profile.totals().instructions(), sum);
  }

  @Test
  void theSummaryIsOneLine() {
    assertEquals(
        "Profile of collatz.atl: 24,829,155 instructions, 41.7 ms, 595.4 M instructions/s\n",
        render(Profiles.sample(), DEFAULT.withForm(ReportOptions.Form.SUMMARY)));
  }

  @Test
  void theSummaryOfAFailureSaysSo() {
    assertTrue(
        render(Profiles.stopped(), DEFAULT.withForm(ReportOptions.Form.SUMMARY))
            .endsWith(", stopped by error[AT0005] at collatz.atl:3:16\n"));
  }

  @Test
  void anInterruptIsNoError() {
    Stop stop = new Stop(Optional.empty(), "a.atl", 1, 2, "interrupted");
    Profile profile = Profiles.sampleBuilder().build("a.atl", Timing.elapsed(1), Optional.of(stop));
    assertTrue(render(profile, DEFAULT).contains(" stopped by interrupt at a.atl:1:2\n"));
  }

  @Test
  void topLimitsEveryTable() {
    String report = render(Profiles.sample(), DEFAULT.withThreshold(0).withTop(1));
    assertTrue(report.contains("Hot lines: 1 of 5 executed"), report);
    assertTrue(report.contains("Functions: top 1 of 2"), report);
    assertTrue(report.contains("(9 other opcodes)"), report);
  }

  @Test
  void asciiMeansAscii() {
    String report = render(Profiles.ofLines(4, 9), DEFAULT.withAscii(true));
    assertTrue(report.chars().allMatch(c -> c < 127), report);
  }

  @Test
  void colourIsOnlyAddedAndOnlyOnDemand() {
    String plain = render(Profiles.stopped(), DEFAULT);
    String ansi = render(Profiles.stopped(), DEFAULT.withStyle(Style.ANSI));
    assertFalse(plain.contains("\u001b"));
    assertTrue(ansi.contains("\u001b[1;31m"));
    assertEquals(plain, ansi.replaceAll("\u001b\\[[0-9;]*m", ""));
  }

  @Test
  void sourceCannotCommandTheTerminal() {
    FunctionId f = new FunctionId("f", "a.atl", 1);
    Profile profile =
        new ProfileBuilder()
            .instruction(f, 0, "Pop", 1, "let s = \"\u001b[2J\u202e\r\b\";", 1)
            .build("a\u0007.atl", Timing.elapsed(1), Optional.empty());
    String report = render(profile, DEFAULT);
    assertTrue(report.chars().allMatch(c -> c == '\n' || !Character.isISOControl(c)), report);
    assertFalse(report.contains("\u202e"));
  }

  @Test
  void severalFilesAreNamedInEachRow() {
    FunctionId f = new FunctionId("f", "<cell 1>", 1);
    FunctionId main = new FunctionId(FunctionId.MAIN, "<cell 2>", 1);
    Profile profile =
        new ProfileBuilder()
            .calls(f, 1)
            .calls(main, 1)
            .instruction(f, 0, "Pop", 1, "", 5)
            .instruction(main, 0, "Pop", 1, "", 5)
            .build("<cell 2>", Timing.elapsed(1), Optional.empty());
    String report = render(profile, DEFAULT);
    assertTrue(report.contains("[1]:1") && report.contains("[2]:1"), report);
  }

  @Test
  void aThresholdIsNoAdviceWhereNothingIsInFocus() {
    ReportOptions none = DEFAULT.withQuery(Query.ALL.where(Filter.focus(TextMatch.of("zzz"))));
    assertFalse(render(Profiles.sample(), none).contains("--threshold 0"));
    assertTrue(render(Profiles.sample(), DEFAULT.withThreshold(99)).contains("--threshold 0"));
  }

  /** Inputs of a session are named in few characters, which are never cut. */
  @Test
  void inputsAreNamedWholeBesideLargeNumbers() {
    FunctionId f = new FunctionId("f", "<input 123>", 1);
    FunctionId main = new FunctionId(FunctionId.MAIN, "<input 124>#2", 1);
    Profile profile =
        new ProfileBuilder()
            .calls(f, 1_000_000_000_000L)
            .calls(main, 1)
            .instruction(f, 0, "Pop", 1234, "x".repeat(70), 5_000_000_000_000_000L)
            .instruction(main, 0, "Pop", 1, "y".repeat(70), 5_000_000_000_000_000L)
            .build("<input 124>", Timing.elapsed(1), Optional.empty());
    for (int width : List.of(80, 60)) {
      String report = render(profile, DEFAULT.withWidth(width));
      assertTrue(report.contains("  [123]:1234"), report);
      assertTrue(report.contains("  [124]#2:1"), report);
    }
  }

  @Test
  void theLocaleDoesNotMatter() {
    Locale before = Locale.getDefault();
    try {
      String here = render(Profiles.sample(), DEFAULT);
      for (String tag : List.of("de-DE", "hi-IN-u-nu-deva", "ar-EG")) {
        Locale.setDefault(Locale.forLanguageTag(tag));
        assertEquals(here, render(Profiles.sample(), DEFAULT));
      }
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void peekShowsCallersAndCallees() {
    String report =
        new TextReport().render(Profiles.detailed(), ReportOptions.DEFAULT.withPeek("next"));
    String section = report.substring(report.indexOf("Callers and callees"));
    assertTrue(section.startsWith("Callers and callees of next; "), section);
    assertTrue(section.contains(" called by  2,864,311  100.00"), section);
    assertTrue(section.contains("<main>:8"), section);
    assertFalse(section.contains("Callers and callees of <main>"), section);
    String none =
        new TextReport().render(Profiles.detailed(), ReportOptions.DEFAULT.withPeek("nowhere"));
    assertTrue(none.contains("No executed function has 'nowhere' in its name."), none);
  }

  @Test
  void theLegendFitsTheTerminal() {
    String report =
        new TextReport()
            .render(Profiles.sample(), ReportOptions.DEFAULT.with(ReportOptions.Extra.LEGEND));
    for (Legend.Entry entry : Legend.ENTRIES) {
      assertTrue(report.contains(entry.meaning()), entry.meaning());
    }
    assertTrue(report.lines().allMatch(line -> line.length() <= 80));
  }
}
