package atlas.profiler.model;

/**
 * What a function did.
 *
 * @param calls activations begun; for top-level code how often it was run
 * @param instructions instructions of its own; not those of the functions that it called
 */
public record FunctionProfile(FunctionId id, long calls, long instructions) {}
