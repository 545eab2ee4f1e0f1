package atlas.profiler.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class ProfileTest {
  private static final FunctionId F = new FunctionId("f", "a.atl", 1);
  private static final FunctionId MAIN = new FunctionId(FunctionId.MAIN, "a.atl", 1);

  private Totals totals = new Totals(5, 2, 1, 1);
  private List<FunctionProfile> functions =
      List.of(new FunctionProfile(MAIN, 1, 2), new FunctionProfile(F, 2, 3));
  private List<LineProfile> lines = List.of(new LineProfile("a.atl", 1, "x", "f", 5, 3));
  private List<OpcodeCount> opcodes = List.of(new OpcodeCount("Pop", 5));
  private List<Location> locations =
      List.of(new Location(MAIN, 0, "Pop", 1, 2), new Location(F, 0, "Pop", 1, 3));

  private Profile make() {
    return new Profile(
        "a", totals, Timing.elapsed(1), functions, lines, opcodes, locations, Optional.empty());
  }

  private void assertRefused(String part) {
    String message = assertThrows(IllegalArgumentException.class, this::make).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void sumsThatAgreeAreAccepted() {
    assertEquals(5, make().totals().instructions());
  }

  @Test
  void functionsMustAddUp() {
    functions = List.of(new FunctionProfile(MAIN, 1, 2), new FunctionProfile(F, 2, 4));
    assertRefused("sum over functions is 6, total is 5");
  }

  @Test
  void linesMustAddUp() {
    lines = List.of(new LineProfile("a.atl", 1, "x", "f", 4, 3));
    assertRefused("lines");
  }

  @Test
  void opcodesMustAddUp() {
    opcodes = List.of();
    assertRefused("opcodes");
  }

  @Test
  void locationsMustAddUp() {
    locations = locations.subList(0, 1);
    assertRefused("locations");
  }

  @Test
  void callsMustAddUpWithoutTopLevelCode() {
    totals = new Totals(5, 3, 1, 1);
    assertRefused("calls");
  }

  @Test
  void nothingIsListedTwice() {
    opcodes = List.of(new OpcodeCount("Pop", 2), new OpcodeCount("Pop", 3));
    assertRefused("opcode listed twice");
  }

  @Test
  void nothingIsNegative() {
    opcodes = List.of(new OpcodeCount("Pop", 6), new OpcodeCount("Dup", -1));
    assertRefused("negative");
  }

  @Test
  void aLineIsNotHitMoreOftenThanItHasInstructions() {
    lines = List.of(new LineProfile("a.atl", 1, "x", "f", 5, 6));
    assertRefused("hits");
  }

  @Test
  void opcodesAndLocationsAreExecutedOnes() {
    opcodes = List.of(new OpcodeCount("Pop", 5), new OpcodeCount("Dup", 0));
    assertRefused("opcode was not executed");
  }

  @Test
  void timesAreNotNegative() {
    assertThrows(IllegalArgumentException.class, () -> Timing.elapsed(-1));
  }

  @Test
  void sumsThatOverflowAreRefusedAndNotWrapped() {
    FunctionId g = new FunctionId("g", "a.atl", 9);
    ProfileBuilder builder =
        new ProfileBuilder()
            .instruction(F, 0, "Pop", 1, "x", Long.MAX_VALUE)
            .instruction(g, 0, "Pop", 1, "x", 1);
    assertThrows(
        ArithmeticException.class, () -> builder.build("a", Timing.elapsed(1), Optional.empty()));
  }

  @Test
  void mergingAddsUpLocationByLocation() {
    Profile one = Profiles.sample();
    Profile both = one.merge(one);
    assertEquals(2 * one.totals().instructions(), both.totals().instructions());
    assertEquals(2 * one.totals().calls(), both.totals().calls());
    assertEquals(one.totals().maxDepth(), both.totals().maxDepth());
    assertEquals(one.locations().size(), both.locations().size());
    assertEquals(one.lines().size(), both.lines().size());
    assertEquals(2 * one.lines().get(1).hits(), both.lines().get(1).hits());
    assertEquals(one.lines().get(1).source(), both.lines().get(1).source());
    assertEquals(2 * one.timing().elapsedNanos(), both.timing().elapsedNanos());
    assertEquals(OptionalLong.empty(), both.timing().gcNanos());
  }

  @Test
  void mergingDoesNotDependOnTheOrder() {
    Profile one = Profiles.sample();
    Profile two = make();
    assertEquals(one.merge(two).withName("x"), two.merge(one).withName("x"));
  }

  @Test
  void mergingWithNothingChangesNothing() {
    Profile merged = Profiles.sample().merge(Profiles.empty());
    assertEquals(Profiles.sample().lines(), merged.lines());
    assertEquals(Profiles.sample().locations(), merged.locations());
    assertEquals(Profiles.sample().functions(), merged.functions());
  }

  @Test
  void theLastStopIsThatOfTheMergedRun() {
    assertEquals(
        Profiles.stopped().stopped(), Profiles.sample().merge(Profiles.stopped()).stopped());
    assertEquals(
        Profiles.stopped().stopped(), Profiles.stopped().merge(Profiles.sample()).stopped());
  }
}
