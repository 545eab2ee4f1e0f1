package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Arrays that are handed to functions which change them and give them back: nothing is copied if
 * the caller puts the result in the array's place.
 */
class MovedArgumentsTest {
  private static final int ELEMENTS = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final String FUNCTIONS =
      """
      fn set(a: number[], i: number) -> number[] { a[i] = i; return a; }
      fn push(a: number[], x: number) -> number[] { a.push(x); return a; }
      fn setFirst(a: number[]) -> number[] { var b = a; b[0] = len(b); return b; }
      fn through(a: number[], x: number) -> number[] { return push(a, x); }
      fn further(a: number[], x: number) -> number[] { let b = through(a, x); return setFirst(b); }
      fn maybe(a: number[], x: number) -> number[] {
        if (len(a) > x) { return a; }
        return push(a, len(a));
      }
      fn smaller(a: number[], x: number) -> number[] {
        if (a[len(a) - 1] > x) { return []; }
        return a;
      }
      fn call(f: (number[], number) -> number[], a: number[], x: number) -> number[] {
        return f(a, x);
      }
      fn put(m: HashMap<number, number>, k: number) -> HashMap<number, number> {
        hashMapPut(m, k, hashMapSize(m));
        return m;
      }
      fn pushRow(r: number[][], x: number) -> number[][] { r[0].push(x); return r; }
      fn down(a: number[], n: number) -> number[] {
        if (n == 0) { return a; }
        return down(push(a, n), n - 1);
      }
      fn known(a: number[], x: number) -> number { if (len(a) < 0) { a.push(x); } return x; }
      """;

  private static final String VARIABLES =
      """
      var a: number[] = []; var m: HashMap<number, number> = hashMapNew(); var r: number[][] = [[]];
      """;

  /** To copy what there is for each element would take 8 bytes for each pair of elements. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a = push(a, i);",
        "a = push(a, len(a));",
        "a = push(a, i); a = set(a, i);",
        "a = push(a, i); a = setFirst(a);",
        "a = through(a, i);",
        "a = further(a, len(a) + i);",
        "a = maybe(a, i);",
        "a = push(a, i); a = maybe(a, 0); a[0] = 2;",
        "a = smaller(push(a, i), i);",
        "a = call(push, a, i);",
        "a = call(through, a, i);",
        "let f = push; a = f(a, i);",
        "a = match i % 2 { 0 => push(a, i), _ => through(a, i) };",
        "let b = push(a, i); a = setFirst(b);",
        "m = put(m, i); a = push(a, hashMapSize(m));",
        "r = pushRow(r, i); a = push(a, len(r[0]));",
        "a = push(a, known([i], i));",
        "if (i % 1000 == 0) { a = down(a, 1000); }"
      })
  void handingAnArrayRoundCopiesNothing(String statement) {
    String loop = "for (var i: number = 0; i < " + ELEMENTS + "; i++) { " + statement + " }\n";
    String function = "fn run() -> number { " + VARIABLES + loop + "return len(a); }\n";
    String inSession = FUNCTIONS + function + "print(run());";
    String asProgram = FUNCTIONS + VARIABLES + loop + "print(len(a));";
    assertSparing(inSession, true);
    assertSparing(inSession, false);
    boolean throughValues = statement.contains("f(") || statement.contains("match");
    if (!throughValues) {
      assertSparing(asProgram, false);
    }
  }

  private static void assertSparing(String program, boolean redefinable) {
    long bytes =
        DeepStack.call(() -> {
          long before = THREADS.getCurrentThreadAllocatedBytes();
          String printed = EngineSession.run(program, EngineKind.COMPILED, redefinable);
          assertEquals(ELEMENTS + "\n", printed);
          return THREADS.getCurrentThreadAllocatedBytes() - before;
        });
    assertTrue(
        bytes < 2000L * ELEMENTS, () -> bytes / ELEMENTS + " bytes for each element: " + program);
  }
}
