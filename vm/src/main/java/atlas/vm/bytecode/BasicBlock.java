package atlas.vm.bytecode;

/**
 * A maximal run of instructions that is entered at its first and left at its last one only, errors
 * apart.
 *
 * @param index its place in the graph; block 0 is the entry
 * @param start first instruction
 * @param end the instruction behind the last one
 * @param loopDepth in how many loops it lies
 */
public record BasicBlock(int index, int start, int end, int loopDepth) {}
