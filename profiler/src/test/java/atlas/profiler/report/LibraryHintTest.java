package atlas.profiler.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.model.CallTree;
import atlas.profiler.model.Details;
import atlas.profiler.model.FunctionId;
import atlas.profiler.model.LibraryUse;
import atlas.profiler.model.Profile;
import atlas.profiler.model.ProfileBuilder;
import atlas.profiler.model.Times;
import atlas.profiler.model.Timing;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LibraryHintTest {
  private static final FunctionId MAIN = new FunctionId(FunctionId.MAIN, "a.atl", 1);

  @ParameterizedTest
  @CsvSource({
    "1000000, 2000, 0, true, true",
    "1000000000, 2000, 0, true, false",
    "1000000, 2000, 0, false, false",
    "1000000, 2000, 1800, true, false",
    "1000, 100, 0, true, false"
  })
  void isForLongRunsOfFewInstructionsThatCallTheLibrary(
      long instructions, long millis, long gcMillis, boolean calls, boolean expected) {
    Profile profile = profile(instructions, millis, gcMillis, calls);
    assertEquals(expected, LibraryHint.of(profile).isPresent());
    assertEquals(
        expected, new TextReport().render(profile, ReportOptions.DEFAULT).contains("--time tells"));
  }

  private static Profile profile(long instructions, long millis, long gcMillis, boolean calls) {
    LibraryUse use = new LibraryUse("arrayIndexOf", 10, false, OptionalLong.of(0));
    Details details =
        new Details(
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            CallTree.NONE,
            Times.NONE,
            calls ? List.of(use) : List.of(),
            List.of(),
            List.of());
    assertTrue(details.times().isEmpty());
    Timing timing =
        new Timing(millis * 1_000_000, OptionalLong.empty(), OptionalLong.of(gcMillis * 1_000_000));
    return new ProfileBuilder()
        .calls(MAIN, 1)
        .instruction(MAIN, 0, "CALL", 1, "f();", instructions)
        .details(details)
        .build("a.atl", timing, Optional.empty());
  }
}
