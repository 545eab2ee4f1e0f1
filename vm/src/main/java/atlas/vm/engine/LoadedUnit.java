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
import atlas.vm.instrument.Instrumentation;
import atlas.vm.instrument.ProbePlan;
import atlas.vm.interpret.Interpreter;
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
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A unit that is loaded into a session, with up to two classes, made when first needed: one for
 * ordinary runs, and one for profiled runs, which counts. Functions too large for a JVM method are
 * left to the interpreter.
 */
final class LoadedUnit {
  private final Machine machine;
  private final Home home;
  private final CodeUnit code;
  private final String name;
  private final List<Closure> functions = new ArrayList<>();
  private final BitSet tooLarge = new BitSet();
  private Version plain;
  private Version profiled;

  /** One of the two classes. */
  private record Version(
      String className, UnitLoader loader, MainProgram main, Interpreter interpreter) {}

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
    }
  }

  CodeUnit code() {
    return code;
  }

  /** The function at a place, as a value without captures. */
  Closure function(int index) {
    return functions.get(index);
  }

  boolean isInterpreted(int index) {
    return tooLarge.get(index);
  }

  /** Runs the top-level code. */
  Value run(boolean forProfile) {
    if (machine.kind() == EngineKind.INTERPRETER) {
      return interpreter(forProfile).runMain();
    }
    Version version = version(forProfile);
    return isInterpreted(0) ? version.interpreter().runMain() : version.main().run();
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
    Class<?> type = version.main().getClass();
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
    Links links = new Links(forProfile, interpreter);
    String className = forProfile ? name + "P" : name;
    while (true) {
      try {
        GeneratedClass generated =
            UnitGenerator.generate(className, code, machine.library(), links);
        UnitLoader loader =
            new UnitLoader(machine.globals()::function, machine.interrupts(), forProfile, this);
        machine.traces().register(className, this);
        Object main = loader.define(className, generated.bytes(), generated.constants());
        return new Version(className, loader, (MainProgram) main, interpreter);
      } catch (IllegalArgumentException tooBig) {
        leaveLargestToInterpreter(tooBig);
      }
    }
  }

  private void leaveLargestToInterpreter(IllegalArgumentException reason) {
    int largest = -1;
    for (int i = 0; i < code.codes().size(); i++) {
      boolean larger = largest < 0 || code.codes().get(i).size() > code.codes().get(largest).size();
      if (!tooLarge.get(i) && larger) {
        largest = i;
      }
    }
    if (largest < 0 || code.codes().get(largest).size() < 1000) {
      throw reason;
    }
    tooLarge.set(largest);
  }

  /** What the generated class of one version is linked to. */
  private final class Links implements Linkage {
    private final boolean forProfile;
    private final Interpreter interpreter;
    private final Optional<ProbePlan> plan;

    Links(boolean forProfile, Interpreter interpreter) {
      this.forProfile = forProfile;
      this.interpreter = interpreter;
      Optional<Instrumentation> instrumentation =
          forProfile ? machine.instrumentation() : Optional.empty();
      this.plan = instrumentation.map(i -> i.plan(code));
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
      return machine.context(forProfile);
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
      return machine.redefinable() || forProfile;
    }

    @Override
    public Optional<ProbePlan> probes() {
      return plan;
    }

    @Override
    public Optional<Entry> interpreted(int index) {
      return tooLarge.get(index)
          ? Optional.of(interpreter.entry(functions.get(index).template()))
          : Optional.empty();
    }
  }
}
