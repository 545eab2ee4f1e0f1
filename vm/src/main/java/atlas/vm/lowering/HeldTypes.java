package atlas.vm.lowering;

import atlas.vm.types.Type;
import java.util.List;

/**
 * The types that bytecode speaks of: static types without aliases and type parameters. What an
 * instruction pushes has a <em>natural</em> type, guaranteed by what it does; where what follows
 * relies on a narrower one, the value is checked (language §4.3).
 */
final class HeldTypes {
  /**
   * A bool held as a reference: the operands of {@code &&} and {@code ||} where the result goes to
   * a place of unknown type.
   */
  static final Type BOOL_REFERENCE = new Type.UnionType(List.of(Type.BOOL, Type.NEVER));

  private HeldTypes() {}

  /**
   * A type without aliases at its top; what has no representation of its own is the unknown type.
   */
  static Type erase(Type type) {
    Type t = type.expanded();
    return switch (t) {
      case Type.TypeVariable _, Type.StructType _, Type.IntersectionType _ -> Type.UNKNOWN;
      case Type.ArrayType a -> new Type.ArrayType(erase(a.element()));
      case Type.FunctionType f ->
          Type.FunctionType.of(
              f.params().stream().map(HeldTypes::erase).toList(), erase(f.result()));
      case Type.OptionType o -> new Type.OptionType(erase(o.value()));
      case Type.ResultType r -> new Type.ResultType(erase(r.value()), erase(r.error()));
      case Type.UnionType u -> eraseUnion(u);
      case Type.Primitive p -> p == Type.NEVER ? Type.UNKNOWN : p;
      case Type.MapType _, Type.SetType _ -> t;
      case Type.AliasType _ -> throw new AssertionError(t);
    };
  }

  private static Type eraseUnion(Type.UnionType union) {
    List<Type> members = union.members().stream().map(HeldTypes::erase).distinct().toList();
    if (members.contains(Type.UNKNOWN)) {
      return Type.UNKNOWN;
    }
    return members.size() == 1 ? members.getFirst() : new Type.UnionType(members);
  }

  /**
   * Whether every value of {@code natural} has a kind that {@code wanted} allows, so that no check
   * is needed.
   */
  static boolean fits(Type natural, Type wanted) {
    if (wanted == Type.UNKNOWN || natural.equals(wanted) || natural == Type.NEVER) {
      return true;
    }
    if (natural == Type.UNKNOWN) {
      return false;
    }
    if (natural instanceof Type.UnionType n) {
      return n.members().stream().allMatch(m -> fits(m, wanted));
    }
    return switch (wanted) {
      case Type.UnionType w -> w.members().stream().anyMatch(m -> fits(natural, m));
      case Type.Primitive p -> isNull(p) && isNull(natural);
      case Type.ArrayType _ -> natural instanceof Type.ArrayType;
      case Type.FunctionType _ -> natural instanceof Type.FunctionType;
      case Type.OptionType _ -> natural instanceof Type.OptionType;
      case Type.ResultType _ -> natural instanceof Type.ResultType;
      case Type.MapType _ -> natural instanceof Type.MapType;
      case Type.SetType _ -> natural instanceof Type.SetType;
      case Type.TypeVariable _, Type.StructType _, Type.IntersectionType _, Type.AliasType _ ->
          true;
    };
  }

  /**
   * As what a value goes into an array of elements of a type: nothing is checked there, since the
   * elements of an array are of one type statically only (language §18).
   */
  static Type unchecked(Type natural, Type element) {
    return fits(natural, element) ? element : Type.UNKNOWN;
  }

  private static boolean isNull(Type type) {
    return type == Type.NULL || type == Type.VOID;
  }

  /** The element type of an array type; unknown for every other type. */
  static Type element(Type type) {
    return type instanceof Type.ArrayType a ? a.element() : Type.UNKNOWN;
  }
}
