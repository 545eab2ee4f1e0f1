package atlas.kernel.command;

import atlas.kernel.session.EvalResult.Profiling;
import atlas.kernel.session.Session;
import atlas.profiler.model.Profile;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code :bench}: how long an input takes when it is run again and again. */
final class BenchCommand extends DescribedCommand implements CodeCommand {
  BenchCommand() {
    super("bench", "CODE", "run CODE for a second and show how long a run takes", "fib(10)");
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    Session.Bench bench = session.bench(invocation.code());
    if (bench.nanos().isEmpty()) {
      return new Reply.Evaluated(bench.result().withoutProfile(), "");
    }
    Timings timings = Timings.of(bench.nanos());
    Optional<Profile> counted = bench.result().about().profile().map(Profiling::profile);
    String footer = text(timings) + counted.map(p -> text(p, timings.median())).orElse("");
    return new Reply.Evaluated(bench.result().withoutProfile(), footer);
  }

  private static String text(Timings timings) {
    List<Long> steady = timings.steady();
    return """
    runs          %s%s
    time of a run median %s, half of them %s to %s
                  fastest %s, slowest %s
    """
        .formatted(
            count(timings.runs()),
            timings.warmup() == 0
                ? ""
                : "; the first %s to warm up (%s, the first %s)"
                    .formatted(
                        count(timings.warmup()),
                        TimeCommand.text(timings.warmupNanos()),
                        TimeCommand.text(timings.firstNanos())),
            TimeCommand.text(timings.median()),
            TimeCommand.text(timings.quartile(1)),
            TimeCommand.text(timings.quartile(3)),
            TimeCommand.text(steady.getFirst()),
            TimeCommand.text(steady.getLast()));
  }

  private static String text(Profile profile, long median) {
    long instructions = profile.totals().instructions();
    long calls = profile.totals().calls();
    return String.format(
        Locale.ROOT,
        "instructions  %,d a run, %,d call%s; %,.1f M a second at the median\n",
        instructions,
        calls,
        calls == 1 ? "" : "s",
        instructions * 1e3 / Math.max(1, median));
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
