package atlas.vm.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import atlas.vm.bytecode.Instruction.Use;
import atlas.vm.source.SourceFile;
import atlas.vm.syntax.InputMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Expressions that look at a top-level variable while a function changes it, shares it or takes
 * something out of it: each sees the value from before.
 */
class LoansTest {
  private static final String DECLARATIONS =
      """
      var a = [1, 2]; var m = [[1], [2]]; var keep: number[] = []; var keepAll: number[][] = [];
      fn set() -> number { a[0] = 9; return 0; }
      fn push() -> number { a.push(9); return 0; }
      fn renew() -> number { a = [7, 7]; return 0; }
      fn alias() -> number { keep = a; return 0; }
      fn aliasAll() -> number { keepAll = m; return 0; }
      fn setRow() -> number { m[0][0] = 9; return 0; }
      fn pushRow() -> number { m[0].push(9); return 0; }
      fn takeLast() -> number { keep = m.pop(); return 1; }
      fn takeFirst() -> number { keep = m.shift(); m = [[5], [6]]; return 0; }
      fn read(x: number[], n: number) -> number[] { return [x[0], len(x), n]; }
      fn readAll(x: number[][], n: number) -> number[] { return [x[0][0], len(x), len(x[0]), n]; }
      fn during(x: number[], f: () -> number) -> number[] { f(); return [x[0], len(x)]; }
      fn twice(x: number[], f: () -> number) -> number[] { return during(x, f); }
      fn deep(n: number) -> number[] { if (n == 0) { return during(a, set); } return read(a, deep(n - 1)[0]); }
      fn grow(x: number[], f: () -> number) -> number[] { x.push(3); f(); return x; }
      fn id(x: number[]) -> number[] { return x; }
      fn failing(x: number[]) -> Result<number, string> { set(); return Err("no"); }
      fn up(x: number[]) -> Result<number, string> { return Ok(x[failing(a)?]); }
      fn changing(x: number) -> bool { set(); a[1] = 9; return x == 2; }
      fn goThrough() -> number { var s = 0; for x in a { set(); s = s + x; if (x == 2) { push(); } } return s; }
      fn goThroughItself() -> number { var s = 0; for x in a { a = [5, 6]; a[1] = 2; s = s + x; } return s; }
      fn goThroughCopy() -> number {
        var s = 0;
        for x in a { let b = a; b[1] = 9; alias(); s = s + x; if (s > 1) { for y in keep { s = s + y; } set(); for z in a { if (z < 9) { s = s + z * 2; } } } }
        return s;
      }
      fn goThroughMoved(b: number[]) -> number {
        var c = concat(b, []);
        var s = 0;
        for x in c { s = s + x; if (x == 1) { let d = c; d[1] = 50; } }
        return s;
      }
      fn matchWhole() -> number[] { let b = a; return match b { v => v.push(4) }; }
      fn closure() -> () -> number { let b = a; fn get() -> number { b[0] = 4; a[0] = 5; return b[0]; } return get; }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          read(a, set()) | [1, 2, 0] [9, 2] []
          read(a, push()) | [1, 2, 0] [1, 2, 9] []
          read(a, renew()) | [1, 2, 0] [7, 7] []
          [a[0], a[set()], a[0]] | [1, 1, 9] [9, 2] []
          a[renew()] | 1 [7, 7] []
          [during(a, set), during(a, push)] | [[1, 2], [9, 2]] [9, 2, 9] []
          twice(a, set) | [1, 2] [9, 2] []
          deep(3) | [1, 2, 1] [9, 2] []
          grow(a, set) | [1, 2, 3] [9, 2] []
          grow(a, alias) | [1, 2, 3] [1, 2] [1, 2]
          a.push(set()) | [1, 2, 0] [1, 2, 0] []
          a.push(push()) | [1, 2, 0] [1, 2, 0] []
          a.push(renew()) | [1, 2, 0] [1, 2, 0] []
          a.push(alias()) | [1, 2, 0] [1, 2, 0] [1, 2]
          a.push(a.push(set())[0]) | [1, 2, 1] [1, 2, 1] []
          a.push(during(a, set)[0]) | [1, 2, 1] [1, 2, 1] []
          a.push(a.pop() + set()) | [1, 2, 2] [1, 2, 2] []
          unshift(a, set()) | [0, 1, 2] [0, 1, 2] []
          concat(a, [set()]) | [1, 2, 0] [9, 2] []
          concat(a, grow(a, set)) | [1, 2, 1, 2, 3] [9, 2] []
          arrayIncludes(a, 1 + set()) | true [9, 2] []
          arrayIncludes(a, 9 + set()) | false [9, 2] []
          read(a, match set() { 1 => 1, n => n }) | [1, 2, 0] [9, 2] []
          match a { [x, y] => [x, y, set()], _ => [] } | [1, 2, 0] [9, 2] []
          match a { [_, _] if set() == 1 => 0, [x, _] => x, _ => 2 } | 1 [9, 2] []
          a == [1 + set(), 2] | true [9, 2] []
          a == grow(a, set) | false [9, 2] []
          len(id(a)) + set() + id(a)[0] | 11 [9, 2] []
          [id(a), [set()], id(a)] | [[1, 2], [0], [9, 2]] [9, 2] []
          up(a) | Err(no) [9, 2] []
          read(a, closure()()) | [1, 2, 4] [5, 2] []
          findIndex(a, changing) | 1 [9, 9] []
          find(a, changing) | 2 [9, 9] []
          some(a, changing) | true [9, 9] []
          goThrough() | 3 [9, 2, 9] []
          goThroughItself() | 3 [5, 2] []
          goThroughCopy() | 10 [9, 2] [1, 2]
          goThroughMoved([1, 2]) | 3 [1, 2] []
          matchWhole() | [1, 2, 4] [1, 2] []
          match a { v if v.push(3) == a => 0, v => v[0] + len(v) } | 3 [1, 2] []
          match a { v if len(a.push(3)) == 2 => 0, v => v[0] + len(v) } | 3 [1, 2, 3] []
          match m { [[x], y] if setRow() == 1 => x + y[0], [v, _] => v[0], _ => 0 } | 1 [1, 2] []
          """)
  void aChangeMeanwhileIsNotSeen(String expression, String answer) {
    compare(expression, "a, keep", answer);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          readAll(m, setRow()) | [1, 2, 1, 0] [[9], [2]] []
          readAll(m, pushRow()) | [1, 2, 1, 0] [[1, 9], [2]] []
          readAll(m, takeLast()) | [1, 2, 1, 1] [[1]] []
          readAll(m, aliasAll() + setRow()) | [1, 2, 1, 0] [[9], [2]] [[1], [2]]
          read(m[0], setRow()) | [1, 1, 0] [[9], [2]] []
          read(m[1], takeLast()) | [2, 1, 1] [[1]] []
          during(m[0], setRow) | [1, 1] [[9], [2]] []
          during(m[0], takeFirst) | [1, 1] [[5], [6]] []
          m[0][setRow()] | 1 [[9], [2]] []
          m[setRow()][0] | 1 [[9], [2]] []
          m[aliasAll()][setRow()] | 1 [[9], [2]] [[1], [2]]
          m[0].push(setRow()) | [1, 0] [[1, 0], [2]] []
          m[0].push(pushRow()) | [1, 0] [[1, 0], [2]] []
          m[0].push(aliasAll()) | [1, 0] [[1, 0], [2]] [[1], [2]]
          m[0].push(takeFirst()) | [1, 0] [[1, 0], [6]] []
          m.push([aliasAll()]) | [[1], [2], [0]] [[1], [2], [0]] [[1], [2]]
          m.push([setRow()]) | [[1], [2], [0]] [[1], [2], [0]] []
          m[0].push(len(m.push(m[0]))) | [1, 3] [[1, 3], [2], [1]] []
          """)
  void norIsAChangeOfAnElement(String expression, String answer) {
    compare(expression, "m, keepAll", answer);
  }

  /** The value of an expression in a function and at top level, and the variables after it. */
  private static void compare(String expression, String variables, String answer) {
    String after =
        "print(str(v) + \" \" + str(" + variables.replace(", ", ") + \" \" + str(") + "));";
    String statements = "let v = " + expression + "; " + after;
    String loop = "for (var i: number = 0; i < 1; i++) { " + statements + " }";
    String function = "fn run() -> void { " + statements + " } run();";
    for (EngineKind kind : EngineKind.values()) {
      for (String input : new String[] {loop, function}) {
        EngineSession session = new EngineSession(kind);
        session.eval(DECLARATIONS);
        String printed = session.eval(input).lines().findFirst().orElse("");
        assertEquals(answer, printed, () -> kind + ": " + input);
        assertEquals(
            answer + "\n",
            EngineSession.run(DECLARATIONS + input, kind, false),
            () -> kind + ": program " + input);
      }
    }
  }

  /** A program knows all its functions, and which variables they may change. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          fn f(x: number[]) -> number { return x[0]; } fn run() -> void { a[0] = f(a); } | 0
          fn f(x: number) -> number { return x; } fn run() -> void { a.push(f(a[f(0)])); a = concat(a, [f(1)]); } | 0
          fn f(x: number[]) -> number { b[0] = 1; return x[0]; } fn run() -> void { a[0] = f(a); } | 0
          fn f(x: number[]) -> number { a[0] = 1; return x[0]; } fn run() -> void { f(a); f(b); } | 1
          fn g() -> void { a[0] = 1; } fn f(x: number[]) -> number { g(); return x[0]; } fn run() -> void { f(a); f(b); } | 1
          fn f(x: number[], n: number) -> number { if (n > 0) { return g(n - 1); } return 0; } fn g(n: number) -> number { a.push(n); return f(b, n); } fn run() -> void { f(a, 1); } | 1
          fn f(x: number[], g: () -> void) -> number { g(); return x[0]; } fn h() -> void {} fn run() -> void { a = []; f(a, h); } | 0
          fn f(x: number[], g: () -> void) -> number { g(); return x[0]; } fn h() -> void { a = []; } fn run() -> void { f(a, h); f(b, h); } | 1
          fn f(x: number[]) -> number { map(x, h); return x[0]; } fn h(n: number) -> number { a = []; return n; } fn run() -> void { f(a); f(b); } | 1
          fn f(x: number[]) -> number { fn h() -> void { a = []; } h(); return x[0]; } fn run() -> void { f(a); f(b); } | 1
          fn f(x: number[]) -> number { let y = x; fn h() -> number { a = []; return y[0]; } return h(); } fn run() -> void { f(a); f(b); } | 1
          fn f(n: number) -> number { b[0] = n; return n; } fn run() -> void { m[f(0)].push(f(1)); a.push(b[f(0)]); a = [m[0][f(0)]]; } | 1
          """)
  void aProgramLendsOnlyWhatMayChange(String functions, int loans) {
    String text =
        "var a = [1]; var b = [2]; var m = [[1]]; fn other() -> void { a = b; b = a; m = []; }"
            + functions
            + " run(); other();";
    Engine engine = new Engine(EngineKind.COMPILED, false, _ -> {});
    Compilation compilation = engine.compile(new SourceFile("<test>", text), InputMode.FILE);
    long lent =
        compilation.unit().orElseThrow().code().codes().stream()
            .flatMap(code -> code.instructions().stream())
            .filter(in -> in.use() == Use.LEND)
            .count();
    assertEquals(loans, lent);
  }
}
