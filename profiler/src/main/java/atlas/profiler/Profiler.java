package atlas.profiler;

import atlas.profiler.collect.Collector;
import atlas.profiler.collect.ContextCollector;
import atlas.profiler.collect.Counting;
import atlas.profiler.collect.Glance;
import atlas.profiler.collect.Ran;
import atlas.profiler.collect.Samples;
import atlas.profiler.model.Glimpse;
import atlas.profiler.model.Loop;
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
import java.util.function.ToLongFunction;

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
  private volatile Running running;

  /** A run that is going on, and the thread that it is in. */
  private record Running(Counting counting, Thread thread) {}

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

  /** Loads what the first run would wait for. From any thread, at any time. */
  public static void prepare() {
    GcClock.nanos();
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
    return run(unit, collector, options);
  }

  /** With code of its own, which is of no use to other runs. */
  private ProfiledRun runApart(CompiledUnit unit, RunOptions options) {
    ContextCollector contexts = new ContextCollector(options.limit(), options.turns());
    ProfiledRun run = run(unit, contexts, options);
    Profile profile = options.contexts() ? run.profile() : run.profile().withoutContexts();
    if (contexts.isExhausted()) {
      profile = profile.stoppedAtLimit(options.limit().getAsLong());
    }
    return new ProfiledRun(run.outcome(), profile, contexts.isExhausted());
  }

  /**
   * What the run that is going on has done so far, roughly, and where it is. From any thread;
   * without a run there is nothing to see.
   */
  public Glimpse glimpse() {
    Running now = running;
    if (now == null) {
      return Glimpse.NOTHING;
    }
    Glimpse glimpse = now.counting().glimpse();
    return engine.activations(now.thread().getStackTrace()).stream()
        .findFirst()
        .map(active -> glimpse.at(Glance.place(active)))
        .orElse(glimpse);
  }

  private ProfiledRun run(CompiledUnit unit, Counting counting, RunOptions options) {
    running = new Running(counting, Thread.currentThread());
    try {
      if (!options.time()) {
        return counted(unit, counting, options, Optional.empty());
      }
      try (Sampler sampler = Sampler.ofThisThread(engine)) {
        return counted(unit, counting, options, Optional.of(sampler));
      }
    } finally {
      running = null;
    }
  }

  private ProfiledRun counted(
      CompiledUnit unit, Counting counting, RunOptions options, Optional<Sampler> sampler) {
    OptionalLong gcStart = gcNanos();
    long generated = engine.generationNanos();
    long start = clock.getAsLong();
    Outcome outcome = engine.run(unit, Optional.of(counting.instruments()));
    long elapsed = Math.max(0, clock.getAsLong() - start);
    generated = engine.generationNanos() - generated;
    sampler.ifPresent(Sampler::close);
    OptionalLong gcEnd = gcNanos();
    OptionalLong gc =
        gcStart.isPresent()
            ? OptionalLong.of(Math.max(0, gcEnd.getAsLong() - gcStart.getAsLong()))
            : OptionalLong.empty();
    OptionalLong compile = OptionalLong.empty();
    if (gcClock.isPresent()) {
      compile = OptionalLong.of(generated);
      elapsed = Math.max(0, elapsed - generated);
    }
    OptionalLong increments = gcClock.isPresent() ? counting.increments() : OptionalLong.empty();
    Timing timing = new Timing(elapsed, compile, gc);
    String name = unit.code().source().name();
    Optional<Samples> samples = sampler.map(Sampler::samples);
    Profile profile =
        counting.profile(new Ran(name, timing, outcome.ended(), stop(outcome), samples));
    if (increments.isPresent()) {
      long turns = options.turns() ? sum(profile, Loop::turns) : 0;
      long ends = options.turns() ? sum(profile, Loop::entries) : 0;
      profile =
          profile.withCountingNanos(
              CountingCost.nanos(
                  increments.getAsLong() + turns, profile.totals().calls() + ends, elapsed));
    }
    return new ProfiledRun(outcome, profile, false);
  }

  private static long sum(Profile profile, ToLongFunction<Loop> what) {
    return profile.details().loops().stream().mapToLong(what).sum();
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
