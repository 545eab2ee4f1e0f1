/**
 * The session engine: inputs in, results out. One for all front ends.
 *
 * <p>It knows no terminal, no socket and no prompt, and prints nothing but what programs print, to
 * the output that it was given. {@link atlas.kernel.session.Session} is the way in.
 */
package atlas.kernel.session;
