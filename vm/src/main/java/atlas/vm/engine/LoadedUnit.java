package atlas.vm.engine;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.codegen.EntryGenerator;
import atlas.vm.codegen.GeneratedClass;
import atlas.vm.codegen.LineNumbers;
import atlas.vm.codegen.Linkage;
import atlas.vm.codegen.Signatures;
import atlas.vm.codegen.UnitGenerator;
import atlas.vm.instrument.ContextInstrumentation;
import atlas.vm.instrument.Instrumentation;
import atlas.vm.instrument.ProbePlan;
import atlas.vm.interpret.Interpreter;
import atlas.vm.link.CallLinker;
import atlas.vm.link.FunctionSlot;
import atlas.vm.link.GlobalVariable;
import atlas.vm.link.MainProgram;
import atlas.vm.link.UnitLoader;
import atlas.vm.runtime.BuiltinValue;
import atlas.vm.runtime.Closure;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Entry;
import atlas.vm.runtime.Environment;
import atlas.vm.runtime.FunctionTemplate;
import atlas.vm.runtime.Value;
import java.lang.invoke.CallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A unit that is loaded into a session, with up to two classes, made when first needed: one for
 * ordinary runs, and one for profiled runs, which counts. Functions too large for a JVM method are
 * left to the interpreter, and so is the whole of a unit that is too large for a class or has calls
 * with more arguments than the JVM can pass.
 */
final class LoadedUnit {
  /** With so many instructions, a function may be what makes a class or method too large. */
  private static final int LARGE_FUNCTION = 1000;

  private final Machine machine;
  private final Home home;
  private final CodeUnit code;
  private final String name;
  private final List<Closure> functions = new ArrayList<>();
  private final BitSet tooLarge = new BitSet();
  private boolean allInterpreted;
  private Version plain;
  private Version profiled;

  /**
   * One of the two classes.
   *
   * @param main an instance; empty if there is no class, because all is interpreted
   */
  private record Version(
      String className, UnitLoader loader, Optional<MainProgram> main, Interpreter interpreter) {}

  /** How calls find the function that a template stands for. */
  record Link(LoadedUnit unit, int index) implements FunctionTemplate.Linker {
    @Override
    public Entry entry(FunctionTemplate template, boolean forProfile) {
      return unit.entry(template, index, forProfile);
    }
  }

  LoadedUnit(Machine machine, Home home, CodeUnit code, String name) {
    this.machine = machine;
    this.home = home;
    this.code = code;
    this.name = name;
    for (int i = 0; i < code.codes().size(); i++) {
      Code function = code.codes().get(i);
      functions.add(new Closure(new FunctionTemplate(function, new Link(this, i))));
      machine.globals().prepare(function.constants());
      if (function.size() > LineNumbers.LIMIT) {
        tooLarge.set(i);
      }
      allInterpreted |= JvmLimits.exceededBy(function);
    }
  }

  CodeUnit code() {
    return code;
  }

  String name() {
    return name;
  }

  Environment environment() {
    return home.environment();
  }

  /** The function at a place, as a value without captures. */
  Closure function(int index) {
    return functions.get(index);
  }

  boolean isInterpreted(int index) {
    return allInterpreted || tooLarge.get(index);
  }

  /** Runs the top-level code. */
  Value run(boolean forProfile) {
    if (machine.kind() == EngineKind.INTERPRETER) {
      return interpreter(forProfile).runMain();
    }
    Version version = version(forProfile);
    return isInterpreted(0) ? version.interpreter().runMain() : version.main().orElseThrow().run();
  }

  private Interpreter interpreter(boolean forProfile) {
    return new Interpreter(
        code,
        home.environment(),
        machine.context(forProfile),
        forProfile ? machine.instrumentation() : Optional.empty());
  }

  private Entry entry(FunctionTemplate template, int index, boolean forProfile) {
    if (machine.kind() == EngineKind.INTERPRETER) {
      return interpreter(forProfile).entry(template);
    }
    Version version = version(forProfile);
    if (isInterpreted(index)) {
      return version.interpreter().entry(template);
    }
    GeneratedClass entry =
        EntryGenerator.generate(version.className(), index, code.codes().get(index));
    return (Entry) version.loader().define(entry.name(), entry.bytes(), entry.constants());
  }

  /** The generated method of a function, to link calls to. */
  MethodHandle target(int index, boolean forProfile) {
    Version version = version(forProfile);
    return version.main().isPresent()
        ? method(version.main().get().getClass(), index)
        : method(adapter(index, forProfile, version), 0);
  }

  /** A class with one method, which leaves a function to the interpreter. */
  private Class<?> adapter(int index, boolean forProfile, Version version) {
    CodeUnit alone = new CodeUnit(code.source(), List.of(code.codes().get(index)));
    Entry entry = version.interpreter().entry(functions.get(index).template());
    Links links = new Links(forProfile, _ -> Optional.of(entry));
    String className = version.className() + "F" + index;
    GeneratedClass generated = UnitGenerator.generate(className, alone, machine.library(), links);
    return version.loader().define(className, generated.bytes(), generated.constants()).getClass();
  }

