package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
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
      trait Listing { fn last(self: number[]) -> number; }
      impl Listing for array { fn last(self: number[]) -> number { return self[len(self) - 1]; } }
      fn at(all: number[], i: number) -> number { return all[i]; }
      fn size(m: HashMap<number, number>) -> number { return hashMapSize(m); }
      fn even(x: number) -> bool { return x % 2 == 0; }
      fn check(x: number) -> Result<number, string> {
        if (even(x)) { return Err("even"); }
        return Ok(x);
      }
      """;

  private static final String VARIABLES =
      """
      var a: number[] = []; var m: number[][] = [[]];
      var h: HashMap<number, number> = hashMapNew(); var q = queueNew();
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
    session.evalHere(VARIABLES);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    assertEquals("" + ELEMENTS, session.evalHere(input));
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /** In a function, and at top level while there is a function that changes the variables. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "a.push(next(i));",
        "a.push(i); a[i] = at(a, i);",
        "a.push(i); a[at(a, i)] = a[next(i) - 1];",
        "a.push(i); a[i] = a.last();",
        "a.push(i); let f = at; a[i] = f(a, i);",
        "a = concat(a, [next(i)]);",
        "if (isLast(i, a)) { a.push(i); }",
        "a.push(i); a.push(a[i] + next(i)); a.pop();",
        "m[0].push(i); m[next(-1)][at(m[0], i)] = m[at(m[0], 0)][next(i) - 1];",
        "if (i == 0) { a.push(i); } m[next(-1)].push(i); a[0] = at(m[0], i);",
        "m.push([i]); m[next(i)][0] = at(m[next(i)], 0); a.push(i);",
        "hashMapPut(h, i, size(h)); a.push(i);",
        "if (!hashMapHas(h, next(i))) { hashMapPut(h, next(i), size(h)); a.push(i); }",
        "queueEnqueue(q, next(i)); a.push(queueSize(q));",
        "for x in a { if (x > 3) { break; } } a.push(i);",
        "for x in m[0] { if (x > 3) { break; } } m[0].push(i);",
        "a.push(match a { [x] => x, [x, y] => x + y, _ => 0 });",
        "a.push(i); if (some(a, even)) { a[i] = findIndex(a, even); }"
      })
  void changesTakeSpaceForTheElementsOnly(String statement) {
    String loop = "for (var i: number = 0; i < " + ELEMENTS + "; i++) { " + statement + " }";
    String size = " max(len(a), len(m[0]))";
    String function = "fn run() -> void { " + loop + " } run();" + size;
    String topLevel =
        "fn other() -> void { a = []; m = []; h = hashMapNew(); q = queueNew(); }" + loop + size;
    for (String input : new String[] {function, topLevel}) {
      long bytes = DeepStack.call(() -> allocated(input));
      assertTrue(
          bytes < 1000L * ELEMENTS, () -> bytes / ELEMENTS + " bytes for each element: " + input);
    }
  }

  /** A program knows what the calls in the loop change. */
  @Test
  void goingThroughAnArrayWithCallsSharesNothing() {
    String program =
        FUNCTIONS
            + VARIABLES
            + """
            fn isNew(x: number) -> bool {
              for y in a { if (next(y) == x) { continue; } if (y > 3) { break; } }
              return true;
            }
            fn run() -> void {
              for (var i: number = 0; i < 20000; i++) {
                for y in a { if (!isNew(y) || y > 3) { break; } }
                if (isNew(i)) { a.push(i); }
              }
            }
            run();
            """;
    long bytes =
        DeepStack.call(() -> {
          long before = THREADS.getCurrentThreadAllocatedBytes();
          EngineSession.run(program, EngineKind.COMPILED, false);
          return THREADS.getCurrentThreadAllocatedBytes() - before;
        });
    assertTrue(bytes < 3000L * ELEMENTS, () -> bytes / ELEMENTS + " bytes for each element");
  }

  /** A loan is given back where the function is left in the middle of an expression, too. */
  @Test
  void failingInBetweenTakesNoSpace() {
    String input =
        """
        fn get(i: number) -> Result<number, string> { return Ok(at(a, check(i)?)); }
        fn run() -> void {
          for (var i: number = 0; i < 20000; i++) { a.push(i); get(i); }
        }
        run(); len(a)
        """;
    long bytes = DeepStack.call(() -> allocated(input));
    assertTrue(bytes < 1000L * ELEMENTS, () -> bytes / ELEMENTS + " bytes for each element");
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
          var k = [[0]]; var a = [[1]]; fn f() -> number { k = a; return 2; } ~ a[0].push(f()); [a, k] | [[[1, 2]], [[1]]]
          var k = [0]; var a = [[1], [2]]; fn f() -> number { k = a.pop(); return 0; } ~ a[1].push(f()); [a, [k]] | AT0006
          var a = [1]; fn g(x: number) -> number { return x; } fn f(x: number[]) -> number { return g(0) + x[0]; } fn run() -> number { return f(a); } run() ~ fn g(x: number) -> number { a[0] = 9; return x; } [run(), a[0]] | [1, 9]
          var a = [1]; fn g() -> number { return 2; } fn run() -> number[] { a.push(g()); return a; } run() ~ fn g() -> number { a[0] = 9; return 3; } run() | [1, 2, 3]
          var a = [1]; fn g() -> number { return 0; } fn run() -> number { return a[g()]; } run() ~ fn g() -> number { a[0] = 9; return 0; } [run(), a[0]] | [1, 9]
          var a = [1]; fn g() -> number { return 0; } fn run(f: (number[]) -> number) -> number { return f(a); } ~ fn f(x: number[]) -> number { a = [5]; return x[0]; } [run(f), a[0]] | [1, 5]
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
