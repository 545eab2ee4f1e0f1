package atlas.vm.analysis;

import atlas.vm.types.WriteBack;

/** What a method call stands for (language §7.5). */
public sealed interface MethodTarget {
  /**
   * A library function with the receiver as first argument; {@code writeBack} applies when the
   * receiver is a path.
   */
  record Library(String function, WriteBack writeBack) implements MethodTarget {}

  /** A method of an {@code impl}, compiled as a function (§13). */
  record Implementation(Symbol.Function function) implements MethodTarget {}

  /** Resolved at run time by the kind of the receiver. */
  record Dynamic() implements MethodTarget {}
}
