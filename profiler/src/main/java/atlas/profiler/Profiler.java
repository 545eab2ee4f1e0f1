package atlas.profiler;

import atlas.profiler.collect.Collector;
import atlas.profiler.collect.ContextCollector;
import atlas.profiler.collect.Counting;
import atlas.profiler.collect.Ran;
import atlas.profiler.collect.Samples;
import atlas.profiler.model.Glimpse;
import atlas.profiler.model.Profile;
import atlas.profiler.model.Stop;
import atlas.profiler.model.Timing;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.engine.CompiledUnit;
import atlas.vm.engine.Engine;
import atlas.vm.engine.Outcome;
import atlas.vm.source.Position;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Runs units of an engine under collection. One for the life of an engine, because code once
 * generated with counters keeps them. Every run is counted from 0.
 *
 * <p>Times are measured around the run; what the counts are does not depend on them.
 */
public final class Profiler {
  private final Engine engine;
  private final LongSupplier clock;
  private final Optional<LongSupplier> gcClock;
  private final Collector collector = new Collector();
  private volatile Counting running;

  public Profiler(Engine engine) {
    this(engine, System::nanoTime, Optional.of(GcClock::nanos));
  }

  /**
   * @param clock nanoseconds from some origin
   */
  public Profiler(Engine engine, LongSupplier clock) {
    this(engine, clock, Optional.empty());
  }

  private Profiler(Engine engine, LongSupplier clock, Optional<LongSupplier> gcClock) {
    this.engine = engine;
    this.clock = clock;
    this.gcClock = gcClock;
  }

  /** Runs a unit; its profile goes by the name of its source. */
  public ProfiledRun run(CompiledUnit unit) {
    return run(unit, RunOptions.DEFAULT);
  }

  /** Runs a unit in a way of one's own. */
  public ProfiledRun run(CompiledUnit unit, RunOptions options) {
    if (options.contexts() || options.turns() || options.limit().isPresent()) {
      return runApart(unit, options);
    }
    collector.reset();
    return run(unit, collector, options.time());
  }

  /** With code of its own, which is of no use to other runs. */
  private ProfiledRun runApart(CompiledUnit unit, RunOptions options) {
    ContextCollector contexts = new ContextCollector(options.limit(), options.turns());
    ProfiledRun run = run(unit, contexts, options.time());
    Profile profile = options.contexts() ? run.profile() : run.profile().withoutContexts();
    if (contexts.isExhausted()) {
      profile = profile.stoppedAtLimit(options.limit().getAsLong());
    }
    return new ProfiledRun(run.outcome(), profile, contexts.isExhausted());
  }

  /**
   * What the run that is going on has done so far, roughly. From any thread; without a run there is
   * nothing to see.
   */
  public Glimpse glimpse() {
    Counting counting = running;
    return counting == null ? Glimpse.NOTHING : counting.glimpse();
  }

  private ProfiledRun run(CompiledUnit unit, Counting counting, boolean sampled) {
    running = counting;
    try {
      if (!sampled) {
        return counted(unit, counting, Optional.empty());
      }
      try (Sampler sampler = Sampler.ofThisThread(engine)) {
        return counted(unit, counting, Optional.of(sampler));
      }
    } finally {
      running = null;
    }
  }

  private ProfiledRun counted(CompiledUnit unit, Counting counting, Optional<Sampler> sampler) {
    OptionalLong gcStart = gcNanos();
    long start = clock.getAsLong();
    Outcome outcome = engine.run(unit, Optional.of(counting.instruments()));
    long elapsed = Math.max(0, clock.getAsLong() - start);
    sampler.ifPresent(Sampler::close);
    OptionalLong gcEnd = gcNanos();
    OptionalLong gc =
        gcStart.isPresent()
            ? OptionalLong.of(Math.max(0, gcEnd.getAsLong() - gcStart.getAsLong()))
            : OptionalLong.empty();
    OptionalLong increments = gcClock.isPresent() ? counting.increments() : OptionalLong.empty();
    Timing timing = new Timing(elapsed, OptionalLong.empty(), gc);
    String name = unit.code().source().name();
    Optional<Samples> samples = sampler.map(Sampler::samples);
    Profile profile =
        counting.profile(new Ran(name, timing, outcome.ended(), stop(outcome), samples));
    if (increments.isPresent()) {
      long calls = profile.totals().calls();
      profile =
          profile.withCountingNanos(CountingCost.nanos(increments.getAsLong(), calls, elapsed));
    }
    return new ProfiledRun(outcome, profile, false);
  }

  private OptionalLong gcNanos() {
    return gcClock.map(each -> OptionalLong.of(each.getAsLong())).orElse(OptionalLong.empty());
  }

  private static Optional<Stop> stop(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Success _ -> Optional.empty();
      case Outcome.Failure(Diagnostic diagnostic, var _) ->
          Optional.of(stop(diagnostic, Optional.of(diagnostic.code().id())));
      case Outcome.Interrupted(Diagnostic diagnostic, var _) ->
          Optional.of(stop(diagnostic, Optional.empty()));
    };
  }

  private static Stop stop(Diagnostic diagnostic, Optional<String> code) {
    Position at = diagnostic.position();
    return new Stop(code, diagnostic.source().name(), at.line(), at.column(), diagnostic.message());
  }
}
