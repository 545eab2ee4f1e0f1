package atlas.vm.codegen;

/**
 * The meaning of line numbers in generated methods: the index of the instruction, plus {@link
 * #FIRST}. What comes before the first instruction (the check of the call depth) has a number of
 * its own: an error there belongs to the caller.
 */
public final class LineNumbers {
  /** The number of what comes before the first instruction. */
  public static final int PROLOGUE = 1;

  /** The number of instruction 0. */
  public static final int FIRST = 2;

  /** The largest number of instructions that have numbers: the JVM's line numbers have 16 bits. */
  public static final int LIMIT = 0xFFFF - FIRST;

  private LineNumbers() {}
}
