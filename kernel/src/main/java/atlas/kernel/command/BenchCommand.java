package atlas.kernel.command;

import atlas.kernel.session.Session;
import java.util.List;

/** {@code :bench}: how long an input takes when it is run again and again. */
final class BenchCommand extends DescribedCommand implements CodeCommand {
  BenchCommand() {
    super("bench", "CODE", "run CODE for a second and show how long a run takes", "fib(10)");
  }

  @Override
  public Reply run(Session session, Invocation invocation) {
    Session.Bench bench = session.bench(invocation.code());
    return new Reply.Evaluated(bench.result(), footer(bench.nanos()));
  }

  private static String footer(List<Long> nanos) {
    if (nanos.isEmpty()) {
      return "";
    }
    List<Long> sorted = nanos.stream().sorted().toList();
    return "%d runs: median %s, fastest %s, slowest %s"
        .formatted(
            sorted.size(),
            TimeCommand.text(sorted.get(sorted.size() / 2)),
            TimeCommand.text(sorted.getFirst()),
            TimeCommand.text(sorted.getLast()));
  }
}
