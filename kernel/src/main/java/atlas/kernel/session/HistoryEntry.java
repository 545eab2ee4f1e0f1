package atlas.kernel.session;

/**
 * An input of the past.
 *
 * @param number its place among the inputs of the session, from 1
 * @param name what diagnostics call it
 * @param succeeded whether it ran to its end
 */
public record HistoryEntry(int number, String name, String text, boolean succeeded) {}
