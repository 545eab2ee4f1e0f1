package atlas.vm.types;

import java.util.List;

/**
 * A static type (language §4). Immutable, compared structurally; unions and intersections are built
 * by {@link Types}, which normalises them (§4.4), never by their constructors directly.
 */
public sealed interface Type {
  /** {@code number}. */
  Type NUMBER = new Primitive("number");

  Type STRING = new Primitive("string");
  Type BOOL = new Primitive("bool");
  Type NULL = new Primitive("null");
  Type VOID = new Primitive("void");
  Type JSON = new Primitive("json");

  /** The empty union. */
  Type NEVER = new Primitive("never");

  /** The unknown type {@code ?}: assignable to and from everything, checked at run time (§4.3). */
  Type UNKNOWN = new Primitive("?");

  /** A type without parts; only the constants of {@link Type} exist. */
  record Primitive(String name) implements Type {}

  /** {@code T[]}. */
  record ArrayType(Type element) implements Type {}

  /** {@code (P…) -> R}; {@code typeParams} is not empty for generic functions only. */
  record FunctionType(List<TypeParameter> typeParams, List<Type> params, Type result)
      implements Type {
    public FunctionType {
      typeParams = List.copyOf(typeParams);
      params = List.copyOf(params);
    }

    /** A function type that is not generic. */
    public static FunctionType of(List<Type> params, Type result) {
      return new FunctionType(List.of(), params, result);
    }
  }

  /** A type parameter of a generic function, with its bounds (§11). */
  record TypeParameter(String name, Type bound, List<String> traits) {
    public TypeParameter {
      traits = List.copyOf(traits);
    }
  }

  /**
   * A type parameter in the signature of a generic function; inside the body it is {@link
   * #UNKNOWN}.
   */
  record TypeVariable(String name) implements Type {}

  /** {@code Option<T>}. */
  record OptionType(Type value) implements Type {}

  /** {@code Result<T, E>}. */
  record ResultType(Type value, Type error) implements Type {}

  /** {@code HashMap<K, V>}. */
  record MapType(Type key, Type value) implements Type {}

  /** {@code HashSet<T>}. */
  record SetType(Type element) implements Type {}

  /** {@code A | B}: two or more members, none a union, no duplicates. */
  record UnionType(List<Type> members) implements Type {
    public UnionType {
      members = List.copyOf(members);
    }
  }

  /** {@code A & B}. */
  record IntersectionType(List<Type> members) implements Type {
    public IntersectionType {
      members = List.copyOf(members);
    }
  }

  /** {@code { m: T, … }}, members in source order. */
  record StructType(List<Member> members) implements Type {
    public StructType {
      members = List.copyOf(members);
    }
  }

  record Member(String name, Type type) {}

  /** A use of an alias: transparent for every rule, kept so that messages can name it. */
  record AliasType(String name, List<Type> args, Type target) implements Type {
    public AliasType {
      args = List.copyOf(args);
    }
  }

  /** This type with aliases at its top replaced by what they stand for. */
  default Type expanded() {
    Type type = this;
    while (type instanceof AliasType alias) {
      type = alias.target();
    }
    return type;
  }
}
