package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Top-level variables that are changed in place while functions are called: nothing is copied where
 * no function changes the variable, and everything is as if it were where one does.
 */
class TopLevelChangesTest {
  private static final int ELEMENTS = 20_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Without a loop, top-level code of a session is left to the interpreter. */
  private static final String LOOP = "for (var i: number = 0; i < 1; i++) {} ";

  private static final String FUNCTIONS =
      """
      fn next(x: number) -> number { return x + 1; }
      fn isLast(x: number, all: number[]) -> bool { return len(all) == 0 || all[len(all) - 1] < x; }
      trait Growing { fn more(self: number) -> number; }
      impl Growing for number { fn more(self: number) -> number { return self + 1; } }
      """;

  /** To copy what there is for each element would take 8 bytes for each pair of elements. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.push(next(i));",
        "a.push(i.more());",
        "a = concat(a, [next(i)]);",
        "if (isLast(i, a)) { a.push(i); }",
        "m[0].push(next(i));",
        "a.push(map([i], next)[0]);"
      })
  void growingTakesSpaceForTheElementsOnly(String statement) {
    String loop = "for (var i: number = 0; i < " + ELEMENTS + "; i++) { " + statement + " }";
    long bytes = DeepStack.call(() -> allocated(loop + " len(a) + len(m[0])"));
    assertTrue(bytes < 1000L * ELEMENTS, () -> bytes / ELEMENTS + " bytes for each element");
  }

  private static long allocated(String input) {
    EngineSession session = new EngineSession(EngineKind.COMPILED);
    session.evalHere(FUNCTIONS);
    session.evalHere("var a: number[] = []; var m: number[][] = [[]];");
    long before = THREADS.getCurrentThreadAllocatedBytes();
    assertEquals("" + ELEMENTS, session.evalHere(input));
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          var a = [1]; fn f() -> number { a.push(9); return 2; } a.push(f()); a | [1, 2]
          var a = [1]; fn f() -> number { a.push(9); return 2; } ~ a.push(f()); a | [1, 2]
          var a = [1]; fn f() -> number { a[0] = 9; return 2; } ~ [a, [f()]] | [[1], [2]]
          var a = [1]; fn f() -> number { a = [5]; return 2; } ~ a.push(f()); a | [1, 2]
          var a = [[1]]; fn f() -> number { a[0].push(9); return 2; } ~ a[0].push(f()); a | [[1, 2]]
          var a = [1]; fn f(x: number[]) -> number { a[0] = 9; return x[0]; } ~ f(a) | 1
          var a = [1]; fn g() -> void { a[0] = 9; } fn f(x: number[]) -> number { g(); return x[0]; } ~ f(a) | 1
          var a = [1]; fn f() -> number { a.push(9); return 2; } ~ let a = [3]; ~ a.push(f()); a | [3, 2]
          var a = [1]; ~ fn f() -> number { a.push(9); return 2; } let a = [3]; a.push(f()); a | [3, 2]
          let a = [1]; fn f() -> number[] { return a; } ~ let b = f(); a.push(f()[0]); [a, b] | [[1, 1], [1]]
          let a = [1]; let b = a; fn f() -> number { return len(b); } ~ a.push(f()); [a, b] | [[1, 1], [1]]
          var a = [1]; fn f(g: () -> number) -> number { return g(); } ~ fn h() -> number { a.push(9); return 2; } a.push(f(h)); a | [1, 2]
          var a = [1]; fn f(x: number[]) -> number[] { x.push(9); return x; } ~ let c = f(a); [a, c] | [[1], [1, 9]]
          var a = [1]; fn f(x: number[]) -> number[] { return x; } ~ let c = f(a); a.push(2); [a, c] | [[1, 2], [1]]
          """)
  void whatFunctionsChangeIsNotSeen(String inputs, String answer) {
    for (EngineKind kind : EngineKind.values()) {
      EngineSession session = new EngineSession(kind);
      String last =
          Arrays.stream(inputs.split("~"))
              .map(input -> session.eval(LOOP + input))
              .toList()
              .getLast();
      assertEquals(answer, last, () -> kind + ": " + inputs);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aModuleMayChangeWhatItExports(EngineKind kind) {
    String module =
        """
        for (var i: number = 0; i < 1; i++) {}
        export var a: number[] = [1];
        export fn f(x: number[]) -> number { a[0] = 9; return x[0]; }
        """;
    EngineSession session = new EngineSession(kind, new MemoryFiles(Map.of("m.atl", module)));
    session.eval("import { a, f } from \"./m\";");
    assertEquals("1", session.eval(LOOP + "f(a)"));
    assertEquals("[9]", session.eval("a"));
  }
}
