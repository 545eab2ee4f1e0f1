package atlas.repl.terminal;

import atlas.kernel.session.Session;
import atlas.vm.engine.EngineKind;
import atlas.vm.runtime.Output;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.AbstractPosixTerminal;
import org.jline.terminal.impl.PosixSysTerminal;

/**
 * A short conversation with nobody on a pseudo-terminal: what the JVM has seen here, it can keep
 * for faster starts.
 */
public final class TerminalRehearsal {
  private static final String TAB = "\t";
  private static final String UP = "\u001b[A";
  private static final String CTRL_U = "\u0015";
  private static final String KEYS =
      String.join(
          "\r",
          "1 + 2",
          "fn half(n: number) -> number {",
          "return n / 2; }",
          "half(sqr" + TAB + "(16))",
          "let text = \"a\"",
          "[1, 2].ma" + TAB + CTRL_U + UP,
          "[1, 2]",
          "nope",
          ":pro" + TAB + " half(4)",
          ":help",
          ":quit",
          "");

  private static final String TYPE = "xterm-256color";
  private static final int ROUNDS = 5;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private TerminalRehearsal() {}

  /**
   * Holds the conversation a few times; nothing of it is seen. Gives up, leaving a daemon thread
   * behind, when it takes too long; does nothing where there are no pseudo-terminals.
   */
  public static void perform() throws InterruptedException {
    Thread.ofPlatform().daemon().start(TerminalRehearsal::converseAgain).join(PATIENCE);
  }

  private static void converseAgain() {
    try {
      Path history = Files.createTempFile("atlas", ".history");
      // Also if nobody waits for the end of this.
      history.toFile().deleteOnExit();
      try {
        for (int i = 0; i < ROUNDS; i++) {
          converse(history);
        }
      } finally {
        Files.deleteIfExists(history);
      }
    } catch (IOException e) {
      // There will be no terminal to start faster on, either.
    }
  }

  private static void converse(Path history) throws IOException {
    InputStream in = new ByteArrayInputStream(KEYS.getBytes(StandardCharsets.UTF_8));
    OutputStream nowhere = OutputStream.nullOutputStream();
    try (Terminal outside =
            Terminals.fast().system(false).size(new Size(80, 24)).streams(in, nowhere).build();
        Terminal terminal = inside(outside)) {
      StatusLines out = new StatusLines(output(terminal));
      Session session = new Session(EngineKind.COMPILED, out);
      new ReplTerminal(terminal, session, out, history).converse();
    }
  }

  private static Output output(Terminal terminal) {
    return new Output() {
      @Override
      public void write(String text) {
        terminal.writer().write(text);
      }

      @Override
      public void flush() {
        terminal.flush();
      }
    };
  }

  /** What a process sees that was started on the pseudo-terminal. */
  private static Terminal inside(Terminal outside) throws IOException {
    if (!(outside instanceof AbstractPosixTerminal terminal)) {
      throw new IOException("no pseudo-terminal");
    }
    boolean signals = true;
    Terminals.useOwnDescription(TYPE);
    return new PosixSysTerminal(
        "rehearsal",
        TYPE,
        terminal.getPty(),
        StandardCharsets.UTF_8,
        signals,
        Terminal.SignalHandler.SIG_DFL);
  }
}
