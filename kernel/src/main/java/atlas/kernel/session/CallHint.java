package atlas.kernel.session;

/**
 * The call whose arguments a cursor is in.
 *
 * @param signature of what is called
 * @param argument the how-manieth argument it is, from 0
 * @param doc a sentence about what is called; may be empty
 */
public record CallHint(String signature, int argument, String doc) {}
