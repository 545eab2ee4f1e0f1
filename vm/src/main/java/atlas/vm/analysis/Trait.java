package atlas.vm.analysis;

import atlas.vm.types.Type;
import atlas.vm.types.Type.FunctionType;
import java.util.List;
import java.util.Optional;

/**
 * A trait (language §13).
 *
 * @param params its type parameters, variables in the types of its methods
 * @param builtIn whether the language has it predefined
 */
record Trait(String name, List<Type.TypeParameter> params, List<Method> methods, boolean builtIn) {
  Trait {
    params = List.copyOf(params);
    methods = List.copyOf(methods);
  }

  /** A method as declared; {@code self} is not part of {@code type}. */
  record Method(String name, FunctionType type) {}

  /** The predefined traits. */
  static final List<Trait> BUILT_IN =
      List.of(
          builtIn("Copy"),
          builtIn("Move"),
          builtIn("Drop", new Method("drop", FunctionType.of(List.of(), Type.VOID))),
          builtIn("Display", new Method("display", FunctionType.of(List.of(), Type.STRING))),
          builtIn("Debug", new Method("debug_repr", FunctionType.of(List.of(), Type.STRING))));

  private static Trait builtIn(String name, Method... methods) {
    return new Trait(name, List.of(), List.of(methods), true);
  }

  Optional<Method> method(String wanted) {
    return methods.stream().filter(m -> m.name().equals(wanted)).findFirst();
  }
}
