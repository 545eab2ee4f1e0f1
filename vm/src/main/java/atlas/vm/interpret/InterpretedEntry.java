package atlas.vm.interpret;

import atlas.vm.bytecode.Code;
import atlas.vm.instrument.Instrumentation.InterpreterCounters;
import atlas.vm.runtime.Checks;
import atlas.vm.runtime.Entry;
import atlas.vm.runtime.Failures;
import atlas.vm.runtime.Kind;
import atlas.vm.runtime.Value;
import java.util.Optional;

/**
 * The way in to an interpreted function. What is checked here is the caller's business: when it
 * fails, or the run is interrupted, the function was not begun.
 */
final class InterpretedEntry extends Entry {
  private final Interpreter interpreter;
  private final Code code;
  private final int[] masks;
  private final Optional<InterpreterCounters> counters;

  InterpretedEntry(Interpreter interpreter, Code code, Optional<InterpreterCounters> counters) {
    this.interpreter = interpreter;
    this.code = code;
    this.masks = code.params().stream().mapToInt(Kind::mask).toArray();
    this.counters = counters;
  }

  @Override
  public Value apply(Value[] captures, Value[] args, int depth) {
    if (args.length != masks.length) {
      throw Checks.arity(code.name(), masks.length, args.length);
    }
    for (int i = 0; i < args.length; i++) {
      Checks.kind(args[i], masks[i]);
    }
    if (depth > interpreter.environment().depthLimit()) {
      throw Failures.exhausted(depth);
    }
    interpreter.context().poll();
    return new Activation(interpreter, code, captures, args, depth).run(counters);
  }
}
