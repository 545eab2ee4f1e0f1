package atlas.repl.cli;

import atlas.profiler.CpuClock;
import atlas.profiler.LiveProgress;
import atlas.profiler.ProfiledRun;
import atlas.profiler.Profiler;
import atlas.profiler.RunOptions;
import atlas.profiler.model.Overhead;
import atlas.vm.engine.Engine;
import atlas.vm.engine.EngineKind;
import atlas.vm.engine.Outcome;
import atlas.vm.runtime.Host;
import atlas.vm.runtime.Output;
import atlas.vm.source.SourceFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code atlas profile --overhead}: after the run that is heard, the program is run in pairs, plain
 * and profiled, in the same process, on the same input, each time with code that is generated
 * afresh. Which of a pair comes first takes turns. What these runs print is dropped.
 */
final class OverheadRuns {
  /** The option by its name. */
  static final String OPTION = "--overhead";

  private static final int FEW = 5;
  private static final int MANY = 25;

  /** Beyond, no more than a few pairs are run. */
  private static final long BRIEF = Duration.ofSeconds(2).toNanos();

  /** Beyond, no pair is begun. */
  private static final long PATIENCE = Duration.ofSeconds(20).toNanos();

  private static final Output SILENCE = text -> {};

  private final SourceFile source;
  private final EngineKind kind;
  private final ReplayedInput input;
  private final Host host;
  private final RunOptions how;
  private volatile Engine running;
  private volatile boolean stopped;

  OverheadRuns(SourceFile source, EngineKind kind, Host host, RunOptions how) {
    this.source = source;
    this.kind = kind;
    this.input = new ReplayedInput(host.input());
    this.host = new Host(host.permissions(), input, host.arguments());
    this.how = how;
  }

  /** What the run that is heard finds around it; what it reads is read again by the others. */
  Host host() {
    return host;
  }

  /** Ends the measurement. From any thread. */
  void interrupt() {
    stopped = true;
    Engine now = running;
    if (now != null) {
      now.interrupt();
    }
  }

  /** Runs the pairs; not all of them if a run does not come to its end, as after Ctrl-C. */
  Overhead measure(Optional<? extends LiveProgress.Place> screen) {
    List<Overhead.Pair> pairs = new ArrayList<>();
    long begun = System.nanoTime();
    boolean goesOn = true;
    while (goesOn && pairs.size() < MANY && !stopped) {
      int number = pairs.size() + 1;
      screen.ifPresent(
          each -> each.show("Measuring what counting costs: pair %d\n".formatted(number)));
      goesOn = pair(number % 2 == 1).map(pairs::add).orElse(false);
      long spent = System.nanoTime() - begun;
      goesOn &= spent < (pairs.size() < FEW ? PATIENCE : BRIEF);
    }
    screen.ifPresent(LiveProgress.Place::clear);
    return new Overhead(pairs);
  }

  private Optional<Overhead.Pair> pair(boolean plainFirst) {
    OptionalLong first = nanos(plainFirst);
    OptionalLong second = first.isEmpty() ? first : nanos(!plainFirst);
    if (second.isEmpty()) {
      return Optional.empty();
    }
    long plain = plainFirst ? first.getAsLong() : second.getAsLong();
    long counted = plainFirst ? second.getAsLong() : first.getAsLong();
    return Optional.of(new Overhead.Pair(plain, counted));
  }

  /** The CPU time of a run; empty if it does not come to its end. */
  private OptionalLong nanos(boolean plain) {
    input.rewind();
    Program program = new Program(source, kind, SILENCE, host);
    if (program.compile().unit().isEmpty()) {
      return OptionalLong.empty();
    }
    running = program.engine();
    return plain ? plain(program) : counted(program);
  }

  private static OptionalLong plain(Program program) {
    long start = CpuClock.nanos();
    Outcome outcome = program.run();
    return ended(outcome, CpuClock.nanos() - start);
  }

  /** Without making the profile, which is not part of the run. */
  private OptionalLong counted(Program program) {
    ProfiledRun run = new Profiler(program.engine(), CpuClock::nanos).run(program.unit(), how);
    return ended(run.outcome(), run.profile().timing().elapsedNanos());
  }

  private static OptionalLong ended(Outcome outcome, long nanos) {
    return outcome instanceof Outcome.Success
        ? OptionalLong.of(Math.max(1, nanos))
        : OptionalLong.empty();
  }
}
