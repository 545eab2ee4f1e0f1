package atlas.vm.types;

/**
 * What a library function does with an argument, as far as the sharing of its storage is concerned
 * (language §18). Whoever reads the argument from a place that goes on to hold it marks it first,
 * unless the function only reads it.
 */
public enum ArgumentUse {
  /** Looks at it; parts that it takes out it marks itself. No mark is needed. */
  READ,
  /** The result or a container refers to it afterwards. */
  KEEP,
  /**
   * Changes it in place if it is not shared. No mark is needed when the result is stored back into
   * the place that it was read from.
   */
  CHANGE
}
