package atlas.vm.types;

import atlas.vm.types.Type.AliasType;
import atlas.vm.types.Type.ArrayType;
import atlas.vm.types.Type.FunctionType;
import atlas.vm.types.Type.IntersectionType;
import atlas.vm.types.Type.MapType;
import atlas.vm.types.Type.Member;
import atlas.vm.types.Type.OptionType;
import atlas.vm.types.Type.Primitive;
import atlas.vm.types.Type.ResultType;
import atlas.vm.types.Type.SetType;
import atlas.vm.types.Type.StructType;
import atlas.vm.types.Type.TypeParameter;
import atlas.vm.types.Type.TypeVariable;
import atlas.vm.types.Type.UnionType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The algebra of types: building unions and intersections (language §4.4), rewriting, and the least
 * upper bound (§4.6). Who compares types goes through {@link #equal} and {@link #isAssignable}:
 * both look through aliases and take no notice of the order of members, unlike {@code equals}.
 */
public final class Types {
  /** What no value of which there are two kinds can be at once. */
  private static final Set<Type> DISJOINT =
      Set.of(Type.NUMBER, Type.STRING, Type.BOOL, Type.NULL, Type.VOID);

  /** How many members the union that an intersection comes to may have. */
  public static final int MOST_ALTERNATIVES = 256;

  private Types() {}

  /** Whether a type is {@code ?}, perhaps by way of an alias. */
  public static boolean isUnknown(Type type) {
    return type.expanded() == Type.UNKNOWN;
  }

  /** The members of a union; of any other type, that type alone; of {@code never}, nothing. */
  public static List<Type> members(Type type) {
    Type expanded = type.expanded();
    if (expanded instanceof UnionType union) {
      return union.members();
    }
    return expanded == Type.NEVER ? List.of() : List.of(expanded);
  }

  public static Type union(Type first, Type second) {
    return union(List.of(first, second));
  }

  /** The normalised union: flat, without {@code never} and without duplicates. */
  public static Type union(Collection<? extends Type> parts) {
    List<Type> members = new ArrayList<>();
    for (Type part : parts) {
      for (Type member : members(part)) {
        addNew(members, member);
      }
    }
    return switch (members.size()) {
      case 0 -> Type.NEVER;
      case 1 -> members.getFirst();
      default -> new UnionType(members);
    };
  }

  /**
   * The normalised intersection: flat, without duplicates, distributed over unions; {@code never}
   * where two primitives meet. Empty if it comes to more than {@link #MOST_ALTERNATIVES}: each
   * union in it multiplies them.
   */
  public static Optional<Type> intersection(Collection<? extends Type> parts) {
    List<List<Type>> alternatives = List.of(List.of());
    for (Type part : parts) {
      List<List<Type>> extended = new ArrayList<>();
      for (List<Type> alternative : alternatives) {
        for (Type member : members(part)) {
          extended.add(joined(alternative, member));
        }
      }
      if (extended.size() > MOST_ALTERNATIVES) {
        return Optional.empty();
      }
      alternatives = extended;
    }
    return Optional.of(union(alternatives.stream().map(Types::meet).toList()));
  }

  private static List<Type> joined(List<Type> members, Type added) {
    List<Type> all = new ArrayList<>(members);
    if (added instanceof IntersectionType inner) {
      inner.members().forEach(m -> addNew(all, m));
    } else {
      addNew(all, added);
    }
    return all;
  }

  private static Type meet(List<Type> members) {
    if (members.contains(Type.NEVER) || members.stream().filter(DISJOINT::contains).count() > 1) {
      return Type.NEVER;
    }
    return members.size() == 1 ? members.getFirst() : new IntersectionType(members);
  }

  private static void addNew(List<Type> members, Type added) {
    if (members.stream().noneMatch(m -> equal(m, added))) {
      members.add(added);
    }
  }

  /** The type with type variables replaced by what {@code bindings} has for them. */
  public static Type substitute(Type type, Map<String, Type> bindings) {
    if (bindings.isEmpty()) {
      return type;
    }
    return switch (type) {
      case TypeVariable v -> bindings.getOrDefault(v.name(), v);
      case FunctionType f when !f.typeParams().isEmpty() -> {
        Map<String, Type> outer = new HashMap<>(bindings);
        f.typeParams().forEach(p -> outer.remove(p.name()));
        yield rebuild(f, t -> substitute(t, outer));
      }
      default -> rebuild(type, t -> substitute(t, bindings));
    };
  }

  /** The type with {@code part} applied to its parts; unions and intersections normalise again. */
  private static Type rebuild(Type type, UnaryOperator<Type> part) {
    return switch (type) {
      case Primitive p -> p;
      case TypeVariable v -> v;
      case ArrayType a -> new ArrayType(part.apply(a.element()));
      case FunctionType f ->
          new FunctionType(
              f.typeParams().stream()
                  .map(p -> new TypeParameter(p.name(), part.apply(p.bound()), p.traits()))
                  .toList(),
              all(f.params(), part),
              part.apply(f.result()));
      case OptionType o -> new OptionType(part.apply(o.value()));
      case ResultType r -> new ResultType(part.apply(r.value()), part.apply(r.error()));
      case MapType m -> new MapType(part.apply(m.key()), part.apply(m.value()));
      case SetType s -> new SetType(part.apply(s.element()));
      case UnionType u -> union(all(u.members(), part));
      case IntersectionType i -> {
        List<Type> members = all(i.members(), part);
        yield intersection(members).orElseGet(() -> new IntersectionType(members));
      }
      case StructType s ->
          new StructType(
              s.members().stream().map(m -> new Member(m.name(), part.apply(m.type()))).toList());
      case AliasType a -> new AliasType(a.name(), all(a.args(), part), part.apply(a.target()));
    };
  }

  private static List<Type> all(List<Type> types, UnaryOperator<Type> part) {
    return types.stream().map(part).toList();
  }

  /** Whether a type variable occurs in a type. */
  public static boolean mentions(Type type, Set<String> variables) {
    return switch (type) {
      case Primitive _ -> false;
      case TypeVariable v -> variables.contains(v.name());
      case ArrayType a -> mentions(a.element(), variables);
      case FunctionType f ->
          f.params().stream().anyMatch(p -> mentions(p, variables))
              || mentions(f.result(), variables);
      case OptionType o -> mentions(o.value(), variables);
      case ResultType r -> mentions(r.value(), variables) || mentions(r.error(), variables);
      case MapType m -> mentions(m.key(), variables) || mentions(m.value(), variables);
      case SetType s -> mentions(s.element(), variables);
      case UnionType u -> u.members().stream().anyMatch(m -> mentions(m, variables));
      case IntersectionType i -> i.members().stream().anyMatch(m -> mentions(m, variables));
      case StructType s -> s.members().stream().anyMatch(m -> mentions(m.type(), variables));
      case AliasType a -> mentions(a.target(), variables);
    };
  }

  /** Whether two types are the same. */
  public static boolean equal(Type first, Type second) {
    return Comparison.EXACT.same(first, second);
  }

  /** Whether two types are the same, where {@code ?} anywhere inside is the same as anything. */
  public static boolean agree(Type first, Type second) {
    return Comparison.LENIENT.same(first, second);
  }

  /** Whether a value of type {@code source} may stand where {@code target} is wanted (§4.5). */
  public static boolean isAssignable(Type source, Type target) {
    return Assignability.holds(source, target);
  }

  /** The least upper bound (§4.6), which always exists. */
  public static Type lub(Type first, Type second) {
    Type a = first.expanded();
    Type b = second.expanded();
    if (a == Type.UNKNOWN) {
      return second;
    }
    if (b == Type.UNKNOWN || equal(a, b)) {
      return first;
    }
    if (a instanceof ArrayType left && b instanceof ArrayType right) {
      return new ArrayType(lub(left.element(), right.element()));
    }
    if (isAssignable(a, b)) {
      return second;
    }
    return isAssignable(b, a) ? first : union(a, b);
  }
}
