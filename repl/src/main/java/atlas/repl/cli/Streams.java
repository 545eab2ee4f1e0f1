package atlas.repl.cli;

import atlas.kernel.command.Look;
import atlas.repl.script.TextSink;
import atlas.repl.terminal.TerminalLook;
import java.io.InputStream;

/**
 * Where a command reads and writes.
 *
 * @param interactive whether a person is there to talk to: input and output are a terminal
 */
record Streams(InputStream in, TextSink out, TextSink err, boolean interactive) {
  /** Whether lines that were written can be replaced. */
  boolean hasScreen() {
    String terminal = System.getenv("TERM");
    return interactive && terminal != null && !terminal.startsWith("dumb");
  }

  /** How text is shown there. */
  Look look() {
    return interactive ? TerminalLook.ofThisProcess() : Look.PLAIN;
  }

  /** Writes to the error stream, after everything that has been written to the output. */
  void complain(String text) {
    out.flush();
    err.write(text);
    err.flush();
  }

  /** Writes one line of ours to the error stream. */
  void say(String message) {
    complain("atlas: " + message + "\n");
  }
}
