package atlas.vm.engine;

import java.util.Random;

/**
 * Random programs in which functions hand arrays to each other: change them, keep parts of them,
 * give them back or fail, with variables that are read again afterwards or not.
 */
final class MovingPrograms {
  private static final int FUNCTIONS = 6;

  private static final String HELPERS =
      """
      var seen: number[] = []; var rows: number[][] = [];
      fn grow(x: number[], n: number) -> number[] { x.push(n); return x; }
      fn put(x: number[], n: number) -> number[] { if (n < len(x)) { x[n] = n + 5; } return x; }
      fn taken(x: number[], n: number) -> number[] { var y = x; y.push(n); return y; }
      fn maybe(x: number[], n: number) -> number[] { if (n > 1) { return x; } return [n]; }
      fn again(x: number[], n: number) -> number[] { return grow(x, len(x) + n); }
      fn both(x: number[], n: number) -> number[] { let y = grow(x, n); return concat(y, x); }
      fn down(x: number[], n: number) -> number[] { if (n <= 0) { return x; } return down(grow(x, n), n - 1); }
      fn remember(x: number[], n: number) -> number[] { seen = x; return grow(x, n); }
      fn peek(x: number[], n: number) -> number[] { x.push(n); print(seen); return x; }
      fn show(n: number) -> number { print(seen); print(rows); return n; }
      fn withRow(x: number[], r: number[][], n: number) -> number[][] { r[0].push(n); print(x); return r; }
      fn last(x: number[]) -> number { if (len(x) > 0) { return x[len(x) - 1]; } return 0; }
      fn row(r: number[][], n: number) -> number[] { if (n < len(r)) { return r[n]; } return [n]; }
      fn mark(r: number[][], n: number) -> number[][] { if (len(r) > 0) { r[0].push(n); } r.push([n]); return r; }
      fn setRow(r: number[][], x: number[]) -> number[][] { r.push(x); return r; }
      fn firstRow(r: number[][], n: number) -> number[] { let all = mark(r, n); return all[0]; }
      fn apply(f: (number[], number) -> number[], x: number[], n: number) -> number[] { return f(f(x, n), n); }
      fn later(x: number[], n: number) -> () -> number[] {
        fn get() -> number[] { x.push(n); return x; }
        return get;
      }
      fn checked(x: number[], n: number) -> Result<number[], string> { if (n == 3) { return Err("no"); } return Ok(grow(x, n)); }
      fn bad(x: number[], n: number) -> number[] { var y = grow(x, n); return [y[99]]; }
      fn attempt(x: number[], n: number) -> number[] {
        var y = x;
        fn fail() -> number[] { return bad(y, n); }
        assertThrows(fail);
        return grow(y, n);
      }
      """;

  private static final String[] ARRAYS = {
    "V",
    "V",
    "[N, N]",
    "grow(V, N)",
    "grow(V, last(V))",
    "put(V, N)",
    "put(V, len(V) - 1)",
    "taken(V, N)",
    "maybe(V, N)",
    "again(V, N)",
    "both(V, N)",
    "down(V, N)",
    "remember(V, N)",
    "row(R, N)",
    "row(R, last(V))",
    "firstRow(R, N)",
    "apply(grow, V, N)",
    "apply(G, V, N)",
    "later(V, N)()",
    "unwrap_or(Some(V), V)",
    "match V { [p, q] => grow(V, q), v => taken(v, N) }",
    "match N { 1 => V, _ => grow(V, N) }",
    "grow(grow(V, N), N)",
    "grow(E, last(E))",
    "concat(V, grow(V, N))",
    "slice(V, 0, 2)",
    "setRow(R, V)[0]",
    "attempt(V, N)",
    "G(V, N)",
    "G(E, last(V))"
  };

  private static final String[] TABLES = {
    "R",
    "R",
    "[E, E]",
    "mark(R, N)",
    "setRow(R, E)",
    "concat(R, [E])",
    "[V]",
    "mark(setRow(R, V), N)"
  };

