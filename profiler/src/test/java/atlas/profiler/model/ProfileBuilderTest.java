package atlas.profiler.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ProfileBuilderTest {
  private static final FunctionId F = new FunctionId("f", "a.atl", 1);
  private static final FunctionId MAIN = new FunctionId(FunctionId.MAIN, "a.atl", 1);

  private final ProfileBuilder builder = new ProfileBuilder();

  private Profile build() {
    return builder.build("a", Timing.elapsed(1), Optional.empty());
  }

  @Test
  void aLineIsHitAsOftenAsItsMostExecutedInstruction() {
    // for (var i = 0; i < n; i++) {
    builder.instruction(F, 0, "SetLocal", 2, "for", 1);
    builder.instruction(F, 1, "Less", 2, "for", 11);
    builder.instruction(F, 2, "Add", 2, "for", 10);
    LineProfile line = build().lines().getFirst();
    assertEquals(22, line.count());
    assertEquals(11, line.hits());
  }

  @Test
  void aLineOfTwoFunctionsIsOneAndBelongsToTheLargerPart() {
    builder.instruction(MAIN, 0, "SetGlobal", 1, "fn f() {}", 1);
    builder.instruction(F, 0, "Null", 1, "fn f() {}", 7);
    LineProfile line = build().lines().getFirst();
    assertEquals("f", line.function());
    assertEquals(8, line.count());
    assertEquals(7, line.hits());
  }

  @Test
  void partsThatAreEqualGoToTheFunctionDeclaredFirst() {
    builder.instruction(F, 0, "Null", 1, "", 7);
    builder.instruction(MAIN, 0, "Null", 1, "", 7);
    assertEquals(FunctionId.MAIN, build().lines().getFirst().function());
  }

  @Test
  void unexecutedCodeIsALineButNeitherLocationNorOpcode() {
    builder.instruction(F, 0, "Null", 4, "return;", 0);
    Profile profile = build();
    assertEquals(1, profile.lines().size());
    assertEquals(List.of(), profile.executedLines());
    assertEquals(List.of(), profile.locations());
    assertEquals(List.of(), profile.opcodes());
  }

  @Test
  void partsAreInTheOrderOfTheirPlaces() {
    FunctionId other = new FunctionId("a", "b.atl", 1);
    builder.instruction(other, 0, "Pop", 1, "", 1);
    builder.instruction(F, 10, "Pop", 7, "", 1);
    builder.instruction(F, 9, "Dup", 8, "", 1);
    Profile profile = build();
    assertEquals(List.of(9, 10, 0), profile.locations().stream().map(Location::ip).toList());
    assertEquals(List.of(7, 8, 1), profile.lines().stream().map(LineProfile::line).toList());
    assertEquals(List.of("Dup", "Pop"), profile.opcodes().stream().map(OpcodeCount::name).toList());
  }

  @Test
  void buildingTwiceGivesTheSame() {
    ProfileBuilder sample = Profiles.sampleBuilder();
    assertEquals(
        sample.build("a", Timing.elapsed(1), Optional.empty()),
        sample.build("a", Timing.elapsed(1), Optional.empty()));
  }

  @Test
  void ratesNeedTime() {
    assertTrue(Timing.elapsed(0).perSecond(10).isEmpty());
    assertEquals(10, Timing.elapsed(1_000_000_000).perSecond(10).orElseThrow());
  }
}
