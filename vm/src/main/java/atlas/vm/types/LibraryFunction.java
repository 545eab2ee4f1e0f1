package atlas.vm.types;

import java.util.List;
import java.util.Optional;

/**
 * What the checker and the lowering know of a library name (stdlib §3.1): the library hands them a
 * table of these.
 *
 * @param signature the static type where the name is in the prelude; absent for dynamically typed
 *     names
 * @param prelude whether redeclaring the name at top level is AT1012
 * @param arity the exact number of arguments, or -1 when it varies
 * @param result what is known of its results, whether it has a signature or not
 * @param uses what becomes of each argument; arguments beyond the list are kept
 */
public record LibraryFunction(
    String name,
    Optional<Type.FunctionType> signature,
    boolean prelude,
    WriteBack writeBack,
    int arity,
    Type result,
    List<ArgumentUse> uses) {
  public LibraryFunction {
    uses = List.copyOf(uses);
  }

  /** A function of which nothing is known about its arguments and results. */
  public LibraryFunction(
      String name,
      Optional<Type.FunctionType> signature,
      boolean prelude,
      WriteBack writeBack,
      int arity) {
    this(name, signature, prelude, writeBack, arity, Type.UNKNOWN, List.of());
  }

  /** Whether the function only looks at an argument. */
  public boolean reads(int argument) {
    return argument < uses.size() && uses.get(argument) == ArgumentUse.READ;
  }
}
