package atlas.vm.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/**
 * Random programs that pass arrays and collections around and change them by all means that the
 * language has, and print what became of them. No statement fails, unless functions change the
 * variables while it is evaluated.
 */
final class CollectionPrograms {
  private static final String FUNCTIONS =
      """
      fn id(x: number[]) -> number[] { return x; }
      fn grow(x: number[], n: number) -> number[] { x.push(n); return x; }
      fn grown(x: number[], n: number) -> number[] { return x.push(n); }
      fn spoil(x: number[]) -> number { x.push(8); x[0] = 8; return len(x); }
      fn spoilAll(x: number[][]) -> number { for e in x { e.push(7); } x.push([7]); return len(x); }
      fn pick(b: number[][], d: number[]) -> number[] { if (len(b) > 0) { return b[0]; } return d; }
      fn kept(x: number[]) -> () -> number[] {
        fn get() -> number[] { x.push(6); return x; }
        return get;
      }
      fn inc(n: number) -> number { return n + 1; }
      fn small(n: number) -> bool { return n < 3; }
      fn untyped<T>(x: T) -> T {
        var y = x;
        if (len(y) > 1) { y = concat(y[0], y[1]); y = concat(y, [y]); }
        return y;
      }
      fn first(x: number[]) -> number { if (len(x) > 0) { return x[0]; } return 0; }
      fn both(x: number[], n: number) -> number[] {
        x.push(n);
        if (len(x) > 50) { return x; }
        return concat(x, x);
      }
      fn value(v: number[], k: number) -> number[] { v.push(k); return v; }
      fn show<T>(m: T) -> string { return str(hashMapEntries(m)); }
      """;

  private static final String VARIABLES =
      """
      var a0 = [1, 2]; var a1 = [3]; var a2: number[] = [];
      var b0 = [[1], [2, 3]]; var b1: number[][] = [];
      var m0 = hashMapNew(); var m1 = hashMapNew();
      var s0 = hashSetNew(); var s1 = hashSetNew();
      var q0 = queueNew(); var q1 = queueNew();
      var k0 = stackNew(); var k1 = stackNew();
      var o0 = Some([5]);
      """;

  /** Functions that give their argument and change top-level variables. */
  private static final String EFFECTS =
      """
      fn e0(n: number) -> number { a0.push(n); return n; }
      fn e1(n: number) -> number { a1 = a0; return n; }
      fn e2(n: number) -> number { a2 = a1; a2[0] = n; return n; }
      fn e3(n: number) -> number { if (len(b0) > 0) { a0 = b0.pop(); } return n; }
      fn e4(n: number) -> number { for x in a0 { if (len(b0) > 0) { b0[0].push(x); } } return n; }
      fn e5(n: number) -> number { b1 = b0; if (len(b1) > 0) { b1[0].push(e0(n)); } return n; }
      fn e6(n: number) -> number { b0 = [a0, a1, a2]; b0[1].push(n); return n; }
      fn e7(n: number) -> number { hashMapPut(m0, n, a0); hashMapPut(m1, e0(n), a0); return n; }
      fn e8(n: number) -> number { stackPush(k0, a0); queueEnqueue(q0, grow(a1, e0(n))); return n; }
      fn e9(n: number) -> number { spoil(a0); spoilAll(b0); a1 = pick(b0, a0); o0 = Some(a1); return n; }
      """;

  private static final String ALL =
      """
      print(a0); print(a1); print(a2); print(b0); print(b1); print(show(m0)); print(show(m1));
      print(hashSetToArray(s0)); print(hashSetToArray(s1)); print(queueToArray(q0));
      print(queueToArray(q1)); print(stackToArray(k0)); print(stackToArray(k1)); print(o0);
      """;

