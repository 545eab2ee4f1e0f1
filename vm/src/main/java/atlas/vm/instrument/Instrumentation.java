package atlas.vm.instrument;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import java.util.Arrays;

/** What a profiled run asks for: made by the profiler, one for the life of a session. */
public interface Instrumentation {
  /**
   * The plan of a unit, made when the unit is first reached by a profiled run; always the same one
   * for the same unit.
   */
  ProbePlan plan(CodeUnit unit);

  /**
   * The counters of code that the interpreter runs, one for each instruction; always the same array
   * for the same code. Null when the code has no counters of that kind.
   *
   * @param unit the unit that the code belongs to
   */
  InterpreterCounters interpreterCounters(CodeUnit unit, Code code);

  /** Counters of one function in the interpreter, which counts one by one. */
  final class InterpreterCounters {
    /** Executions of each instruction. */
    public final long[] instructions;

    /** Activations begun. */
    public long calls;

    /** The deepest call depth of an activation. */
    public int maxDepth;

    /** How many more instructions may be begun, at index 0; null if there is no limit. */
    public final long[] budget;

    /** How often loops turn at each entry; null if nobody wants to know. */
    public final LoopTurns turns;

    /** The most values on the operand stack of one activation. */
    public int maxStack;

    /** All instructions executed. */
    public long total() {
      return Arrays.stream(instructions).sum();
    }

    public InterpreterCounters(int size) {
      this(size, null, null);
    }

    /** Counters of a run with a limit, or one in which turns are counted. */
    public InterpreterCounters(int size, long[] budget, LoopTurns turns) {
      this.instructions = new long[size];
      this.budget = budget;
      this.turns = turns;
    }
  }
}
