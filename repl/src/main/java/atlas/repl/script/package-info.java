/** Sessions without a terminal: inputs from a stream, results to a stream. */
package atlas.repl.script;
