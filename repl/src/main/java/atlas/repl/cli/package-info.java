/**
 * The {@code atlas} command line: {@link atlas.repl.cli.Main} and one class for each subcommand.
 *
 * <p>Only here does anything touch the standard streams of the process, and only {@code Main} ends
 * it. What a subcommand does not need is not loaded: no terminal for scripts, no JSON for {@code
 * run}.
 */
package atlas.repl.cli;
