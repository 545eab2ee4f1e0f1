package atlas.vm.types;

import atlas.vm.types.Type.AliasType;
import atlas.vm.types.Type.ArrayType;
import atlas.vm.types.Type.FunctionType;
import atlas.vm.types.Type.IntersectionType;
import atlas.vm.types.Type.MapType;
import atlas.vm.types.Type.OptionType;
import atlas.vm.types.Type.Primitive;
import atlas.vm.types.Type.ResultType;
import atlas.vm.types.Type.SetType;
import atlas.vm.types.Type.StructType;
import atlas.vm.types.Type.TypeParameter;
import atlas.vm.types.Type.TypeVariable;
import atlas.vm.types.Type.UnionType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Equality of types: through aliases, whatever the order of union members and whatever a generic
 * function calls its parameters.
 */
enum Comparison {
  /** {@code ?} equals {@code ?} alone. */
  EXACT,
  /** {@code ?} equals anything. */
  LENIENT;

  boolean same(Type first, Type second) {
    Type a = first.expanded();
    Type b = second.expanded();
    if (a == b || this == LENIENT && (a == Type.UNKNOWN || b == Type.UNKNOWN)) {
      return true;
    }
    return switch (a) {
      case Primitive p -> p.equals(b);
      case TypeVariable v -> v.equals(b);
      case ArrayType x -> b instanceof ArrayType y && same(x.element(), y.element());
      case OptionType x -> b instanceof OptionType y && same(x.value(), y.value());
      case SetType x -> b instanceof SetType y && same(x.element(), y.element());
      case ResultType x ->
          b instanceof ResultType y && same(x.value(), y.value()) && same(x.error(), y.error());
      case MapType x ->
          b instanceof MapType y && same(x.key(), y.key()) && same(x.value(), y.value());
      case UnionType x -> b instanceof UnionType y && sameMembers(x.members(), y.members());
      case IntersectionType x ->
          b instanceof IntersectionType y && sameMembers(x.members(), y.members());
      case StructType x -> b instanceof StructType y && sameStructs(x, y);
      case FunctionType x -> b instanceof FunctionType y && sameFunctions(x, y);
      case AliasType _ -> throw new IllegalStateException("an alias was expanded");
    };
  }

  /** No list has duplicates, so it is enough to look in one direction. */
  private boolean sameMembers(List<Type> first, List<Type> second) {
    if (this == LENIENT && (first.contains(Type.UNKNOWN) || second.contains(Type.UNKNOWN))) {
      return true;
    }
    return first.size() == second.size()
        && first.stream().allMatch(f -> second.stream().anyMatch(s -> same(f, s)));
  }

  private boolean sameStructs(StructType first, StructType second) {
    return first.members().size() == second.members().size()
        && first.members().stream()
            .allMatch(m ->
                Assignability.member(second, m.name()).filter(t -> same(m.type(), t)).isPresent());
  }

  private boolean sameFunctions(FunctionType first, FunctionType second) {
    if (first.params().size() != second.params().size()
        || first.typeParams().size() != second.typeParams().size()) {
      return false;
    }
    Optional<FunctionType> renamed = renamed(second, first.typeParams());
    return renamed.isPresent()
        && sameBounds(first.typeParams(), renamed.get().typeParams())
        && sameAll(first.params(), renamed.get().params())
        && same(first.result(), renamed.get().result());
  }

  private boolean sameBounds(List<TypeParameter> first, List<TypeParameter> second) {
    for (int i = 0; i < first.size(); i++) {
      if (!same(first.get(i).bound(), second.get(i).bound())
          || !first.get(i).traits().equals(second.get(i).traits())) {
        return false;
      }
    }
    return true;
  }

  private boolean sameAll(List<Type> first, List<Type> second) {
    for (int i = 0; i < first.size(); i++) {
      if (!same(first.get(i), second.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** A generic function type with its parameters called as in {@code names}. */
  private static Optional<FunctionType> renamed(FunctionType type, List<TypeParameter> names) {
    Map<String, Type> bindings = new HashMap<>();
    for (int i = 0; i < names.size(); i++) {
      bindings.put(type.typeParams().get(i).name(), new TypeVariable(names.get(i).name()));
    }
    Type bare = Types.substitute(FunctionType.of(type.params(), type.result()), bindings);
    List<TypeParameter> params =
        type.typeParams().stream()
            .map(
                p -> new TypeParameter(p.name(), Types.substitute(p.bound(), bindings), p.traits()))
            .toList();
    return bare instanceof FunctionType f
        ? Optional.of(new FunctionType(params, f.params(), f.result()))
        : Optional.empty();
  }
}
