package atlas.vm.engine;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.codegen.GeneratedUnit;
import atlas.vm.codegen.Linkage;
import atlas.vm.codegen.SizeLimits;
import atlas.vm.codegen.UnitFacts;
import atlas.vm.codegen.UnitGenerator;
import atlas.vm.instrument.ContextInstrumentation;
import atlas.vm.instrument.Instrumentation;
import atlas.vm.instrument.ProbePlan;
import atlas.vm.interpret.Interpreter;
import atlas.vm.link.CallLinker;
import atlas.vm.link.FunctionSlot;
import atlas.vm.link.GlobalVariable;
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
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A unit that is loaded into a session, in up to two versions, made when first needed: one for
 * ordinary runs, and one for profiled runs, which counts. A version is a class, or several if the
 * unit is too large for one. Functions too large for a JVM method that cannot be divided are left
 * to the interpreter, and so is the whole of a unit that has calls with more arguments than the JVM
 * can pass.
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
  private boolean ran;
  private Version plain;
  private Version profiled;
  private UnitFacts facts;

  /**
   * One of the two versions.
   *
   * @param program empty if there is no class, because all is interpreted
   */
  private record Version(
      String className,
      UnitLoader loader,
      Optional<LoadedProgram> program,
      Interpreter interpreter) {}

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
    boolean again = ran;
    ran = true;
    if (machine.kind() == EngineKind.INTERPRETER || !forProfile && !again && runsOnce()) {
      return interpreter(forProfile).runMain();
    }
    Version version = version(forProfile);
    return isInterpreted(0)
        ? version.interpreter().runMain()
        : version.program().orElseThrow().run();
  }

  /** An input of a session does, most likely; a program goes on in its top-level code. */
  private boolean runsOnce() {
    return machine.redefinable() && RunOnce.isBest(code.main());
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
    return version.program().orElseThrow().entry(index, code.codes().get(index));
  }

  /** The generated method of a function, to link calls to. */
  MethodHandle target(int index, boolean forProfile) {
    Version version = version(forProfile);
    return version.program().isPresent()
        ? version.program().get().method(index)
        : adapter(index, forProfile, version).method(0);
  }

  /** A class with one method, which leaves a function to the interpreter. */
  private LoadedProgram adapter(int index, boolean forProfile, Version version) {
    long start = System.nanoTime();
    CodeUnit alone = new CodeUnit(code.source(), List.of(code.codes().get(index)));
    Entry entry = version.interpreter().entry(functions.get(index).template());
    Links links = new Links(forProfile, _ -> Optional.of(entry));
    String className = version.className() + "F" + index;
    GeneratedUnit generated =
        UnitGenerator.generate(className, alone, machine.library(), links, machine.limits());
    LoadedProgram program = LoadedProgram.load(generated, version.loader());
    machine.generatedSince(start);
    return program;
  }

  private Version version(boolean forProfile) {
    Version version = forProfile ? profiled : plain;
    if (version != null) {
      return version;
    }
    long start = System.nanoTime();
    version = generate(forProfile);
    machine.generatedSince(start);
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
    SizeLimits limits = machine.limits();
    while (!allInterpreted) {
      try {
        GeneratedUnit generated =
            UnitGenerator.generate(className, code, machine.library(), links, limits);
        UnitLoader loader = loader(forProfile);
        register(generated, 0);
        LoadedProgram program = LoadedProgram.load(generated, loader);
        return new Version(className, loader, Optional.of(program), interpreter);
      } catch (IllegalArgumentException tooBig) {
        if (limits == machine.limits()) {
          limits = limits.smaller();
        } else {
          leaveLargestToInterpreter(tooBig);
        }
      }
    }
    return new Version(className, loader(forProfile), Optional.empty(), interpreter);
  }

  private UnitLoader loader(boolean forProfile) {
    return new UnitLoader(new SlotLinker(forProfile), this);
  }

  /** Makes the classes of this unit known to those who read stack traces. */
  void register(GeneratedUnit generated, int context) {
    generated.classes().forEach(c -> machine.traces().register(c.name(), this, context));
  }

  /**
   * Generates the code of one function in a calling context. One that gets too large is left to the
   * interpreter from then on.
   */
  GeneratedUnit generateOne(
      String className,
      int index,
      Context context,
      ContextInstrumentation instruments,
      Interpreter interpreter) {
    Links links =
        new Links(
            context, Optional.of(instruments.plan(code)), true, i -> interpreted(i, interpreter));
    SizeLimits limits = machine.limits();
    while (true) {
      try {
        return UnitGenerator.generateOne(
            className, facts(), index, machine.library(), links, limits);
      } catch (IllegalArgumentException tooBig) {
        if (limits == machine.limits()) {
          limits = limits.smaller();
        } else if (tooLarge.get(index)) {
          throw tooBig;
        } else {
          tooLarge.set(index);
        }
      }
    }
  }

  private UnitFacts facts() {
    if (facts == null) {
      facts = new UnitFacts(code, machine.redefinable());
    }
    return facts;
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
