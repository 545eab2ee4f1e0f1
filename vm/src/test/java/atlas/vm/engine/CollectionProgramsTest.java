package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * Value semantics: the compiled engine, which shares storage and changes it in place, and the
 * interpreter, which copies wherever the language says so, print the same.
 */
class CollectionProgramsTest {
  private static final int PROGRAMS = Integer.getInteger("atlas.programs", 250);

  @Test
  void sharingStorageIsNotObservable() {
    int lines = 0;
    for (int seed = 0; seed < PROGRAMS; seed++) {
      String program = new CollectionPrograms(seed).next();
      String copied = run(program, EngineKind.INTERPRETER, false);
      assertEquals(copied, run(program, EngineKind.COMPILED, false), "seed " + seed + program);
      assertEquals(copied, run(program, EngineKind.COMPILED, true), "seed " + seed + program);
      assertTrue(!copied.contains("error"), () -> copied + program);
      lines += (int) copied.lines().count();
    }
    assertTrue(lines > 20 * PROGRAMS, "the programs print too little");
  }

  private static String run(String program, EngineKind kind, boolean redefinable) {
    return DeepStack.call(() -> {
      StringBuilder output = new StringBuilder();
      Engine engine = new Engine(kind, redefinable, output::append);
      Compilation compilation = engine.compile(new SourceFile("<test>", program), InputMode.FILE);
      if (compilation.unit().isEmpty()) {
        return "error " + compilation.diagnostics();
      }
      Outcome outcome = engine.run(compilation.unit().get(), Optional.empty());
      return outcome instanceof Outcome.Success ? output.toString() : output + "error " + outcome;
    });
  }
}
