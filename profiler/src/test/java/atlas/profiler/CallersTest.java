package atlas.profiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlas.profiler.Runs.Counted;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Functions whose activations are known from their calls, in every shape of calling, returning and
 * failing: the counts are those of the interpreter.
 */
final class CallersTest {
  private static final Map<String, String> PROGRAMS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  "two calls of itself",
                  """
                  fn fib(n: number) -> number {
                      if (n < 2) { return n; }
                      return fib(n - 1) + fib(n - 2);
                  }
                  print(fib(15) + fib(1));
                  """),
              Map.entry(
                  "one call of itself",
                  """
                  fn sum(n: number) -> number { if (n == 0) { return 0; } return n + sum(n - 1); }
                  print(sum(200) + sum(0));
                  """),
              Map.entry(
                  "calls of itself in all ways",
                  """
                  fn f(n: number) -> number {
                      if (n % 3 == 0) { return f(n / 3) + f(n - 1) + f(n - 2); }
                      if (n % 3 == 1) { return 1; }
                      return f(n - 1) + 1;
                  }
                  print(f(3) + f(31) + f(32));
                  """),
              Map.entry(
                  "calls of itself in a loop",
                  """
                  fn tree(n: number, width: number) -> number {
                      var all: number = 1;
                      for (var i: number = 0; i < width; i++) {
                          if (n > 0 && (i + n) % 3 != 0) { all += tree(n - 1, width - 1); }
                      }
                      return all;
                  }
                  print(tree(5, 6));
                  """),
              Map.entry(
                  "calls of itself as arguments",
                  """
                  fn tak(x: number, y: number, z: number) -> number {
                      if (y >= x) { return z; }
                      return tak(tak(x - 1, y, z), tak(y - 1, z, x), tak(z - 1, x, y));
                  }
                  fn ack(m: number, n: number) -> number {
                      if (m == 0) { return n + 1; }
                      if (n == 0) { return ack(m - 1, 1); }
                      return ack(m - 1, ack(m, n - 1));
                  }
                  print(tak(8, 4, 2) + ack(2, 5));
                  """),
              Map.entry(
                  "functions that call one another",
                  """
                  fn even(n: number) -> bool { if (n == 0) { return true; } return odd(n - 1); }
                  fn odd(n: number) -> bool { if (n == 0) { return false; } return third(n); }
                  fn third(n: number) -> bool { return even(n - 1) || even(n - 1); }
                  print(even(9)); print(odd(8)); print(even(0));
                  """),
              Map.entry(
                  "a chain, called from its end and from the middle",
                  """
                  fn a(n: number) -> number { return b(n) + b(n + 1); }
                  fn b(n: number) -> number { if (n % 2 == 0) { return c(n); } return c(n) + c(n); }
                  fn c(n: number) -> number { return n + 1; }
                  fn never(n: number) -> number { return c(n) + a(n); }
                  fn notEven() -> number { return never(1); }
                  var s: number = 0;
                  for (var i: number = 0; i < 20; i++) { s += a(i) + c(i); }
                  print(s);
                  """),
              Map.entry(
                  "a function that is a value, too",
                  """
                  fn inc(n: number) -> number { return n + 1; }
                  fn both(n: number) -> number { return inc(n) + arrayLength(map([n, n], inc)); }
                  fn arrayLength(a: number[]) -> number { return len(a); }
                  let f = both;
                  print(f(1) + both(2) + inc(3));
                  """),
              Map.entry(
                  "nested functions, with and without captures",
                  """
                  fn outer(n: number) -> number {
                      fn down(k: number) -> number {
                          if (k < 2) { return 1; }
                          return down(k - 1) + down(k - 2);
                      }
                      fn add(k: number) -> number { return k + n; }
                      return down(n) + add(n) + add(1);
                  }
                  print(outer(8) + outer(1));
                  """),
              Map.entry(
                  "too deep, twice on the way",
                  """
                  fn deep(n: number) -> number {
                      if (n % 1000 == 999) { return deep(n + 1) + deep(n + 2); }
                      return deep(n + 1) + 1;
                  }
                  print(deep(0));
                  """),
              Map.entry(
                  "too deep in another function",
                  """
                  fn leaf(n: number) -> number { return n; }
                  fn deep(n: number) -> number { return leaf(n) + deep(n + 1) + leaf(n); }
                  print(leaf(1) + deep(0));
                  """),
              Map.entry(
                  "too deep, but caught",
                  """
                  fn deep(n: number) -> number { if (n < 0) { return 0; } return deep(n + 1) + deep(n); }
                  fn fails() -> number { return deep(1); }
                  fn fine() -> number { return deep(-1); }
                  assertThrows(fails);
                  assertThrows(fails);
                  print(fine() + deep(-2));
                  """),
              Map.entry(
                  "an error at the bottom",
                  """
                  fn at(a: number[], i: number) -> number { return a[i] + a[i + 1]; }
                  fn walk(a: number[], i: number) -> number {
                      if (i > 5) { return at(a, i) + walk(a, i + 1); }
                      return walk(a, i + 1) + at(a, 0) + walk(a, i + 2);
                  }
                  print(walk([1, 2, 3, 4, 5, 6, 7, 8, 9], 0));
                  """),
              Map.entry(
                  "an error in an argument, and one in what comes back",
                  """
                  fn id(x: number) -> number { return x; }
                  fn choose(n: number) -> any { if (n > 3) { return "s"; } return n; }
                  var s: number = 0;
                  for (var i: number = 0; i < 10; i++) {
                      let v: number = choose(i);
                      s += id(id(v) / (2 - i));
                  }
                  """),
              Map.entry(
                  "methods, which may be called by their names from anywhere",
                  """
                  trait Twice { fn twice(self: number) -> number; }
                  impl Twice for number { fn twice(self: number) -> number { return id(self) * 2; } }
                  fn id(n: number) -> number { return n; }
                  let x: number = 3;
                  print(x.twice() + id(1));
                  """)));

  @TestFactory
  Stream<DynamicTest> countsAreThoseOfTheInterpreter() {
    return PROGRAMS.entrySet().stream()
        .map(program ->
            DynamicTest.dynamicTest(program.getKey(), () -> Runs.assertAgree(program.getValue())));
  }

  @Test
  void activationsOfFibAreNotCounted() {
    Counted run = Runs.assertAgree(PROGRAMS.get("two calls of itself"));
    assertEquals(1974, run.profile().totals().calls());
    assertTrue(run.shown().output().startsWith("611"));
  }
}