  private static final String[] ARRAYS = {
    "A",
    "[N, N]",
    "slice(A, 0, 1)",
    "concat(A, A)",
    "id(A)",
    "grow(A, N)",
    "grown(A, N)",
    "A.push(N)",
    "A.unshift(N)",
    "reverse(A)",
    "A.reverse()",
    "unshift(A, N)",
    "A.sort()",
    "arrayPush(A, N)",
    "map(A, inc)",
    "filter(A, small)",
    "sort(A, min)",
    "sortBy(A, abs)",
    "unwrap_or(hashMapGet(M, N), A)",
    "unwrap_or(stackPeek(K), A)",
    "unwrap_or(queuePeek(Q), A)",
    "unwrap_or(queueDequeue(Q), A)",
    "unwrap_or(stackPop(K), A)",
    "unwrap_or(hashMapRemove(M, N), A)",
    "pick(B, A)",
    "kept(A)()",
    "unwrap_or(O, A)",
    "match Some(A) { Some(v) => v, _ => A }",
    "match A { [x, y] => [y, x], v => v }",
    "reduce(A, both, A)",
    "both(A, N)",
    "hashSetToArray(S)",
    "flatMap(A, one)",
    "arrayReverse(A)",
    "pick([E], A)",
    "[first(A)]"
  };

  private static final String[] STATEMENTS = {
    "A = E;",
    "A = E;",
    "B = [E, E];",
    "A = concat(A, E);",
    "A = concat(A, [N]);",
    "A = concat(A, A);",
    "B = concat(B, [E]);",
    "B = concat(B, [E, A]);",
    "B = concat(B, B);",
    "print(untyped(B));",
    "b0 = b1;",
    "b1 = b0;",
    "B.push(E);",
    "B = B.push(E);",
    "unshift(B, E);",
    "M = M;",
    "S = S;",
    "Q = Q;",
    "K = K;",
    "O = Some(E);",
    "A.push(N);",
    "A.push(first(E));",
    "if (len(A) > 0) { A[0] = N; }",
    "if (len(A) > 0) { A[len(A) - 1] += N; }",
    "if (len(A) > 0) { print(A.pop()); }",
    "if (len(A) > 0) { print(shift(A)); }",
    "if (len(B) > 0) { B[0] = E; }",
    "if (len(B) > 0) { B[0].push(N); }",
    "if (len(B) > 0) { A = B[0].push(N); }",
    "if (len(B) > 0) { A = B[0]; A.push(N); }",
    "if (len(B) > 1) { if (len(B[1]) > 0) { B[1][0] = N; } }",
    "if (len(B) > 1) { if (len(B[1]) > 0) { print(pop(B[1])); } }",
    "if (len(B) > 0) { print(B.pop()); }",
    "if (len(B) > 0) { A = shift(B); }",
    "hashMapPut(M, N, E);",
    "hashMapPut(M, N, E);",
    "M = hashMapPut(M, N, E);",
    "hashMapRemove(M, N);",
    "M = hashMapMap(M, value);",
    "hashMapForEach(M, value);",
    "hashMapClear(M);",
    "hashSetAdd(S, N);",
    "S = hashSetAdd(S, N);",
    "hashSetRemove(S, N);",
    "S = hashSetUnion(S, S);",
    "S = hashSetFromArray(E);",
    "queueEnqueue(Q, E);",
    "Q = queueEnqueue(Q, E);",
    "print(queueDequeue(Q));",
    "stackPush(K, E);",
    "K = stackPush(K, E);",
    "print(stackPop(K));",
    "spoil(A);",
    "spoilAll(B);",
    "spoil(E);",
    "reverse(A);",
    "reverse(B);",
    "for x in B { A.push(len(x)); x.push(N); }",
    "for x in A { A.push(N); }",
    "forEach(A, ignore);",
    "B = map(B, id);",
    "B = map([N], single);",
    "A = B.flatten();",
    "B = stackToArray(K);",
    "B = queueToArray(Q);",
    "B = hashMapValues(M);",
    "{ let t = A; t.push(N); print(t); }",
    "{ let t = B; t.push([N]); spoilAll(t); t[0] = E; print(t); }",
    "{ let t = M; hashMapPut(t, N, E); print(show(t)); }",
    "{ let t = [A, A]; t[0].push(N); print(t); }",
    "{ let t = [B]; t[0].push(E); print(t[0].pop()); }",
    "fn cF() -> number { A.push(N); spoilAll(B); hashMapPut(M, N, A); return len(A); } print(cF());",
    "var iF = 0; while (iF < 3) { A.push(iF); if (iF == 1) { A = E; } iF += 1; }",
    "print([E, E]);",
    "print(show(M));",
    "print(A == E);",
    "print(spoil(A) + spoil(A) + len(A));",
    "print(first(A) + N + first(A));",
    "if (len(A) > 3) { A[N] = A[N] + first(A); }",
    "if (len(A) > 3) { print(A[N]); A = A; }",
    "if (len(B) > 1) { print(B[N % 2]); }",
    "if (len(B) > 1) { B[N % 2].push(N); }",
    "if (len(B) > 1) { B[N % 2] = grow(B[N % 2], N); }",
    "if (len(B) > 1) { print(spoil(B[N % 2]) + N); }"
  };

