package atlas.vm.bytecode;

/**
 * A part of a {@link Code} that is too large for one method of the JVM. Control enters it at its
 * first instruction only, and crosses its borders with nothing on the operand stack.
 *
 * @param index its place among the chunks of the code
 * @param start first instruction
 * @param end the instruction behind the last one
 */
public record Chunk(int index, int start, int end) {
  /** Whether an instruction lies in it. */
  public boolean contains(int pc) {
    return pc >= start && pc < end;
  }
}
