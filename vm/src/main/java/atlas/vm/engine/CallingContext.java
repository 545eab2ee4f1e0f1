package atlas.vm.engine;

import atlas.vm.bytecode.Code;
import atlas.vm.codegen.GeneratedUnit;
import atlas.vm.instrument.ContextInstrumentation;
import atlas.vm.interpret.Interpreter;
import atlas.vm.link.CallLinker;
import atlas.vm.link.FunctionSlot;
import atlas.vm.link.UnitLoader;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Entry;
import atlas.vm.runtime.FunctionTemplate;
import atlas.vm.runtime.Value;
import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One function in one calling context of a profiled run, with a class of its own, generated when
 * control first comes there. A context is thus known from where the code is, and nothing has to be
 * passed along with calls or looked up when they are executed: a call is linked to the code of its
 * context once. Calls of function values look up their callee among those of the context.
 *
 * <p>All contexts of a run are made for it and go with it: what is declared anew later needs no
 * relinking.
 */
final class CallingContext implements Context.Callees, CallLinker {
  private final Machine machine;
  private final LoadedUnit unit;
  private final int index;
  private final ContextInstrumentation instruments;
  private final Map<Integer, CallingContext> all;
  private final Map<FunctionTemplate, Entry> entries = new IdentityHashMap<>();
  private final Context context;
  private Generated generated;
  private Entry ownEntry;
  private FunctionTemplate lastTemplate;
  private Entry lastEntry;

  /** The code of a context, in either engine. */
  private record Generated(LoadedProgram program, Interpreter interpreter) {}

  /** The context that top-level code is called from. */
  static CallingContext outside(Machine machine, ContextInstrumentation instruments) {
    return new CallingContext(machine, null, -1, instruments, new HashMap<>());
  }

  private CallingContext(
      Machine machine,
      LoadedUnit unit,
      int index,
      ContextInstrumentation instruments,
      Map<Integer, CallingContext> all) {
    this.machine = machine;
    this.unit = unit;
    this.index = index;
    this.instruments = instruments;
    this.all = all;
    this.context = machine.context(true).at(this);
    all.put(instruments.number(), this);
  }

  @Override
  public int number() {
    return instruments.number();
  }

  /** Runs the top-level code of a unit, called from here. */
  Value runMain(LoadedUnit program) {
    CallingContext main = callee(program, 0);
    return main.isInterpreted() ? main.interpreter().runMain() : main.generated().program().run();
  }

  private CallingContext callee(LoadedUnit callee, int place) {
    Code code = callee.code().codes().get(place);
    ContextInstrumentation called = instruments.callee(callee.code(), code);
    CallingContext known = all.get(called.number());
    return known != null ? known : new CallingContext(machine, callee, place, called, all);
  }

  @Override
  public Entry entry(FunctionTemplate template) {
    if (template != lastTemplate) {
      lastEntry = entries.computeIfAbsent(template, this::link);
      lastTemplate = template;
    }
    return lastEntry;
  }

  private Entry link(FunctionTemplate template) {
    LoadedUnit.Link link = (LoadedUnit.Link) template.linker();
    return callee(link.unit(), link.index()).ownEntry(template);
  }

  // The way in to the function of this context.
  private Entry ownEntry(FunctionTemplate template) {
    if (ownEntry == null) {
      ownEntry = isInterpreted() ? interpreter().entry(template) : generateEntry();
    }
    return ownEntry;
  }

  private Entry generateEntry() {
    return generated().program().entry(index, unit.code().codes().get(index));
  }

  @Override
  public CallSite function(int slot, MethodType type) {
    FunctionSlot function = machine.globals().function(slot);
    LoadedUnit.Link link = (LoadedUnit.Link) ((Closure) function.get()).template().linker();
    return new ConstantCallSite(callee(link.unit(), link.index()).method().asType(type));
  }

  @Override
  public CallSite callee(int place, MethodType type) {
    return new ConstantCallSite(callee(unit, place).method().asType(type));
  }

  private MethodHandle method() {
    return generated().program().method(index);
  }

  private boolean isInterpreted() {
    return machine.kind() == EngineKind.INTERPRETER || unit.isInterpreted(index);
  }

  private Interpreter interpreter() {
    return new Interpreter(unit.code(), unit.environment(), context, Optional.of(instruments));
  }

  private Generated generated() {
    if (generated == null) {
      long start = System.nanoTime();
      UnitLoader loader = new UnitLoader(this, unit);
      Interpreter interpreter = interpreter();
      String className = unit.name() + "C" + instruments.number();
      GeneratedUnit code = unit.generateOne(className, index, context, instruments, interpreter);
      if (!unit.isInterpreted(index)) {
        unit.register(code, instruments.number());
      }
      generated = new Generated(LoadedProgram.load(code, loader), interpreter);
      machine.generatedSince(start);
    }
    return generated;
  }
}
