/** The conversation on a terminal: the one place that knows JLine. */
package atlas.repl.terminal;
