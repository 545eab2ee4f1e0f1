package atlas.vm.types;

import atlas.vm.types.Type.ArrayType;
import atlas.vm.types.Type.FunctionType;
import atlas.vm.types.Type.IntersectionType;
import atlas.vm.types.Type.Member;
import atlas.vm.types.Type.StructType;
import atlas.vm.types.Type.UnionType;
import java.util.Optional;

/**
 * The relation {@code S ≤ T} of language §4.5, row by row. An intersection as target is taken apart
 * before one as source, so that the order of members does not matter.
 */
final class Assignability {
  private Assignability() {}

  static boolean holds(Type source, Type target) {
    Type s = source.expanded();
    Type t = target.expanded();
    if (s == Type.UNKNOWN || t == Type.UNKNOWN || s == Type.NEVER) {
      return true;
    }
    if (t == Type.NEVER) {
      return false;
    }
    if (Types.equal(s, t)) {
      return true;
    }
    if (s instanceof UnionType union) {
      return union.members().stream().allMatch(m -> holds(m, t));
    }
    if (t instanceof UnionType union) {
      return union.members().stream().anyMatch(m -> holds(s, m));
    }
    if (t instanceof IntersectionType parts) {
      return parts.members().stream().allMatch(m -> holds(s, m));
    }
    if (s instanceof IntersectionType parts) {
      return parts.members().stream().anyMatch(m -> holds(m, t));
    }
    if (s instanceof ArrayType from && t instanceof ArrayType to) {
      return holds(from.element(), to.element());
    }
    if (s instanceof FunctionType from && t instanceof FunctionType to) {
      return function(from, to);
    }
    if (s instanceof StructType from && t instanceof StructType to) {
      return to.members().stream()
          .allMatch(m -> member(from, m.name()).filter(f -> holds(f, m.type())).isPresent());
    }
    // What is left are Option, Result, HashMap and HashSet, and pairs that have nothing in common.
    return Types.agree(s, t);
  }

  /** The type of a structural type's member. */
  static Optional<Type> member(StructType type, String name) {
    return type.members().stream().filter(m -> m.name().equals(name)).map(Member::type).findFirst();
  }

  /** Parameters fit in either direction, which the language allows (row 8). */
  private static boolean function(FunctionType source, FunctionType target) {
    FunctionType t = Unifier.erased(target);
    if (t.params().isEmpty() && Types.isUnknown(t.result())) {
      return true;
    }
    if (source.params().size() != t.params().size()) {
      return false;
    }
    Optional<FunctionType> instance = Unifier.instantiate(source, t);
    if (instance.isEmpty()) {
      return false;
    }
    FunctionType s = instance.get();
    for (int i = 0; i < s.params().size(); i++) {
      Type from = s.params().get(i);
      Type to = t.params().get(i);
      if (!holds(from, to) && !holds(to, from)) {
        return false;
      }
    }
    return holds(s.result(), t.result());
  }
}
