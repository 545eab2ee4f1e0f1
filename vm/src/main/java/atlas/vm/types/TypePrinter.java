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
import java.util.List;
import java.util.stream.Collectors;

/** Types in the notation of the language (§4.7), for messages and {@code :type}. */
public final class TypePrinter {
  private TypePrinter() {}

  public static String print(Type type) {
    return switch (type) {
      case Primitive p -> p.name();
      case TypeVariable v -> v.name();
      case ArrayType a -> part(a.element()) + "[]";
      case OptionType o -> applied("Option", List.of(o.value()));
      case ResultType r -> applied("Result", List.of(r.value(), r.error()));
      case MapType m -> applied("HashMap", List.of(m.key(), m.value()));
      case SetType s -> applied("HashSet", List.of(s.element()));
      case UnionType u -> joined(u.members(), " | ");
      case IntersectionType i -> joined(i.members(), " & ");
      case StructType s ->
          s.members().stream()
              .map(m -> m.name() + ": " + print(m.type()))
              .collect(Collectors.joining(", ", "{ ", " }"));
      case AliasType a -> a.args().isEmpty() ? a.name() : applied(a.name(), a.args());
      case FunctionType f ->
          params(f.typeParams()) + "(" + list(f.params()) + ") -> " + print(f.result());
    };
  }

  private static String applied(String name, List<Type> args) {
    return name + "<" + list(args) + ">";
  }

  private static String list(List<Type> types) {
    return types.stream().map(TypePrinter::print).collect(Collectors.joining(", "));
  }

  private static String joined(List<Type> types, String separator) {
    return types.stream()
        .map(t -> t instanceof IntersectionType ? print(t) : part(t))
        .collect(Collectors.joining(separator));
  }

  /** In parentheses where what follows would be taken for a piece of the type. */
  private static String part(Type type) {
    return switch (type) {
      case UnionType _, IntersectionType _, FunctionType _ -> "(" + print(type) + ")";
      case Primitive _,
          TypeVariable _,
          ArrayType _,
          OptionType _,
          ResultType _,
          MapType _,
          SetType _,
          StructType _,
          AliasType _ ->
          print(type);
    };
  }

  private static String params(List<TypeParameter> params) {
    if (params.isEmpty()) {
      return "";
    }
    return params.stream().map(TypePrinter::param).collect(Collectors.joining(", ", "<", ">"));
  }

  private static String param(TypeParameter param) {
    String bound = param.bound() == Type.UNKNOWN ? "" : " extends " + print(param.bound());
    String traits = param.traits().isEmpty() ? "" : ": " + String.join(" + ", param.traits());
    return param.name() + bound + traits;
  }
}
