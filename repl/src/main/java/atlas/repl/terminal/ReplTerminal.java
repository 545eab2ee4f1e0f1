package atlas.repl.terminal;

import atlas.kernel.command.Commands;
import atlas.kernel.command.Look;
import atlas.kernel.command.Reply;
import atlas.kernel.command.ReplyText;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.vm.runtime.Output;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReader.Option;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;

/**
 * Reads inputs from a terminal, has the session evaluate them, and shows what came of it.
 *
 * <p>Ctrl-C never ends the conversation: at the prompt it drops what has been typed, while code
 * runs it stops the code. Ctrl-D at an empty prompt ends it.
 */
public final class ReplTerminal {
  private static final String BANNER = "Atlas. :help lists the commands, Ctrl-D leaves.\n";
  private static final String PROMPT = "atlas> ";
  private static final String CONTINUATION = "  ...> ";

  /** JLine gives up on features, multi-line input among them, for longer buffers. */
  private static final int LONGEST_BUFFER = 10_000_000;

  private static final int SHORTEST_SCREENFUL = 4_000;

  /** JLine reports troubles, such as a history that cannot be written, as log records. */
  private static final Logger JLINE_LOG = Logger.getLogger("org.jline");

  private final Terminal terminal;
  private final Session session;
  private final Commands commands = Commands.ofTerminal();
  private final Output out;
  private final Runnable flush;
  private final LineReader reader;
  private final PlainReader plainReader;
  private volatile boolean evaluating;

  /**
   * @param out where the session's programs print to, which must be this terminal
   * @param flush has what was written to {@code out} appear
   */
  ReplTerminal(Terminal terminal, Session session, Output out, Runnable flush, Path history) {
    this.terminal = terminal;
    this.session = session;
    this.out = out;
    this.flush = flush;
    this.reader = reader(history);
    this.plainReader = new PlainReader(terminal.reader(), commands, this::show);
    terminal.handle(Signal.INT, signal -> interrupt());
  }

  /** Talks to the user at the terminal of this process until the user leaves. */
  public static void converse(Session session, Output out, Runnable flush) throws IOException {
    JLINE_LOG.setLevel(Level.OFF);
    Path history = HistoryFile.path(System.getenv(), System.getProperty("user.home"));
    try (Terminal terminal =
        TerminalBuilder.builder()
            .name("atlas")
            .system(true)
            .dumb(true)
            .nativeSignals(true)
            .build()) {
      mendSize(terminal);
      new ReplTerminal(terminal, session, out, flush, history).converse();
    }
  }

  private LineReader reader(Path history) {
    return LineReaderBuilder.builder()
        .terminal(terminal)
        .appName("atlas")
        .parser(new InputParser(commands))
        .variable(LineReader.HISTORY_FILE, history)
        .variable(LineReader.SECONDARY_PROMPT_PATTERN, CONTINUATION)
        .variable(LineReader.FEATURES_MAX_BUFFER_SIZE, LONGEST_BUFFER)
        .option(Option.DISABLE_EVENT_EXPANSION, true)
        .option(Option.HISTORY_REDUCE_BLANKS, false)
        .build();
  }

  /** Some terminals, such as those of containers, do not know their size. */
  private static void mendSize(Terminal terminal) {
    Size size = terminal.getSize();
    if (size.getColumns() <= 0 || size.getRows() <= 0) {
      terminal.setSize(new Size(80, 24));
    }
  }

  private boolean isDumb() {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  private Look look() {
    String noColour = System.getenv("NO_COLOR");
    boolean colour = !isDumb() && (noColour == null || noColour.isEmpty());
    return new Look(colour, terminal.getWidth());
  }

  /** Talks until the user leaves. */
  void converse() throws IOException {
    show(BANNER);
    Optional<String> input = read();
    while (input.isPresent() && take(input.get())) {
      input = read();
    }
  }

  /** The next input; nothing when the user leaves. */
  private Optional<String> read() throws IOException {
    if (isDumb()) {
      return plainReader.read(PROMPT, CONTINUATION);
    }
    while (true) {
      try {
        return Optional.of(reader.readLine(PROMPT));
      } catch (UserInterruptException e) {
        // What was typed is dropped, and the next prompt follows.
      } catch (EndOfFileException e) {
        return Optional.empty();
      }
    }
  }

  /** Ctrl-C, other than while JLine reads a line. */
  private void interrupt() {
    if (evaluating) {
      session.interrupt();
    } else {
      plainReader.drop();
      show("\n" + PROMPT);
    }
  }

  /** Evaluates an input. False if the user wants to leave. */
  private boolean take(String text) {
    Input input = Input.of(text);
    if (!input.hasCode()) {
      return true;
    }
    session.setDisplayLimit(
        Math.max(SHORTEST_SCREENFUL, terminal.getWidth() * terminal.getHeight()));
    evaluating = true;
    Reply reply = commands.submit(session, input);
    evaluating = false;
    ReplyText shown = ReplyText.of(reply, look());
    show(shown.errors() + shown.output());
    return !(reply instanceof Reply.Quit);
  }

  private void show(String text) {
    out.write(text);
    flush.run();
  }
}