  private static final String[] STATEMENTS = {
    "W = E;",
    "W = E;",
    "W = grow(W, N);",
    "W = put(W, len(W) - 1);",
    "W = taken(W, N);",
    "W = G(W, N);",
    "r = T;",
    "r = mark(r, N);",
    "r = setRow(r, W);",
    "W = put(W, len(W.push(N)) - 1);",
    "W = grow(W, W.pop() + 1); W.push(N);",
    "seen = peek(seen, N);",
    "seen = remember(seen, N);",
    "seen = grow(seen, show(N));",
    "rows = mark(rows, show(N));",
    "if (len(R) > 0) { R = withRow(R[0], R, N); }",
    "if (len(R) > 0) { R = withRow(grow(R[0], N), R, len(R)); }",
    "V.push(N);",
    "if (len(V) > 0) { V[0] = N; }",
    "if (len(R) > 0) { R[0].push(N); }",
    "if (len(R) > 0) { W = grow(R[0], N); }",
    "if (len(R) > 0) { print(R[0] == row(T, N)); }",
    "if (len(R) > 0) { print(concat(R[0], row(mark(R, N), 0))); }",
    "if (len(R) > 0) { if (len(R[0]) > 0) { print(R[0][0] + last(row(mark(R, N), 0))); } }",
    "print(V == E);",
    "print([V, E]);",
    "print(V); print(E);",
    "seen = V;",
    "rows = R;",
    "rows = [V, V];",
    "if (N > 1) { return E; }",
    "{ let t = V; W = E; print(t); }",
    "{ var t = V; t.push(N); print(t); print(V); }",
    "{ let f = later(V, N); print(f()); print(f()); print(V); }",
    "{ let t = R; r = T; print(t); }",
    "for e in V { W = E; count += 1; if (count > 4) { break; } }",
    "for e in V { count += 1; if (count > 3) { return grow(V, e); } }",
    "for e in R { W = grow(e, N); }",
    "for (var i = 0; i < 3; i++) { W = grow(W, i); if (i == N) { W = maybe(W, N); } }",
    "for (var i = 0; i < 2; i++) { r = mark(r, i); }",
    "while (count < 3) { count += 1; W = E; }",
    "print(match checked(V, N) { Ok(v) => v, Err(_) => V });",
    "print(attempt(V, N)); print(V);"
  };

  /** The variables of a statement that are always the same in it. */
  private record Chosen(String array, String table) {}

  private final Random random;
  private int functions;

  MovingPrograms(long seed) {
    this.random = new Random(seed);
  }

  /** A program: functions that call those before them, and top-level code or a function for it. */
  String next() {
    StringBuilder text = new StringBuilder(HELPERS);
    for (functions = 0; functions < FUNCTIONS; functions++) {
      text.append("fn g%d(x: number[], n: number) -> number[] {\n".formatted(functions))
          .append(
              "var y: number[] = %s; ".formatted(pick("x", "[n]", "grow(x, n)", "slice(x, 0, 2)")))
          .append("var z: number[] = %s; ".formatted(pick("x", "[n]", "put(y, n)")))
          .append("var r: number[][] = %s; ".formatted(pick("[x, z]", "[y]", "rows")))
          .append("var count = 0;\n")
          .append(statements(5))
          .append("return %s;\n}\n".formatted(fill("E")));
    }
    String body =
        "var x = [1, 2, 3]; var y = x; var z = [7]; var r = [x, [4]]; var count = 0; let n = 2;\n"
            + statements(12).replaceAll("return ([^;]*);", "print($1);")
            + "print([x, y, z]); print(r); print(seen); print(rows);\n";
    boolean global = random.nextBoolean();
    return text + (global ? body : "fn run() -> void {\n" + body + "}\nrun(); run();\n");
  }

  private String statements(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(fill(pick(STATEMENTS)))
          .append(" if (len(y) + len(z) > 30) { y = [1]; z = [2]; }")
          .append(" if (len(r) > 6) { r = [y]; }\n");
    }
    return text.toString();
  }

  private String pick(String... from) {
    return from[random.nextInt(from.length)];
  }

  private String fill(String template) {
    return fill(template, 2, new Chosen(pick("y", "z"), pick("r", "r", "rows")));
  }

  private String fill(String template, int depth, Chosen chosen) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      boolean isHole = CollectionPrograms.isHole(template, i);
      text.append(isHole ? hole(c, depth, chosen) : String.valueOf(c));
    }
    return text.toString();
  }

  private String hole(char c, int depth, Chosen chosen) {
    return switch (c) {
      case 'V' -> pick("x", "y", "y", "z");
      case 'W' -> chosen.array();
      case 'R' -> chosen.table();
      case 'N' -> pick("0", "1", "2", "3", "n");
      case 'G' -> functions == 0 ? "grow" : "g" + random.nextInt(Math.min(functions, FUNCTIONS));
      case 'T' -> fill(pick(TABLES), Math.max(0, depth - 1), chosen);
      default -> depth == 0 ? pick("x", "y", "z") : fill(pick(ARRAYS), depth - 1, chosen);
    };
  }
}
