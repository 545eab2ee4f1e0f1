package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.analysis.FunctionTotals;
import atlas.profiler.model.FunctionProfile;
import atlas.profiler.model.LineProfile;
import atlas.profiler.model.OpcodeCount;
import atlas.profiler.model.Profile;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts that can be worked out by hand. */
final class ClosedFormTest {
  private static final String FIB =
      """
      fn fib(n: number) -> number {
          if (n < 2) {
              return n;
          }
          return fib(n - 1) + fib(n - 2);
      }
      fib(20);
      """;

  private static FunctionProfile function(Profile profile, String name) {
    return profile.functions().stream()
        .filter(f -> f.id().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static LineProfile line(Profile profile, int number) {
    return profile.lines().stream().filter(l -> l.line() == number).findFirst().orElseThrow();
  }

  private static long opcode(Profile profile, String name) {
    return profile.opcodes().stream()
        .filter(o -> o.name().equals(name))
        .mapToLong(OpcodeCount::count)
        .sum();
  }

  @Test
  void recursion() {
    Profile profile = Runs.profile(FIB);
    assertEquals(21_891, profile.totals().calls());
    assertEquals(21_891, function(profile, "fib").calls());
    assertEquals(1, function(profile, "<main>").calls());
    assertEquals(21, profile.totals().maxDepth());
    assertEquals(21_891, line(profile, 2).hits());
    assertEquals(10_946, line(profile, 3).hits());
    assertEquals(10_945, line(profile, 5).hits());
    assertEquals(21_891, opcode(profile, "Call"));
    assertEquals(21_891, opcode(profile, "Return"));
    assertEquals(21_891, opcode(profile, "Less"));
    assertEquals(1, opcode(profile, "Halt"));
  }

  /** With contexts all totals are known, without them those of some functions. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        FIB,
        """
        fn ack(m: number, n: number) -> number {
          if (m == 0) { return n + 1; }
          if (n == 0) { return ack(m - 1, 1); }
          return ack(m - 1, ack(m, n - 1));
        }
        ack(2, 3);
        """,
        """
        fn even(n: number) -> bool { if (n == 0) { return true; } return odd(n - 1); }
        fn odd(n: number) -> bool { if (n == 0) { return false; } return even(n - 1); }
        even(100); odd(11);
        """
      })
  void noTotalOfRecursionIsMoreThanTheWhole(String program) {
    for (Profile profile :
        List.of(
            Runs.profile(program), Runs.profile(program, RunOptions.DEFAULT.withContexts(true)))) {
      FunctionTotals totals = FunctionTotals.of(profile);
      long whole = profile.totals().instructions();
      for (FunctionProfile function : profile.functions()) {
        long total = totals.of(function.id()).orElse(function.instructions());
        assertTrue(total >= function.instructions() && total <= whole, function.toString());
        if (function.id().isMain()) {
          assertEquals(whole, totals.of(function.id()).orElseThrow());
        }
        if (!profile.details().contexts().isEmpty()) {
          assertTrue(totals.of(function.id()).isPresent(), function.toString());
        }
      }
    }
  }

  @Test
  void ackermann() {
    Profile profile =
        Runs.contexts(
                atlas.vm.engine.EngineKind.COMPILED,
                """
                fn ack(m: number, n: number) -> number {
                  if (m == 0) { return n + 1; }
                  if (n == 0) { return ack(m - 1, 1); }
                  return ack(m - 1, ack(m, n - 1));
                }
                print(ack(2, 3) + ack(3, 3));
                """)
            .profile();
    // Calls of A(2,n): 2n^2+7n+5; of A(3,n): (128*4^n - 120*2^n + 9n + 37)/3.
    assertEquals(44 + 2_432, profile.totals().calls());
    assertEquals(2, profile.details().contexts().nodes().size());
    assertEquals(profile.totals().instructions(), profile.details().contexts().totals()[0]);
  }

  @Test
  void loops() {
    Profile profile =
        Runs.profile(
            """
            fn run(n: number) -> number {
                var s: number = 0;
                var i: number = 0;
                while (i < n) {
                    for (var j: number = 0; j < 3; j++) {
                        s = s + 1;
                    }
                    i++;
                }
                return s;
            }
            run(10);
            run(5);
            """);
    assertEquals(2, function(profile, "run").calls());
    assertEquals(2, line(profile, 2).hits());
    assertEquals(15 + 2, line(profile, 4).hits());
    assertEquals(15 * 4, line(profile, 5).hits());
    assertEquals(15 * 3, line(profile, 6).hits());
    assertEquals(15, line(profile, 8).hits());
    assertEquals(15 + 15 * 3, opcode(profile, "Loop"));
    assertEquals(2, profile.totals().maxDepth());
  }

  @Test
  void callbacksOfTheLibraryAreCalls() {
    Profile profile =
        Runs.profile(
            """
            fn twice(n: number) -> number { return n * 2; }
            map([1, 2, 3, 4], twice);
            """);
    assertEquals(4, profile.totals().calls());
    assertEquals(4, opcode(profile, "Mul"));
    assertEquals(1, opcode(profile, "Call"));
    assertEquals(2, profile.totals().maxDepth());
  }

  @Test
  void closuresAreCountedWhereTheyAreDeclared() {
    Profile profile =
        Runs.profile(
            """
            fn make(k: number) -> (number) -> number {
                fn add(n: number) -> number {
                    return n + k;
                }
                return add;
            }
            let f: (number) -> number = make(1);
            let g: (number) -> number = make(2);
            f(1) + f(2) + g(3);
            """);
    assertEquals(3, function(profile, "add").calls());
    assertEquals(2, function(profile, "make").calls());
    assertEquals(3, line(profile, 3).hits());
  }

  @Test
  void aFailureCountsTheInstructionsBegunInItsBlock() {
    Profile profile =
        Runs.profile(
            """
            fn f(a: number, b: number) -> number {
                return a + 1 / (a - b) * 7;
            }
            fn g(a: number) -> number {
                return f(a, a) * 2 + 3;
            }
            g(5);
            """);
    assertEquals("AT0005", profile.stopped().orElseThrow().code().orElseThrow());
    assertEquals(2, profile.stopped().orElseThrow().line());
    assertEquals(1, opcode(profile, "Sub"));
    assertEquals(1, opcode(profile, "Div"));
    assertEquals(0, opcode(profile, "Mul"));
    assertEquals(0, opcode(profile, "Add"));
    assertEquals(0, opcode(profile, "Return"));
    assertEquals(2, opcode(profile, "Call"));
    assertEquals(3, profile.totals().maxDepth());
  }

  @Test
  void nothingButTheEndOfTheProgramIsExecutedInAnEmptyOne() {
    Profile profile = Runs.profile("");
    assertEquals(1, opcode(profile, "Halt"));
    assertEquals(0, profile.totals().calls());
    assertEquals(1, profile.totals().maxDepth());
  }

  @Test
  void unexecutedArmsAreListed() {
    Profile profile =
        Runs.profile(
            """
            fn f(n: number) -> number {
                if (n > 0) {
                    return 1;
                }
                return 2;
            }
            f(1);
            """);
    assertTrue(line(profile, 3).isExecuted());
    assertTrue(!line(profile, 5).isExecuted());
  }
}
