package atlas.vm.codegen;

import static atlas.vm.codegen.Names.I;

import atlas.vm.bytecode.Code;
import atlas.vm.bytecode.CodeUnit;
import atlas.vm.bytecode.Constant;
import atlas.vm.ranges.Range;
import atlas.vm.ranges.Speculation;
import atlas.vm.ranges.UnitRanges;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Functions that are translated twice, because some of their parameters {@linkplain Speculation
 * look like counts}: once with these parameters as ints, and once for all other arguments. The
 * method that everybody calls looks at the arguments and goes on to one or the other; a call whose
 * arguments are provably counts goes there at once.
 *
 * <p>Both are the same code of the same function, so profiled ones share their counters.
 */
final class FastMethods {
  private final CodeUnit unit;
  private final List<BitSet> counts;

  FastMethods(CodeUnit unit, UnitRanges ranges, Function<Constant, Optional<Integer>> callees) {
    this.unit = unit;
    this.counts = Speculation.of(unit, ranges, callees);
  }

  /** Whether all numbers of a range are counts. */
  static boolean accepts(Range range) {
    return Speculation.COUNT.contains(range);
  }

  /** The parameters that are ints in the fast method; none if there is no such method. */
  BitSet counts(int index) {
    return counts.get(index);
  }

  boolean has(int index) {
    return !counts(index).isEmpty();
  }

  /** The descriptor of the fast method. */
  MethodTypeDesc descriptor(int index) {
    Code code = unit.codes().get(index);
    ClassDesc[] types = Signatures.of(code).parameterArray();
    int first = code.captures().size();
    counts(index).stream().forEach(i -> types[first + i] = I);
    return MethodTypeDesc.of(Signatures.of(code).returnType(), types);
  }

  /** Generates the method that looks at the arguments. */
  void choose(CodeBuilder cb, ClassDesc owner, int index) {
    Code code = unit.codes().get(index);
    Label slow = cb.newLabel();
    int first = code.captures().size();
    BitSet fast = counts(index);
    for (int i = fast.nextSetBit(0); i >= 0; i = fast.nextSetBit(i + 1)) {
      cb.dload(cb.parameterSlot(first + i));
      cb.invokestatic(
          Names.ARITHMETIC, "isCount", MethodTypeDesc.of(Names.Z, ConstantDescs.CD_double));
      cb.ifeq(slow);
    }
    call(cb, owner, code, Signatures.fastMethod(index), descriptor(index), fast);
    cb.labelBinding(slow);
    call(cb, owner, code, Signatures.slowMethod(index), Signatures.of(code), new BitSet());
  }

  private static void call(
      CodeBuilder cb,
      ClassDesc owner,
      Code code,
      String method,
      MethodTypeDesc descriptor,
      BitSet ints) {
    int captures = code.captures().size();
    for (int i = 0; i < captures; i++) {
      Code.Local capture = code.captures().get(i);
      Held held = capture.cell() ? Held.CELL : Held.of(capture.type());
      cb.loadLocal(held.kind(), cb.parameterSlot(i));
    }
    for (int i = 0; i < code.params().size(); i++) {
      cb.loadLocal(Held.of(code.params().get(i)).kind(), cb.parameterSlot(captures + i));
      if (ints.get(i)) {
        cb.d2i();
      }
    }
    cb.iload(cb.parameterSlot(captures + code.params().size()));
    cb.invokestatic(owner, method, descriptor);
    cb.return_(Held.of(code.result()).kind());
  }
}
