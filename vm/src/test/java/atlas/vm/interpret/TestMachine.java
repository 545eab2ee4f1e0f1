package atlas.vm.interpret;

import atlas.vm.bytecode.BytecodeVerifier;
import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeBuilder;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.instrument.Instrumentation;
import atlas.vm.instrument.ProbePlan;
import atlas.vm.runtime.BuiltinValue;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Environment;
import atlas.vm.runtime.Environment.Globals;
import atlas.vm.runtime.Environment.Method;
import atlas.vm.runtime.Failures;
import atlas.vm.runtime.FunctionTemplate;
import atlas.vm.runtime.FunctionValue;
import atlas.vm.runtime.Kind;
import atlas.vm.runtime.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small world for interpreted units: globals, a library of what tests put in, and counters. */
final class TestMachine implements Globals, Instrumentation {
  final Map<Integer, Value> globals = new HashMap<>();
  final Map<String, Value> library = new HashMap<>();
  final Map<String, FunctionValue> numberMethods = new HashMap<>();
  final Map<Code, InterpreterCounters> counters = new HashMap<>();
  final Context context;
  private final Map<Code, FunctionTemplate> templates = new HashMap<>();
  private final boolean profiled;
  private int depthLimit = 100;

  TestMachine(boolean profiled) {
    this.profiled = profiled;
    this.context = new Context(_ -> {}, profiled, _ -> {});
  }

  /** Runs a unit that is well formed, in a fresh world. */
  static Value run(CodeBuilder main, CodeBuilder... functions) {
    return new TestMachine(false).start(unit(main, functions));
  }

  static CodeUnit unit(CodeBuilder main, CodeBuilder... functions) {
    List<Code> codes = new ArrayList<>(List.of(main.build()));
    for (CodeBuilder function : functions) {
      codes.add(function.build());
    }
    return CodeBuilder.unit(codes.toArray(Code[]::new));
  }

  TestMachine depthLimit(int limit) {
    depthLimit = limit;
    return this;
  }

  TestMachine with(String name, BuiltinValue.Body body) {
    library.put(name, new BuiltinValue(name, body));
    return this;
  }

  Value start(CodeUnit unit) {
    List<BytecodeVerifier.Finding> findings = BytecodeVerifier.verify(unit);
    if (!findings.isEmpty()) {
      throw new AssertionError(findings);
    }
    return interpreter(unit).runMain();
  }

  private Interpreter interpreter(CodeUnit unit) {
    Environment environment =
        new Environment(this, library::get, this::template, this::method, depthLimit);
    Optional<Instrumentation> instrumentation = profiled ? Optional.of(this) : Optional.empty();
    return new Interpreter(unit, environment, context, instrumentation);
  }

  private FunctionTemplate template(CodeUnit unit, int index) {
    return templates.computeIfAbsent(
        unit.codes().get(index),
        code -> new FunctionTemplate(code, (template, _) -> interpreter(unit).entry(template)));
  }

  private Method method(Kind kind, String name) {
    if (kind != Kind.NUMBER || !numberMethods.containsKey(name)) {
      throw Failures.noMethod(kind, name, Optional.empty());
    }
    return new Method(numberMethods.get(name));
  }

  @Override
  public Value get(int slot) {
    return globals.get(slot);
  }

  @Override
  public void set(int slot, Value value) {
    globals.put(slot, value);
  }

  @Override
  public ProbePlan plan(CodeUnit unit) {
    throw new AssertionError();
  }

  @Override
  public InterpreterCounters interpreterCounters(CodeUnit unit, Code code) {
    return counters.computeIfAbsent(code, c -> new InterpreterCounters(c.size()));
  }
}
