package atlas.kernel.command;

import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Session;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** {@code :time}: how long an input takes by the clock. */
final class TimeCommand implements CodeCommand {
  @Override
  public String name() {
    return "time";
  }

  @Override
  public String arguments() {
    return "CODE";
  }

  @Override
  public String summary() {
    return "run CODE and show how long it took";
  }

  @Override
  public String example() {
    return "time fib(20)";
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    EvalResult result = session.eval(invocation.code());
    EvalResult.Timing timing = result.about().timing();
    boolean hasRun = timing.runNanos() > 0;
    String footer =
        hasRun
            ? "%s, and %s to compile"
                .formatted(text(timing.runNanos()), text(timing.compileNanos()))
            : "";
    return new Reply.Evaluated(result, footer);
  }

  static String text(long nanos) {
    if (nanos < 1_000_000) {
      return rounded(nanos, 3, 1) + " µs";
    }
    return nanos < 1_000_000_000 ? rounded(nanos, 6, 1) + " ms" : rounded(nanos, 9, 2) + " s";
  }

  // A java.util.Formatter would load the data of all locales first.
  private static String rounded(long nanos, int unit, int decimals) {
    return BigDecimal.valueOf(nanos, unit).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
  }
}
