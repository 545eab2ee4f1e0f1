package atlas.vm.engine;

import atlas.vm.analysis.Implementation;
import atlas.vm.builtins.Library;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.codegen.SizeLimits;
import atlas.vm.instrument.ContextInstrumentation;
import atlas.vm.instrument.Instrumentation;
import atlas.vm.link.InterruptSite;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Host;
import atlas.vm.runtime.Output;
import atlas.vm.runtime.Unwinding.Activation;
import atlas.vm.runtime.Value;
import java.lang.invoke.MethodHandle;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The running side of a session: its globals, its loaded units, and what they are linked to. */
final class Machine {
  private final EngineKind kind;
  private final boolean redefinable;
  private final SizeLimits limits;
  private final Library library = Library.standard();
  private final Globals globals = new Globals(Machine::target);
  private final InterruptSite interrupts = new InterruptSite();
  private final Traces traces = new Traces();
  private final List<Activation> caught = new ArrayList<>();
  private final Context plain;
  private final Context profiled;
  private final Map<Identity, WeakReference<LoadedUnit>> units = new HashMap<>();
  private final ReferenceQueue<CodeUnit> unloaded = new ReferenceQueue<>();
  private final Home session;
  private final Map<Path, Home> homes = new LinkedHashMap<>();
  private Optional<Instrumentation> instrumentation = Optional.empty();
  private Optional<CallingContext> outside = Optional.empty();
  private boolean profiling;
  private int unitCount;
  private long generationNanos;

  Machine(EngineKind kind, boolean redefinable, Output output, Host host, SizeLimits limits) {
    this.kind = kind;
    this.redefinable = redefinable;
    this.limits = limits;
    this.plain = new Context(output, false, _ -> {}, host);
    this.profiled = new Context(output, true, this::caught, host);
    this.session = new Home(this);
  }

  /** A unit as a key: it is itself only, and not kept alive. */
  private static final class Identity extends WeakReference<CodeUnit> {
    private final int hash;

    Identity(CodeUnit unit, ReferenceQueue<CodeUnit> queue) {
      super(unit, queue);
      this.hash = System.identityHashCode(unit);
    }

    @Override
    public boolean equals(Object other) {
      return other == this || other instanceof Identity i && get() != null && get() == i.get();
    }

    @Override
    public int hashCode() {
      return hash;
    }
  }

  private static MethodHandle target(Closure closure, boolean forProfile) {
    LoadedUnit.Link link = (LoadedUnit.Link) closure.template().linker();
    return link.unit().target(link.index(), forProfile);
  }

  /** Only profiled runs ask for it: the activations that an error ended must be accounted for. */
  private void caught(AtlasError error) {
    caught.addAll(traces.activationsBelow(error, new Throwable()));
  }

  /** The inputs of the session, which are at home together, with all that is implemented now. */
  Home session(List<Implementation> implementations) {
    session.implement(implementations);
    return session;
  }

  /** The home of the code of a module that is going to run. */
  Home module(Path file, List<Implementation> implementations) {
    Home home = new Home(this);
    home.implement(implementations);
    homes.put(file, home);
    return home;
  }

  /** Everything that implements something: modules in the order of their first run, the session. */
  Stream<Home> homes() {
    return Stream.concat(homes.values().stream(), Stream.of(session));
  }

  /**
   * The unit, loaded. It stays loaded as long as something refers to one of its functions.
   *
   * @param home where it belongs if it is not loaded yet
   */
  LoadedUnit load(CodeUnit code, Home home) {
    for (Object gone = unloaded.poll(); gone != null; gone = unloaded.poll()) {
      units.remove(gone);
    }
    Identity key = new Identity(code, unloaded);
    WeakReference<LoadedUnit> reference = units.get(key);
    LoadedUnit unit = reference == null ? null : reference.get();
    if (unit == null) {
      unit = new LoadedUnit(this, home, code, "atlas.unit.U" + unitCount++);
      units.put(key, new WeakReference<>(unit));
    }
    return unit;
  }

  /** Prepares for running units, with a profile if instruments are given. */
  void begin(Optional<Instrumentation> instruments) {
    caught.clear();
    plain.starved().clear();
    profiled.starved().clear();
    outside = Optional.empty();
    profiling = instruments.isPresent();
    if (instruments.orElse(null) instanceof ContextInstrumentation contexts) {
      outside = Optional.of(CallingContext.outside(this, contexts));
    } else if (profiling) {
      instrumentation = instruments;
    }
  }

  /** Runs the top-level code of a unit. */
  Value run(LoadedUnit unit) {
    return outside.isPresent() ? outside.get().runMain(unit) : unit.run(profiling);
  }

  /** To be told of each time that a class was made, and since when it was being made. */
  void generatedSince(long start) {
    generationNanos += System.nanoTime() - start;
  }

  /** How long making classes has taken until now. */
  long generationNanos() {
    return generationNanos;
  }

  void interrupt(boolean stop) {
    plain.interrupt(stop);
    profiled.interrupt(stop);
    interrupts.interrupt(stop);
  }

  /** The activations that were ended by errors which the library caught, in the last run. */
  List<Activation> caught() {
    return List.copyOf(caught);
  }

  /** The activations that what has ended the run has ended, innermost first. */
  List<Activation> ended(Throwable thrown) {
    return thrown instanceof OutOfMemoryError
        ? traces.activations(
            thrown.getStackTrace(), (profiling ? profiled : plain).starved().list())
        : traces.activations(thrown);
  }

  EngineKind kind() {
    return kind;
  }

  SizeLimits limits() {
    return limits;
  }

  boolean redefinable() {
    return redefinable;
  }

  Library library() {
    return library;
  }

  Globals globals() {
    return globals;
  }

  Traces traces() {
    return traces;
  }

  Context context(boolean forProfile) {
    return forProfile ? profiled : plain;
  }

  Optional<Instrumentation> instrumentation() {
    return instrumentation;
  }
}
