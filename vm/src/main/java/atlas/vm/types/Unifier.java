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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds type arguments by matching parameter types with argument types (language §11). One-way:
 * only the parameter side has variables. A variable that is bound twice has to agree with itself,
 * where {@code ?} agrees with everything.
 */
public final class Unifier {
  private final Set<String> variables;
  private final Map<String, Type> bindings = new LinkedHashMap<>();

  public Unifier(List<TypeParameter> params) {
    this.variables = params.stream().map(TypeParameter::name).collect(Collectors.toSet());
  }

  /** What has been found so far. */
  public Map<String, Type> bindings() {
    return bindings;
  }

  /**
   * Matches one parameter with its argument; false when their shapes or earlier bindings differ.
   */
  public boolean match(Type param, Type arg) {
    Type a = arg.expanded();
    if (a == Type.UNKNOWN || a == Type.NEVER) {
      bindAll(param);
      return true;
    }
    return switch (param) {
      case Primitive _ -> true;
      case AliasType p -> match(p.target(), arg);
      case TypeVariable p -> !variables.contains(p.name()) || bind(p.name(), arg);
      case UnionType p -> matchUnion(p, a);
      case IntersectionType p -> p.members().stream().allMatch(m -> match(m, a));
      case ArrayType _,
          OptionType _,
          ResultType _,
          MapType _,
          SetType _,
          FunctionType _,
          StructType _ ->
          !Types.mentions(param, variables) || matchMembers(param, a);
    };
  }

  private boolean matchMembers(Type param, Type arg) {
    return Types.members(arg).stream().allMatch(m -> matchShape(param, m));
  }

  private boolean matchShape(Type param, Type arg) {
    if (arg == Type.UNKNOWN) {
      bindAll(param);
      return true;
    }
    return switch (param) {
      case ArrayType p -> arg instanceof ArrayType a && match(p.element(), a.element());
      case OptionType p -> arg instanceof OptionType a && match(p.value(), a.value());
      case SetType p -> arg instanceof SetType a && match(p.element(), a.element());
      case ResultType p ->
          arg instanceof ResultType a && match(p.value(), a.value()) && match(p.error(), a.error());
      case MapType p ->
          arg instanceof MapType a && match(p.key(), a.key()) && match(p.value(), a.value());
      case FunctionType p -> arg instanceof FunctionType a && matchFunction(p, erased(a));
      case StructType p -> arg instanceof StructType a && matchStruct(p, a);
      case Primitive _, TypeVariable _, UnionType _, IntersectionType _, AliasType _ ->
          match(param, arg);
    };
  }

  private boolean matchFunction(FunctionType param, FunctionType arg) {
    if (param.params().size() != arg.params().size()) {
      return false;
    }
    for (int i = 0; i < param.params().size(); i++) {
      if (!match(param.params().get(i), arg.params().get(i))) {
        return false;
      }
    }
    return match(param.result(), arg.result());
  }

  private boolean matchStruct(StructType param, StructType arg) {
    for (Member member : param.members()) {
      Optional<Type> found = Assignability.member(arg, member.name());
      if (found.isEmpty() || !match(member.type(), found.get())) {
        return false;
      }
    }
    return true;
  }

  /**
   * What fits a member without variables is left out; the rest goes to members of its shape, and
   * what then remains to the bare variable, as in {@code T | null}.
   */
  private boolean matchUnion(UnionType param, Type arg) {
    List<Type> open = param.members().stream().filter(m -> Types.mentions(m, variables)).toList();
    List<Type> closed =
        param.members().stream().filter(m -> !Types.mentions(m, variables)).toList();
    List<Type> rest = new ArrayList<>();
    for (Type member : Types.members(arg)) {
      if (closed.stream().noneMatch(c -> Types.isAssignable(member, c))
          && !matchFirst(open, member)) {
        rest.add(member);
      }
    }
    if (rest.isEmpty() || open.isEmpty()) {
      return true;
    }
    Optional<Type> bare = open.stream().filter(TypeVariable.class::isInstance).findFirst();
    return bare.isPresent() && match(bare.get(), Types.union(rest));
  }

  private boolean matchFirst(List<Type> shapes, Type arg) {
    for (Type shape : shapes) {
      if (!(shape instanceof TypeVariable)) {
        Map<String, Type> before = new LinkedHashMap<>(bindings);
        if (matchShape(shape, arg)) {
          return true;
        }
        bindings.clear();
        bindings.putAll(before);
      }
    }
    return false;
  }

  private boolean bind(String variable, Type type) {
    Type bound = bindings.get(variable);
    if (bound == null || Types.isUnknown(bound)) {
      bindings.put(variable, type);
      return true;
    }
    return Types.agree(bound, type);
  }

  /** An unknown argument leaves nothing uninferred. */
  private void bindAll(Type param) {
    for (String variable : variables) {
      if (Types.mentions(param, Set.of(variable))) {
        bindings.putIfAbsent(variable, Type.UNKNOWN);
      }
    }
  }

  /** A generic function type with {@code ?} for each of its parameters. */
  public static FunctionType erased(FunctionType type) {
    return type.typeParams().isEmpty() ? type : instance(type, new HashMap<>());
  }

  /**
   * {@code type} as {@code wanted} uses it; empty if there is no such use. Same parameter count.
   */
  static Optional<FunctionType> instantiate(FunctionType type, FunctionType wanted) {
    if (type.typeParams().isEmpty()) {
      return Optional.of(type);
    }
    Unifier unifier = new Unifier(type.typeParams());
    for (int i = 0; i < type.params().size(); i++) {
      if (!unifier.match(type.params().get(i), wanted.params().get(i))) {
        return Optional.empty();
      }
    }
    unifier.match(type.result(), wanted.result());
    FunctionType found = instance(type, unifier.bindings);
    boolean fits =
        type.typeParams().stream()
            .allMatch(p -> {
              Type bound = Types.substitute(p.bound(), unifier.bindings).expanded();
              return bound instanceof StructType
                  || Types.isAssignable(
                      unifier.bindings.getOrDefault(p.name(), Type.UNKNOWN), bound);
            });
    return fits ? Optional.of(found) : Optional.empty();
  }

  /** The function type with its variables replaced, {@code ?} for those that have no binding. */
  public static FunctionType instance(FunctionType type, Map<String, Type> bindings) {
    Map<String, Type> all = new HashMap<>();
    type.typeParams().forEach(p -> all.put(p.name(), Type.UNKNOWN));
    all.putAll(bindings);
    return FunctionType.of(
        type.params().stream().map(p -> Types.substitute(p, all)).toList(),
        Types.substitute(type.result(), all));
  }
}
