package atlas.vm.types;

import java.util.Optional;

/**
 * What the checker knows of a library name (stdlib §3.1): the library hands it a table of these.
 *
 * @param signature the static type where the name is in the prelude; absent for dynamically typed names
 * @param prelude whether redeclaring the name at top level is AT1012
 * @param arity the exact number of arguments, or -1 when it varies
 */
public record LibraryFunction(
    String name, Optional<Type.FunctionType> signature, boolean prelude, WriteBack writeBack, int arity) {}
