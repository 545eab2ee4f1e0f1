package atlas.vm.engine;

import atlas.vm.analysis.Implementation;
import atlas.vm.builtins.Library;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.instrument.Instrumentation;
import atlas.vm.interpret.ArrayMethods;
import atlas.vm.link.InterruptSite;
import atlas.vm.runtime.AtlasError;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Environment;
import atlas.vm.runtime.Kind;
import atlas.vm.runtime.Output;
import atlas.vm.runtime.Unwinding.Activation;
import atlas.vm.runtime.Value;
import java.lang.invoke.MethodHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/** The running side of a session: its globals, its loaded units, and what they are linked to. */
final class Machine {
  private final EngineKind kind;
  private final boolean redefinable;
  private final Library library = Library.standard();
  private final Globals globals = new Globals(Machine::target);
  private final InterruptSite interrupts = new InterruptSite();
  private final Traces traces = new Traces();
  private final List<Activation> caught = new ArrayList<>();
  private final Context plain;
  private final Context profiled;
  private final Environment environment;
  private final Map<CodeUnit, WeakReference<LoadedUnit>> units = new WeakHashMap<>();
  private final List<Implementation> implementations = new ArrayList<>();
  private Optional<Instrumentation> instrumentation = Optional.empty();
  private int unitCount;

  Machine(EngineKind kind, boolean redefinable, Output output) {
    this.kind = kind;
    this.redefinable = redefinable;
    this.plain = new Context(output, false, _ -> {});
    this.profiled = new Context(output, true, this::caught);
    this.environment =
        new Environment(
            globals,
            library::value,
            (unit, index) -> load(unit).function(index).template(),
            new ArrayMethods(library, library::value, this::method),
            Engine.DEPTH_LIMIT);
  }

  private static MethodHandle target(Closure closure, boolean forProfile) {
    LoadedUnit.Link link = (LoadedUnit.Link) closure.template().linker();
    return link.unit().target(link.index(), forProfile);
  }

  /** Only profiled runs ask for it: the activations that an error ended must be accounted for. */
  private void caught(AtlasError error) {
    caught.addAll(traces.activationsBelow(error, new Throwable()));
  }

  private Optional<Environment.Method> method(Kind receiver, String name) {
    return implementations.stream()
        .filter(i -> i.kind().equals(receiver.word()))
        .flatMap(i -> i.method(name).stream())
        .findFirst()
        .map(f -> new Environment.Method((Closure) globals.get(f.slot())));
  }

  /** The unit, loaded. It stays loaded as long as something refers to one of its functions. */
  LoadedUnit load(CodeUnit code) {
    WeakReference<LoadedUnit> reference = units.get(code);
    LoadedUnit unit = reference == null ? null : reference.get();
    if (unit == null) {
      unit = new LoadedUnit(this, code, "atlas.unit.U" + unitCount++);
      units.put(code, new WeakReference<>(unit));
    }
    return unit;
  }

  /**
   * Runs the top-level code of a unit.
   *
   * @param implementations all that are declared, the unit's own included
   */
  Value run(LoadedUnit unit, List<Implementation> declared, Optional<Instrumentation> instruments) {
    implementations.clear();
    implementations.addAll(declared);
    caught.clear();
    instruments.ifPresent(_ -> instrumentation = instruments);
    return unit.run(instruments.isPresent());
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

  EngineKind kind() {
    return kind;
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

  InterruptSite interrupts() {
    return interrupts;
  }

  Traces traces() {
    return traces;
  }

  Environment environment() {
    return environment;
  }

  Context context(boolean forProfile) {
    return forProfile ? profiled : plain;
  }

  Optional<Instrumentation> instrumentation() {
    return instrumentation;
  }
}
