package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.codegen.SizeLimits;
import org.junit.jupiter.api.Test;

/**
 * Value semantics: the compiled engine, which shares storage and changes it in place, and the
 * interpreter, which copies wherever the language says so, print the same.
 */
class CollectionProgramsTest {
  private static final SizeLimits DIVIDED = new SizeLimits(20, 12, 60);
  private static final int PROGRAMS = Integer.getInteger("atlas.programs", 250);

  @Test
  void sharingStorageIsNotObservable() {
    int lines = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      CollectionPrograms programs = new CollectionPrograms(seed);
      String program = programs.next();
      String copied = compare(program, seed);
      assertTrue(programs.hasEffects() || !copied.contains("error"), () -> copied + program);
      lines += (int) copied.lines().count();
    }
    assertTrue(lines > 20 * PROGRAMS, "the programs print too little");
  }

  @Test
  void norIsMovingArgumentsToFunctions() {
    int lines = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      String program = new MovingPrograms(seed).next();
      String copied = compare(program, seed);
      assertTrue(!copied.contains("error"), () -> copied + program);
      lines += (int) copied.lines().count();
    }
    assertTrue(lines > 20 * PROGRAMS, "the programs print too little");
  }

  /**
   * What a program prints, in either engine, as a program, as the input of a session, and divided.
   */
  private static String compare(String program, int seed) {
    String copied = EngineSession.run(program, EngineKind.INTERPRETER, false);
    for (boolean redefinable : new boolean[] {false, true}) {
      assertEquals(
          copied,
          EngineSession.run(program, EngineKind.COMPILED, redefinable),
          () -> "seed " + seed + program);
    }
    assertEquals(
        copied, EngineSession.runDivided(program, DIVIDED), () -> "seed " + seed + program);
    return copied;
  }
}
