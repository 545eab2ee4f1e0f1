package atlas.vm.analysis;

import atlas.vm.types.Type;

/**
 * What {@code fn f(…) -> bool is x: T} promises (language §12.4).
 *
 * @param parameter the index of the parameter that it is about
 * @param type the type that the argument has when the call gives true
 */
record Guard(int parameter, Type type) {}
