package atlas.profiler;

import atlas.profiler.generator.ProgramGenerator;
import atlas.vm.codegen.SizeLimits;
import atlas.vm.engine.DeepStack;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Code that is divided into many methods and classes shows and counts the same as in one piece:
 * ordinary programs under limits so low that nearly every statement is a method of its own.
 */
final class DividedCodeTest {
  private static final List<SizeLimits> LIMITS =
      List.of(new SizeLimits(1, 1, 30), new SizeLimits(20, 12, 60));

  @TestFactory
  Stream<DynamicTest> conformancePrograms() throws IOException {
    return ConformanceProfileTest.programs().stream()
        .filter(DividedCodeTest::runs)
        .map(program -> DynamicTest.dynamicTest(program, () -> check(program, LIMITS.getFirst())));
  }

  @TestFactory
  Stream<DynamicTest> benchPrograms() {
    return LIMITS.stream()
        .flatMap(limits ->
            BenchPrograms.names().stream()
                .map(name ->
                    DynamicTest.dynamicTest(
                        name + " " + limits, () -> check(BenchPrograms.small(name), limits))));
  }

  @TestFactory
  Stream<DynamicTest> generatedPrograms() {
    return LongStream.range(0, 100)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> check(ProgramGenerator.program(seed), LIMITS.get((int) seed % 2))));
  }

  private static void check(String program, SizeLimits limits) {
    Runs.assertAgree(program, limits);
    Runs.assertContextsAgree(program, limits);
  }

  static boolean runs(String program) {
    return DeepStack.call(() ->
        new Engine(EngineKind.COMPILED, false, _ -> {})
            .compile(new SourceFile("test.atl", program), InputMode.FILE)
            .unit()
            .isPresent());
  }
}
