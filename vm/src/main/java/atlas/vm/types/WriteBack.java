package atlas.vm.types;

/**
 * Whether a library function stores into the variable given as its first argument (stdlib §3.3).
 */
public enum WriteBack {
  /** It changes nothing. */
  NONE,
  /** The function's value is the new collection, and is stored back ("W"). */
  REPLACE,
  /**
   * The function's value is a pair of item and new collection, which is split when stored back
   * ("W2").
   */
  SPLIT
}
