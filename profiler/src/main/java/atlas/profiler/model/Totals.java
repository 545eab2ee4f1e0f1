package atlas.profiler.model;

/**
 * The sums and maxima of a run.
 *
 * @param instructions instructions begun
 * @param calls activations of functions, whoever called them; top-level code is none
 * @param maxDepth the most activations that were open at a time; top-level code is the first
 * @param maxStackDepth the most values on the operand stack of one activation
 */
public record Totals(long instructions, long calls, int maxDepth, int maxStackDepth) {}