  private static final String CALLBACKS =
      """
      fn ignore(n: number) -> void { let t = [n]; t.push(n); }
      fn single(n: number) -> number[] { return [n, n]; }
      fn one(n: number) -> number[] { return [n]; }
      """;

  private static final String GUARDED = "AB";
  private static final int STATEMENT = 2;

  private final Random random;
  private boolean effects;
  private int declared;

  CollectionPrograms(long seed) {
    this.random = new Random(seed);
  }

  /** Whether functions change the variables of the last program, so that it may fail. */
  boolean hasEffects() {
    return effects;
  }

  /** A program; its variables are global or local or partly parameters. */
  String next() {
    int kind = random.nextInt(5);
    effects = kind > 2;
    String body = statements(25);
    String start = FUNCTIONS + CALLBACKS;
    return switch (kind) {
      case 0 -> start + VARIABLES + body + ALL;
      case 1 -> start + "fn main() -> void {" + VARIABLES + body + ALL + "} main();";
      case 3 -> start + VARIABLES + EFFECTS + body + ALL;
      case 4 ->
          start + VARIABLES + EFFECTS + "fn main() -> void {" + body + "} main(); main();" + ALL;
      default ->
          start
              + VARIABLES
              + "fn inner(a0: number[], b0: number[][]) -> void {"
              + "var a1 = a0; var b1 = b0; var a2 = [4];"
              + body.replaceAll("\\ba0 = ", "a1 = ").replaceAll("\\bb0 = ", "b1 = ")
              + ALL
              + "} inner(a0, b0); inner(a0, b0);"
              + ALL;
    };
  }

  private String statements(int count) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < count; i++) {
      text.append(
              fill(pick(STATEMENTS), STATEMENT)
                  .replace("cF", "c" + declared)
                  .replace("iF", "i" + declared))
          .append("\nif (len(a0) + len(a1) + len(a2) + len(b0) + len(b1) > 40)")
          .append(effects ? " { a0 = [4]; b0 = [];" : " {")
          .append(" a1 = [1]; a2 = []; b1 = []; print(\"cut\"); }\n");
      declared++;
    }
    return text.toString();
  }

  private String pick(String[] from) {
    return from[random.nextInt(from.length)];
  }

  /** Whether a capital letter that stands alone is to be filled in at a place of a template. */
  static boolean isHole(String template, int i) {
    return Character.isUpperCase(template.charAt(i))
        && (i == 0 || !Character.isLetter(template.charAt(i - 1)))
        && (i + 1 == template.length() || !Character.isLetter(template.charAt(i + 1)));
  }

  private String fill(String template, int depth) {
    StringBuilder text = new StringBuilder();
    Map<Character, String> chosen = new HashMap<>();
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      boolean isHole = isHole(template, i);
      if (isHole && GUARDED.indexOf(c) >= 0 && depth == STATEMENT) {
        // One variable for the whole statement, which may be guarded by its length.
        text.append(chosen.computeIfAbsent(c, this::variable));
      } else {
        text.append(isHole ? hole(c, depth) : String.valueOf(c));
      }
    }
    return text.toString();
  }

  private String hole(char c, int depth) {
    return switch (c) {
      case 'E' -> depth == 0 ? variable('A') : fill(pick(ARRAYS), depth - 1);
      case 'N' -> {
        boolean call = effects && random.nextBoolean();
        String number = String.valueOf(random.nextInt(4));
        yield call ? "e" + random.nextInt(10) + "(" + number + ")" : number;
      }
      default -> variable(c);
    };
  }

  private String variable(char c) {
    int count = c == 'A' ? 3 : c == 'O' ? 1 : 2;
    return Character.toLowerCase(c) + "" + random.nextInt(count);
  }
}
