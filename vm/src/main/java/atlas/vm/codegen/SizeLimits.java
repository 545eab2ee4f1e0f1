package atlas.vm.codegen;

/**
 * How much code goes into one method and one class of the JVM, in instructions of the bytecode. A
 * method holds 64 KB; a class 65,535 constants, and as many objects as its initialiser, which is a
 * method, can store.
 *
 * @param method a code with more instructions is divided into chunks
 * @param chunk the most instructions of a chunk, if it can be divided there
 * @param type a class with more instructions is divided
 */
public record SizeLimits(int method, int chunk, int type) {
  /**
   * The limits for ordinary use: what is below them nearly always fits, and the JIT compilers cope
   * with a chunk in one piece.
   */
  public static final SizeLimits STANDARD = new SizeLimits(3000, 600, 5000);

  /** Smaller limits, for code that is unusually large for its instructions. */
  public SizeLimits smaller() {
    return new SizeLimits(method / 4, chunk / 4, type / 4);
  }
}
