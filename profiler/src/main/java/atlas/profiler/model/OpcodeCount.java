package atlas.profiler.model;

/** How often an operation was executed, by its name in the listing. */
public record OpcodeCount(String name, long count) {}
