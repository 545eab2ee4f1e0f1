package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.Runs.Counted;
import atlas.profiler.generator.ProgramGenerator;
import atlas.profiler.model.Profile;
import atlas.vm.engine.EngineKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The first promise of the profiler, as a test: the counts of compiled code with counters on a few
 * edges are those of the interpreter, which counts every instruction one by one. For every
 * location, opcode, line and function, for calls and depths; and all ways of running show the same.
 */
final class ExactnessTest {
  private static final int PROGRAMS = 200;

  @TestFactory
  Stream<DynamicTest> benchPrograms() {
    return BenchPrograms.names().stream()
        .map(name ->
            DynamicTest.dynamicTest(
                name,
                () -> {
                  Counted run = Runs.assertAgree(BenchPrograms.small(name));
                  assertTrue(run.shown().output().startsWith(name + " "));
                  assertTrue(run.profile().stopped().isEmpty());
                }));
  }

  @TestFactory
  Stream<DynamicTest> writtenPrograms() throws IOException {
    Path directory = Path.of(System.getProperty("atlas.root"), "repl/src/test/resources/programs");
    List<Path> programs;
    try (Stream<Path> files = Files.list(directory)) {
      // The one that does not compile is about its diagnostics.
      programs =
          files.filter(f -> f.toString().endsWith(".at") && !f.endsWith("unsound.at")).toList();
    }
    return programs.stream()
        .map(file ->
            DynamicTest.dynamicTest(
                file.getFileName().toString(),
                () ->
                    assertFalse(
                        Runs.assertAgree(Files.readString(file)).shown().output().isEmpty())));
  }

  @TestFactory
  Stream<DynamicTest> generatedPrograms() {
    return LongStream.range(0, PROGRAMS)
        .mapToObj(seed ->
            DynamicTest.dynamicTest(
                "seed " + seed,
                () -> {
                  String program = ProgramGenerator.program(seed);
                  try {
                    Runs.assertAgree(program);
                  } catch (AssertionError | RuntimeException e) {
                    throw new AssertionError("seed " + seed + "\n" + program, e);
                  }
                }));
  }

  @Test
  void generatedProgramsBothSucceedAndFail() {
    Set<String> ends = new HashSet<>();
    for (long seed = 0; seed < PROGRAMS; seed++) {
      String end = Runs.plain(ProgramGenerator.program(seed)).end();
      ends.add(end.substring(0, end.indexOf(' ')));
    }
    for (String end : new String[] {"value", "AT0001", "AT0005", "AT0006", "AT0007", "AT0103"}) {
      assertTrue(ends.contains(end), end + " is not among " + ends);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void countsAreTheSameInEveryRun(long seed) {
    String program = ProgramGenerator.program(seed);
    String first = Runs.json(Runs.profile(program));
    for (int run = 0; run < 20; run++) {
      assertEquals(first, Runs.json(Runs.profile(program)));
    }
  }

  @Test
  void stackOverflowIsCountedAlike() {
    Counted run =
        Runs.assertAgree(
            """
            var depth: number = 0;
            fn down(n: number) -> number {
                depth = n;
                return down(n + 1) + 1;
            }
            down(1);
            """);
    Profile profile = run.profile();
    assertEquals("AT0008", profile.stopped().orElseThrow().code().orElseThrow());
    assertTrue(profile.totals().calls() >= 10_000);
    assertEquals(profile.totals().calls() + 1, profile.totals().maxDepth());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fn f(n: number) -> number { return 1 + 10 / n; } map([2, 1, 0, 5], f);",
        "fn f(n: number) -> number { return [1, 2][n]; } sort([3, 1, 2], f2);"
            + " fn f2(a: number, b: number) -> number { return f(a) - b; }",
        "fn f<T>(x: T) -> number { return match x { 1 => 2, \"a\" => 3 }; } f(1); f(\"a\"); f(9);",
        "while (true) { let a: number[] = []; a.pop(); }",
        "fn g() -> number { fn late() -> number { return h(); } let x: number = late();"
            + " fn h() -> number { return x; } return 1; } g();",
        "var s: number = 0; for x in [1, 2, 3] { if (x == 2) { continue; } s = s + 6 / (3 - x); }",
        "fn a(n: number) -> bool { if (n == 0) { return 1 / n > 0; } return b(n - 1); }"
            + " fn b(n: number) -> bool { return n > 90 || !a(n - 1) && true; } a(21);",
      })
  void errorsInOddPlaces(String program) {
    assertTrue(Runs.assertAgree(program).profile().stopped().isPresent());
  }

  // More branches than a loop has counters in JVM locals: the others are in memory.
  @ParameterizedTest
  @ValueSource(ints = {0, 77})
  void loopsOfManyBranches(int divisor) {
    String branches =
        IntStream.rangeClosed(2, 30)
            .mapToObj(k ->
                "if (i %% %d == 0) { t = t + %d; if (t > %d) { t = t - 90; continue; } }"
                    .formatted(k, k, 100 * k))
            .collect(Collectors.joining("\n"));
    Counted run =
        Runs.assertAgree(
            """
            fn f(n: number) -> number {
                var t: number = 0;
                for (var i: number = 1; i < n; i++) {
                    %s
                    t = t + 1 / (i - %d);
                }
                return t;
            }
            f(50);
            f(200);
            """
                .formatted(branches, divisor));
    assertEquals(divisor > 0, run.profile().stopped().isPresent());
  }

  @Test
  void interpretedProfilesHoldTheirSumsToo() {
    Profile profile = Runs.counted(EngineKind.INTERPRETER, BenchPrograms.small("fib")).profile();
    assertTrue(profile.totals().instructions() > 1_000);
  }
}