  /** The generated method of a function in its class. */
  static MethodHandle method(Class<?> type, int index) {
    String method = Signatures.method(index);
    for (Method candidate : type.getDeclaredMethods()) {
      if (candidate.getName().equals(method)) {
        try {
          return MethodHandles.publicLookup().unreflect(candidate);
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
    throw new AssertionError(method);
  }

  private Version version(boolean forProfile) {
    Version version = forProfile ? profiled : plain;
    if (version != null) {
      return version;
    }
    version = generate(forProfile);
    if (forProfile) {
      profiled = version;
    } else {
      plain = version;
    }
    return version;
  }

  private Version generate(boolean forProfile) {
    Interpreter interpreter = interpreter(forProfile);
    Links links = new Links(forProfile, index -> interpreted(index, interpreter));
    String className = forProfile ? name + "P" : name;
    while (!allInterpreted) {
      try {
        GeneratedClass generated =
            UnitGenerator.generate(className, code, machine.library(), links);
        UnitLoader loader = loader(forProfile);
        machine.traces().register(className, this, 0);
        Object main = loader.define(className, generated.bytes(), generated.constants());
        return new Version(className, loader, Optional.of((MainProgram) main), interpreter);
      } catch (IllegalArgumentException tooBig) {
        leaveLargestToInterpreter(tooBig);
      }
    }
    return new Version(className, loader(forProfile), Optional.empty(), interpreter);
  }

  private UnitLoader loader(boolean forProfile) {
    return new UnitLoader(new SlotLinker(forProfile), machine.interrupts(), this);
  }

  /**
   * Generates the class of one function in a calling context. One that gets too large is left to
   * the interpreter from then on.
   */
  GeneratedClass generateOne(
      String className,
      int index,
      Context context,
      ContextInstrumentation instruments,
      Interpreter interpreter) {
    Links links =
        new Links(
            context, Optional.of(instruments.plan(code)), true, i -> interpreted(i, interpreter));
    while (true) {
      try {
        return UnitGenerator.generateOne(className, code, index, machine.library(), links);
      } catch (IllegalArgumentException tooBig) {
        if (tooLarge.get(index)) {
          throw tooBig;
        }
        tooLarge.set(index);
      }
    }
  }

  private Optional<Entry> interpreted(int index, Interpreter interpreter) {
    return isInterpreted(index)
        ? Optional.of(interpreter.entry(functions.get(index).template()))
        : Optional.empty();
  }

  private void leaveLargestToInterpreter(IllegalArgumentException reason) {
    int largest = -1;
    for (int i = 0; i < code.codes().size(); i++) {
      boolean larger = largest < 0 || code.codes().get(i).size() > code.codes().get(largest).size();
      if (!tooLarge.get(i) && larger) {
        largest = i;
      }
    }
    if (largest >= 0 && code.codes().get(largest).size() >= LARGE_FUNCTION) {
      tooLarge.set(largest);
    } else if (JvmLimits.mayExceedClass(code)) {
      allInterpreted = true;
    } else {
      throw reason;
    }
  }

  /** Links calls through the slots of functions, which may be declared anew. */
  private final class SlotLinker implements CallLinker {
    private final boolean forProfile;

    SlotLinker(boolean forProfile) {
      this.forProfile = forProfile;
    }

    @Override
    public CallSite function(int slot, MethodType type) {
      return machine.globals().function(slot).callSite(type, forProfile);
    }

    @Override
    public CallSite callee(int index, MethodType type) {
      throw new AssertionError("a call within a class is not linked: " + index);
    }
  }

  /** What the generated class of one version is linked to. */
  private final class Links implements Linkage {
    private final Context context;
    private final Optional<ProbePlan> plan;
    private final boolean contextual;
    private final IntFunction<Optional<Entry>> interpreted;

    Links(boolean forProfile, IntFunction<Optional<Entry>> interpreted) {
      this(
          machine.context(forProfile),
          (forProfile ? machine.instrumentation() : Optional.<Instrumentation>empty())
              .map(i -> i.plan(code)),
          false,
          interpreted);
    }

    Links(
        Context context,
        Optional<ProbePlan> plan,
        boolean contextual,
        IntFunction<Optional<Entry>> interpreted) {
      this.context = context;
      this.plan = plan;
      this.contextual = contextual;
      this.interpreted = interpreted;
    }

    @Override
    public GlobalVariable variable(Constant.VariableConstant constant) {
      return machine.globals().variable(constant);
    }

    @Override
    public FunctionSlot slot(Constant.FunctionConstant constant) {
      return machine.globals().function(constant);
    }

    @Override
    public BuiltinValue library(String function) {
      return machine.library().value(function);
    }

    @Override
    public Closure function(int index) {
      return functions.get(index);
    }

    @Override
    public Context context() {
      return context;
    }

    @Override
    public boolean contextual() {
      return contextual;
    }

    @Override
    public Environment.Methods methods() {
      return home.environment().methods();
    }

    @Override
    public int depthLimit() {
      return home.environment().depthLimit();
    }

    @Override
    public boolean redefinable() {
      return machine.redefinable();
    }

    @Override
    public boolean polls() {
      return machine.redefinable() || context.profiled();
    }

    @Override
    public Optional<ProbePlan> probes() {
      return plan;
    }

    @Override
    public Optional<Entry> interpreted(int index) {
      return interpreted.apply(index);
    }
  }
}
