package atlas.vm.interpret;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.instrument.Instrumentation;
import atlas.vm.instrument.Instrumentation.InterpreterCounters;
import atlas.vm.runtime.Context;
import atlas.vm.runtime.Entry;
import atlas.vm.runtime.Environment;
import atlas.vm.runtime.FunctionTemplate;
import atlas.vm.runtime.Value;
import java.util.Optional;

/**
 * Runs the code of one unit instruction by instruction: the reference for what the compiled engine
 * does, and the way to run code that is too large to be compiled.
 *
 * <p>It is meant to be obviously right, not to be fast. Wherever a value becomes reachable from a
 * second place, it is marked as shared, so that every change of an array or collection makes a
 * copy: value semantics by construction ({@link Activation}). An Atlas call is a Java call, so a
 * deep recursion needs a thread with a large stack.
 *
 * <p>One interpreter serves either ordinary or profiled runs. Profiled, it counts every instruction
 * when it begins it, the one that fails included; an activation counts when all that its caller has
 * to answer for was checked: kind of callee, number and kinds of arguments, call depth, and
 * interrupts.
 */
public final class Interpreter {
  private final CodeUnit unit;
  private final Environment environment;
  private final Context context;
  private final Optional<Instrumentation> instrumentation;

  /**
   * @param context that of the runs to serve; a profiled one if and only if there is an
   *     instrumentation
   */
  public Interpreter(
      CodeUnit unit,
      Environment environment,
      Context context,
      Optional<Instrumentation> instrumentation) {
    this.unit = unit;
    this.environment = environment;
    this.context = context;
    this.instrumentation = instrumentation;
  }

  /**
   * Runs the top-level code, at call depth 1, and gives the result of the program (language §22.1).
   */
  public Value runMain() {
    Code main = unit.main();
    return new Activation(this, main, new Value[0], new Value[0], 1).run(counters(main));
  }

  /** The way in to a function of the unit. */
  public Entry entry(FunctionTemplate template) {
    return new InterpretedEntry(this, template.code(), counters(template.code()));
  }

  CodeUnit unit() {
    return unit;
  }

  Environment environment() {
    return environment;
  }

  Context context() {
    return context;
  }

  private Optional<InterpreterCounters> counters(Code code) {
    return instrumentation.map(i -> i.interpreterCounters(unit, code));
  }
}
