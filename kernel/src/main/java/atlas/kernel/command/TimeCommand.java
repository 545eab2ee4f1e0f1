package atlas.kernel.command;

import atlas.kernel.session.EvalResult;
import atlas.kernel.session.Session;
import java.util.Locale;

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
      return String.format(Locale.ROOT, "%.1f µs", nanos / 1e3);
    }
    return nanos < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f ms", nanos / 1e6)
        : String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
  }
}
