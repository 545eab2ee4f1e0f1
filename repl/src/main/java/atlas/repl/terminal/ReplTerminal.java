package atlas.repl.terminal;

import atlas.kernel.command.Commands;
import atlas.kernel.command.InputAssembler;
import atlas.kernel.command.Look;
import atlas.kernel.command.Reply;
import atlas.kernel.command.ReplyText;
import atlas.kernel.session.EvalResult;
import atlas.kernel.session.EvalResult.About;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.profiler.LiveProgress;
import atlas.vm.diagnostics.Diagnostic;
import atlas.vm.runtime.Interruption;
import atlas.vm.source.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.utils.Signals;

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

  /** A value may take this part of the screen, and at least a few lines. */
  private static final double SHARE_OF_SCREEN = 0.6;

  private static final int FEWEST_CHARACTERS = 200;

  /** So many of one input are shown. */
  private static final int MOST_DIAGNOSTICS = 10;

  /** How often an input is asked to end until it has. */
  private static final long INSIST_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  /** JLine reports troubles, such as a history that cannot be written, as log records. */
  private static final Logger JLINE_LOG = Logger.getLogger("org.jline");

  private final Terminal terminal;
  private final Session session;
  private final Commands commands = Commands.ofTerminal();
  private final StatusLines out;
  private final HistoryFile history;
  private final LineReader reader;
  private final LineReader questions;
  private final PlainReader plainReader;
  private final Set<String> knownWarnings = new HashSet<>();
  private volatile boolean evaluating;
  private volatile int evaluations;

  /**
   * @param out where the session's programs print to, which must be this terminal
   */
  ReplTerminal(Terminal terminal, Session session, StatusLines out, Path history)
      throws IOException {
    this.terminal = terminal;
    this.session = session;
    this.out = out;
    this.history = HistoryFile.open(history);
    this.reader =
        new InputEditor(
            terminal,
            commands,
            session,
            this.history.file(),
            PROMPT,
            CONTINUATION,
            look().colour());
    this.questions =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .variable(LineReader.DISABLE_HISTORY, true)
            .build();
    this.plainReader = new PlainReader(terminal.reader(), commands, this::show);
    terminal.handle(Signal.INT, signal -> interrupt());
    session.readFrom((prompt, _) -> ask(prompt));
  }

  /**
   * Talks to the user at the terminal of this process until the user leaves.
   *
   * @param files to evaluate first
   */
  public static void converse(Session session, StatusLines out, List<SourceFile> files)
      throws IOException {
    JLINE_LOG.setLevel(Level.OFF);
    Path history = HistoryFile.path(System.getenv(), System.getProperty("user.home"));
    try (Terminal terminal = Terminals.ofThisProcess()) {
      mendSize(terminal);
      if (isDumb(terminal)) {
        // JLine leaves the signals of the process alone then, and Ctrl-C would end it.
        Signals.register("INT", () -> terminal.raise(Signal.INT));
      }
      ReplTerminal repl = new ReplTerminal(terminal, session, out, history);
      files.forEach(repl::load);
      repl.converse();
    }
  }

  /** Some terminals, such as those of containers, do not know their size. */
  private static void mendSize(Terminal terminal) {
    Size size = terminal.getSize();
    if (size.getColumns() <= 0 || size.getRows() <= 0) {
      terminal.setSize(new Size(80, 24));
    }
  }

  private static boolean isDumb(Terminal terminal) {
    return terminal.getType().startsWith(Terminal.TYPE_DUMB);
  }

  private Look look() {
    return TerminalLook.of(TerminalLook.hasColour(terminal.getType()), terminal.getWidth());
  }

  /** Talks until the user leaves. */
  void converse() throws IOException {
    show(BANNER + history.note());
    Optional<String> input = read();
    while (input.isPresent() && takeAll(input.get())) {
      input = read();
    }
  }

  /** Evaluates what was entered at once, which can be several inputs if it was pasted. */
  private boolean takeAll(String text) {
    if (text.indexOf('\n') < 0 || session.tree(Input.of(text)).type().isPresent()) {
      return take(text);
    }
    List<String> inputs = InputAssembler.split(text, commands);
    return inputs.stream().allMatch(this::take);
  }

  /** The next input; nothing when the user leaves. */
  private Optional<String> read() throws IOException {
    if (isDumb(terminal)) {
      Optional<String> input = plainReader.read(PROMPT, CONTINUATION);
      show(input.isPresent() ? "" : "\n");
      return input;
    }
    while (true) {
      try {
        return Optional.of(reader.readLine(PROMPT));
      } catch (UserInterruptException e) {
        // What was typed is dropped, and the next prompt follows.
      } catch (EndOfFileException e) {
        return Optional.empty();
      } catch (RuntimeException fault) {
        dropLine(fault);
      }
    }
  }

  /** A fault while a line is edited costs no more than the line, which the history keeps. */
  private void dropLine(RuntimeException fault) {
    String line = reader.getBuffer().toString();
    if (line.isEmpty()) {
      throw fault;
    }
    reader.getHistory().add(line);
    show("internal error of the editor: " + fault + "; the line is in the history\n");
    session.fault(fault);
  }

  /** A line for the program that runs; nothing when the user has ended its input. */
  private Optional<String> ask(String prompt) {
    if (isDumb(terminal)) {
      show(prompt);
      try {
        return plainReader.line();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    out.suspend(true);
    try {
      return Optional.of(questions.readLine(literal(prompt)));
    } catch (UserInterruptException e) {
      throw new Interruption();
    } catch (EndOfFileException e) {
      return Optional.empty();
    } finally {
      out.suspend(false);
    }
  }

  /** A prompt as it stands, for JLine, to which a percent sign begins something. */
  private static String literal(String prompt) {
    return prompt.replace("%", "%%");
  }

  /** Ctrl-C, other than while JLine reads a line. */
  private void interrupt() {
    if (evaluating) {
      int current = evaluations;
      Thread.ofPlatform().daemon().name("atlas-interrupt").start(() -> insist(current));
    } else {
      plainReader.drop();
      show("\n" + PROMPT);
    }
  }

  /** An input that has not quite begun misses an interrupt, so it is asked again until it ends. */
  private void insist(int evaluation) {
    while (evaluating && evaluation == evaluations) {
      session.interrupt();
      LockSupport.parkNanos(INSIST_NANOS);
    }
  }

  /** Evaluates an input. False if the user wants to leave. */
  private boolean take(String text) {
    Input input = Input.of(text);
    if (!input.hasCode()) {
      return true;
    }
    int screen = terminal.getWidth() * terminal.getHeight();
    session.setDisplayLimit(Math.max(FEWEST_CHARACTERS, (int) (SHARE_OF_SCREEN * screen)));
    return show(() -> submit(input));
  }

  private Reply submit(Input input) {
    if (isDumb(terminal) || !commands.isProfiled(input)) {
      return commands.submit(session, input);
    }
    try (var _ = LiveProgress.watch(session::glimpse, out)) {
      return commands.submit(session, input);
    }
  }

  private void load(SourceFile file) {
    show(() -> Commands.load(session, file.text(), file.name()));
  }

  /** Has something done that Ctrl-C may stop, and shows what came of it. */
  private boolean show(Supplier<Reply> work) {
    Reply reply;
    evaluations++;
    evaluating = true;
    try {
      reply = work.get();
    } finally {
      evaluating = false;
    }
    ReplyText shown = ReplyText.of(withoutKnownWarnings(reply), look());
    show(shown.errors() + shown.output());
    return reply instanceof Reply.Edited(String edited)
        ? takeEdited(edited)
        : !(reply instanceof Reply.Quit);
  }

  /** Evaluates what was written in an editor as if it had been typed. */
  private boolean takeEdited(String text) {
    show(PROMPT + text.replace("\n", "\n" + CONTINUATION) + "\n");
    reader.getHistory().add(text);
    return takeAll(text);
  }

  /** The reply without the warnings that were shown before, and with no flood of others. */
  private Reply withoutKnownWarnings(Reply reply) {
    if (!(reply instanceof Reply.Evaluated(EvalResult result, var change, String footer))) {
      return reply;
    }
    List<Diagnostic> news = result.diagnostics().stream().filter(d -> !isKnown(d)).toList();
    List<Diagnostic> first = first(news);
    About about = result.about();
    List<String> notes = new ArrayList<>(about.notes());
    if (first.size() < news.size()) {
      notes.add("there are " + (news.size() - first.size()) + " more errors or warnings");
    }
    List<Diagnostic> shown =
        first.stream().filter(d -> d.isError() || knownWarnings.add(key(d))).toList();
    About shorter = new About(about.name(), shown, notes, about.profile(), about.timing());
    EvalResult shortened =
        switch (result) {
          case EvalResult.Success(var _, var value) -> new EvalResult.Success(shorter, value);
          case EvalResult.Failure _ -> new EvalResult.Failure(shorter, shown);
          case EvalResult.Interrupted(var _, Diagnostic stop) ->
              new EvalResult.Interrupted(about, stop);
        };
    return new Reply.Evaluated(shortened, change, footer);
  }

  /** As many as are shown, in their order: the errors before any warning. */
  private static List<Diagnostic> first(List<Diagnostic> all) {
    long errors = all.stream().filter(Diagnostic::isError).limit(MOST_DIAGNOSTICS).count();
    long warnings = MOST_DIAGNOSTICS - errors;
    List<Diagnostic> first = new ArrayList<>();
    for (Diagnostic diagnostic : all) {
      if (diagnostic.isError() ? errors-- > 0 : warnings-- > 0) {
        first.add(diagnostic);
      }
    }
    return first;
  }

  private boolean isKnown(Diagnostic diagnostic) {
    return !diagnostic.isError() && knownWarnings.contains(key(diagnostic));
  }

  /** The same for the same warning about the same line, wherever that is. */
  private static String key(Diagnostic warning) {
    return warning.code().id() + warning.message() + line(warning);
  }

  private static String line(Diagnostic warning) {
    return warning.source().lineText(warning.position().line());
  }

  private void show(String text) {
    out.write(text);
    out.flush();
  }
}
