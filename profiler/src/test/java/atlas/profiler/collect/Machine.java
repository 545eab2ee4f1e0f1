package atlas.profiler.collect;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.Instruction;
import atlas.vm.bytecode.Opcode;
import atlas.vm.instrument.ProbePlan;
import atlas.vm.instrument.Probes;
import atlas.vm.runtime.Unwinding.Activation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Walks through codes at random as an engine would, conditions and callees being drawn by lot, and
 * counts twice: every instruction by itself, and the counters of a plan as generated code does. Now
 * and then an activation fails, which ends its callers, too, up to one that catches.
 */
final class Machine {
  /** Ends activations. */
  private static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final int DEEPEST = 30;

  private final RandomGenerator random;
  private final List<Code> callees;
  private final ProbePlan plan;
  private final double failures;
  private final double catches;
  private final Map<Code, long[]> executed = new IdentityHashMap<>();
  private final Map<Code, long[]> calls = new IdentityHashMap<>();
  private final List<Activation> ended = new ArrayList<>();
  private int depth;
  private int steps;

  /**
   * @param failures the chance of each instruction to fail
   * @param catches the chance of each call to catch a failure
   */
  Machine(
      RandomGenerator random, List<Code> callees, ProbePlan plan, double failures, double catches) {
    this.random = random;
    this.callees = callees;
    this.plan = plan;
    this.failures = failures;
    this.catches = catches;
    for (Code code : callees) {
      executed.put(code, new long[code.size()]);
      calls.put(code, new long[1]);
    }
  }

  /** Runs a code and what it calls for so many steps at most, after which it is interrupted. */
  void run(Code code, int mostSteps) {
    steps = mostSteps;
    depth = 0;
    try {
      call(code);
    } catch (Failure failure) {
      depth = 0;
    }
  }

  long[] executed(Code code) {
    return executed.get(code);
  }

  long calls(Code code) {
    return calls.get(code)[0];
  }

  List<Activation> ended() {
    return ended;
  }

  private void call(Code code) {
    if (depth == DEEPEST) {
      throw new Failure();
    }
    depth++;
    calls.get(code)[0]++;
    Probes probes = plan.probes(code);
    count(probes.entry());
    int pc = 0;
    try {
      while (pc >= 0) {
        executed.get(code)[pc]++;
        execute(code.instruction(pc));
        pc = next(code, probes, pc);
      }
    } catch (Failure failure) {
      ended.add(new Activation(code, pc));
      throw failure;
    } finally {
      depth--;
    }
  }

  private void execute(Instruction instruction) {
    if (--steps < 0
        || instruction.opcode() == Opcode.MATCH_FAIL
        || random.nextDouble() < failures) {
      throw new Failure();
    }
    if (instruction.opcode() == Opcode.CALL) {
      int before = depth;
      try {
        call(callees.get(random.nextInt(callees.size())));
      } catch (Failure failure) {
        if (steps < 0 || random.nextDouble() >= catches) {
          throw failure;
        }
        depth = before;
      }
    }
  }

  /** The next instruction, after counting the way there; -1 if the activation has ended. */
  private int next(Code code, Probes probes, int pc) {
    Instruction instruction = code.instruction(pc);
    boolean jumps =
        switch (instruction.opcode()) {
          case JUMP, LOOP -> true;
          case JUMP_IF_FALSE -> random.nextBoolean();
          default -> false;
        };
    if (!jumps && instruction.opcode().endsBlock()) {
      return -1;
    }
    int next = jumps ? instruction.a() : pc + 1;
    count(probes.edge(pc, next, jumps));
    return next;
  }

  private void count(int counter) {
    if (counter != Probes.NONE) {
      plan.counters()[counter]++;
    }
  }
}
