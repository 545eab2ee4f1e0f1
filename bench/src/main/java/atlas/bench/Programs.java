package atlas.bench;

import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.vm.engine.EngineKind;

/** What the benchmarks work on. */
final class Programs {
  /** Functions to call; each call below takes some milliseconds. */
  static final String FUNCTIONS =
      """
      fn fib(n: number) -> number {
        if (n < 2) { return n; }
        return fib(n - 1) + fib(n - 2);
      }
      fn loops(n: number) -> number {
        var sum = 0;
        for (var i = 0; i < n; i++) {
          for (var j = 0; j < n; j++) {
            if ((i + j) % 3 == 0) { sum += j; } else { sum -= 1; }
          }
        }
        return sum;
      }
      fn sorted(n: number) -> number {
        var a: number[] = [];
        for (var i = 0; i < n; i++) { a.push((i * 7919) % 10007); }
        for (var i = 1; i < n; i++) {
          var j = i;
          while (j > 0 && a[j - 1] > a[j]) {
            let t = a[j];
            a[j] = a[j - 1];
            a[j - 1] = t;
            j--;
          }
        }
        return a[floor(n / 2)];
      }
      """;

  private Programs() {}

  /** A session that has evaluated an input. */
  static Session session(String input) {
    Session session = new Session(EngineKind.COMPILED, text -> {});
    require(session.eval(Input.of(input)));
    return session;
  }

  /** A file of so many lines: functions that call the one before them, each with a loop. */
  static String ofLines(int lines) {
    StringBuilder text = new StringBuilder("fn f0(n: number) -> number { return n; }\n");
    for (int i = 1; i * 10 < lines; i++) {
      text.append(
          """
          fn f%d(n: number) -> number {
            var total: number = %d;
            for (var i: number = 0; i < n; i++) {
              total += i * 2 + f%d(i %% 3);
              if (total > 1000) {
                total = total - len(str(i) + "x");
              }
            }
            return total;
          }
          """
              .formatted(i, i, i - 1));
    }
    return text.toString();
  }

  /** Fails unless an input went well. */
  static EvalResult.Success require(EvalResult result) {
    if (result instanceof EvalResult.Success success) {
      return success;
    }
    throw new IllegalStateException(result.diagnostics().toString());
  }

  /** Fails unless an input went well and has a value. */
  static void require(EvalResult result, String value) {
    String text = require(result).value().orElseThrow().text();
    if (!text.equals(value)) {
      throw new IllegalStateException(value + " is right, but it is " + text);
    }
  }
}
