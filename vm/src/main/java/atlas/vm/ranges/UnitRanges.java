package atlas.vm.ranges;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of the numbers in the codes of a unit. Each code is analysed once for what may be
 * assumed of its parameters, however often that is asked for.
 */
public final class UnitRanges {
  /** Constants are made of constants; after so many rounds no more is found out. */
  private static final int ROUNDS = 3;

  private final GlobalRanges globals;
  private final Map<Question, Interpretation> answers = new HashMap<>();

  private record Question(Code code, List<Range> params) {}

  private UnitRanges(GlobalRanges globals) {
    this.globals = globals;
  }

  /**
   * Looks at a unit's top-level code, for the constants that it binds.
   *
   * @param lasting whether what is bound is so for good. In a session the name may be declared
   *     anew, which functions of this unit will see, but not its top-level code: that is done then.
   */
  public static UnitRanges of(CodeUnit unit, boolean lasting) {
    UnitRanges ranges = new UnitRanges(new GlobalRanges(Map.of(), lasting));
    for (int round = 0; round < ROUNDS; round++) {
      GlobalRanges found = ranges.globals.boundBy(unit.main(), ranges);
      if (found.equals(ranges.globals)) {
        break;
      }
      ranges = new UnitRanges(found);
    }
    return ranges;
  }

  /**
   * The numbers of a code.
   *
   * @param params what is known of the parameters: {@link Range#ANY} for those of which nothing is,
   *     or which are no numbers
   */
  public NumberRanges of(Code code, List<Range> params) {
    return NumberRanges.isTooLarge(code)
        ? NumberRanges.unknown(code)
        : interpretation(code, params).ranges();
  }

  /** What a code gets that reads a top-level variable, once it is known to be bound. */
  public Range of(Code reader, Constant.VariableConstant variable) {
    return globals.of(reader, variable);
  }

  /** The analysis itself. */
  Interpretation interpretation(Code code, List<Range> params) {
    return answers.computeIfAbsent(
        new Question(code, params), _ -> new Interpretation(code, params, globals));
  }
}
