/**
 * The commands of a session: one registry with two spellings, {@code :x} as in the terminal and
 * {@code %x} as in a notebook, and one class for each command.
 *
 * <p>Commands return values and print nothing. {@link atlas.kernel.command.Commands} is the way in
 * for everything that a user enters, be it a command or code.
 */
package atlas.kernel.command;
