package atlas.vm.ranges;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.bytecode.Instruction;
import atlas.vm.ranges.Known.Number;
import atlas.vm.types.Type;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which parameters of the functions of a unit look as if they were counts or positions, so that it
 * is worth while to translate the function twice: for such arguments, and for any. That is a guess,
 * and only how fast a program is depends on it.
 *
 * <p>A parameter is taken for a count if it, or what is computed from it in whole numbers, is used
 * as an index, as an operand of a remainder or as the bound of a counter, or is passed on as such a
 * parameter. (A function that only compares and adds is as fast with doubles.)
 */
public final class Speculation {
  /** What is guessed of such a parameter: twice as much is still an int. */
  public static final Range COUNT = new Range(0, (1L << 30) - 1);

  /** Longer functions are not translated twice. */
  private static final int LARGEST = 4000;

  private final CodeUnit unit;
  private final UnitRanges ranges;
  private final Function<Constant, Optional<Integer>> callees;
  private final List<BitSet> counts = new ArrayList<>();
  private final List<Passing> passings = new ArrayList<>();

  /** A parameter that is passed on. */
  private record Passing(int caller, long params, int callee, int position) {}

  private Speculation(
      CodeUnit unit, UnitRanges ranges, Function<Constant, Optional<Integer>> callees) {
    this.unit = unit;
    this.ranges = ranges;
    this.callees = callees;
  }

  /**
   * The parameters, for each code of the unit.
   *
   * @param callees the place in the unit of what a call is linked to, if it is in the unit
   */
  public static List<BitSet> of(
      CodeUnit unit, UnitRanges ranges, Function<Constant, Optional<Integer>> callees) {
    Speculation speculation = new Speculation(unit, ranges, callees);
    for (int i = 0; i < unit.codes().size(); i++) {
      speculation.look(i);
    }
    speculation.passOn();
    return List.copyOf(speculation.counts);
  }

  /** What the parameters of a code are taken for. */
  public static List<Range> ranges(Code code, BitSet counts) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < code.params().size(); i++) {
      ranges.add(counts.get(i) ? COUNT : Range.ANY);
    }
    return ranges;
  }

  private void look(int index) {
    Code code = unit.codes().get(index);
    BitSet numbers = new BitSet();
    for (int i = 0; i < Math.min(code.params().size(), Long.SIZE); i++) {
      numbers.set(i, code.params().get(i) == Type.NUMBER && !code.locals().get(i).cell());
    }
    counts.add(new BitSet());
    if (!numbers.isEmpty() && code.size() <= LARGEST) {
      ranges
          .interpretation(code, ranges(code, numbers))
          .record(
              new Interpretation.Recorder() {
                @Override
                public void before(int pc, State state) {
                  use(index, code.instruction(pc), state);
                }

                @Override
                public void after(int pc, Known top) {}
              });
    }
  }

  private void use(int function, Instruction in, State state) {
    switch (in.opcode()) {
      case GET_INDEX -> count(function, state.numbers(1));
      case SET_INDEX -> count(function, state.numbers(3).subList(0, 1));
      case GET_PATH -> count(function, state.numbers(in.a() + 1).subList(0, in.a()));
      case SET_PATH -> count(function, state.numbers(in.a() + 2).subList(0, in.a()));
      case MOD -> count(function, state.numbers(2));
      case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL -> {
        List<Number> sides = state.numbers(2);
        compared(function, sides.getFirst(), sides.getLast());
        compared(function, sides.getLast(), sides.getFirst());
      }
      case CALL -> {
        if (in.b() >= 0) {
          pass(function, unit.codes().get(function).constant(in.b()), state.numbers(in.a()));
        }
      }
      default -> {}
    }
  }

  private void count(int function, List<Number> operands) {
    for (Number operand : operands) {
      add(counts.get(function), operand.params());
    }
  }

  private void compared(int function, Number number, Number other) {
    boolean counter =
        other.range().isWhole() && other.params() == 0 && other.range().lo() < other.range().hi();
    if (counter) {
      add(counts.get(function), number.params());
    }
  }

  private static void add(BitSet set, long params) {
    set.or(BitSet.valueOf(new long[] {params}));
  }

  private void pass(int function, Constant callee, List<Number> arguments) {
    if (callee instanceof Constant.LibraryConstant(String name)) {
      switch (name) {
        case "charAt", "substring", "slice" -> count(function, arguments);
        default -> {}
      }
      return;
    }
    Optional<Integer> index = callees.apply(callee);
    for (int i = 0; i < arguments.size() && index.isPresent(); i++) {
      if (arguments.get(i).params() != 0) {
        passings.add(new Passing(function, arguments.get(i).params(), index.get(), i));
      }
    }
  }

  private void passOn() {
    Collections.reverse(passings);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Passing p : passings) {
        BitSet known = counts.get(p.caller());
        int before = known.cardinality();
        if (counts.get(p.callee()).get(p.position())) {
          add(known, p.params());
        }
        changed |= known.cardinality() != before;
      }
    }
  }
}
