package atlas.vm.codegen;

import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.ranges.UnitRanges;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of a whole unit before any of it is generated. It is found out once, however many
 * classes are generated for the unit: with calling contexts that is one for each of them.
 */
public final class UnitFacts {
  private final CodeUnit unit;
  private final boolean redefinable;
  private final Map<Integer, Integer> functions;
  private final UnitRanges ranges;
  private final FastMethods fastMethods;

  /**
   * Looks at a unit.
   *
   * @param redefinable as {@link Linkage#redefinable} says
   */
  public UnitFacts(CodeUnit unit, boolean redefinable) {
    this.unit = unit;
    this.redefinable = redefinable;
    this.functions = unit.topLevelFunctions();
    this.ranges = UnitRanges.of(unit, !redefinable);
    this.fastMethods = new FastMethods(unit, ranges, this::linked);
  }

  CodeUnit unit() {
    return unit;
  }

  UnitRanges ranges() {
    return ranges;
  }

  FastMethods fastMethods() {
    return fastMethods;
  }

  /** The place in the unit of what a call is linked to, if it is in the unit. */
  Optional<Integer> linked(Constant callee) {
    return switch (callee) {
      case Constant.CodeConstant c -> Optional.of(c.index());
      case Constant.FunctionConstant f -> linkable(f);
      default -> Optional.empty();
    };
  }

  /** The place in the unit of a top-level function that calls may be linked to for good. */
  Optional<Integer> linkable(Constant.FunctionConstant function) {
    return redefinable ? Optional.empty() : Optional.ofNullable(functions.get(function.slot()));
  }
}
