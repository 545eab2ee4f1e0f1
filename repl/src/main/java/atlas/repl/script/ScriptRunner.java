package atlas.repl.script;

import atlas.kernel.command.Commands;
import atlas.kernel.command.InputAssembler;
import atlas.kernel.command.Look;
import atlas.kernel.command.Reply;
import atlas.kernel.command.ReplyText;
import atlas.kernel.session.Input;
import atlas.kernel.session.Session;
import atlas.vm.runtime.Input.Lines;
import atlas.vm.source.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;

/**
 * A session whose inputs come from a stream: no banner, no prompt, nothing on the output but what
 * programs print and the values of inputs in literal form.
 *
 * <p>Each input is taken as soon as it is complete and its result is passed on at once, so that two
 * processes can talk to each other this way. After an error the session goes on. A program that
 * asks for a line gets the one below its input.
 */
public final class ScriptRunner {
  /** How a script went. */
  public enum Result {
    /** All inputs succeeded. */
    SUCCEEDED,
    /** An input failed, or the last one is incomplete. */
    FAILED,
    /** A line is not UTF-8; what came before it was evaluated. */
    UNREADABLE
  }

  private final Session session;
  private final Commands commands;
  private final LineSource lines;
  private final TextSink out;
  private final TextSink err;
  private boolean succeeded = true;
  private boolean failFast;
  private volatile boolean quit;

  /**
   * @param out must be where the session's programs print to, so that all output is in order
   */
  public ScriptRunner(
      Session session, Commands commands, InputStream in, TextSink out, TextSink err) {
    this.session = session;
    this.commands = commands;
    this.lines = new LineSource(in);
    this.out = out;
    this.err = err;
    session.readFrom(atlas.vm.runtime.Input.of(new Asked(), out));
  }

  /** Sets whether the first failure ends it all. */
  public void failFast(boolean wanted) {
    failFast = wanted;
  }

  /** Evaluates a file before the inputs; its value is not shown. */
  public void load(SourceFile file) {
    if (!quit) {
      try (InterruptGuard _ = new InterruptGuard(this::interrupt)) {
        show(Commands.load(session, file.text(), file.name()));
      }
    }
  }

  /** The lines below an input, for a program that asks. */
  private final class Asked implements Lines {
    @Override
    public boolean isReady() throws IOException {
      return lines.isReady();
    }

    @Override
    public Optional<String> next() throws IOException {
      return lines.next().map(line -> line.endsWith("\r") ? withoutLast(line) : line);
    }

    private static String withoutLast(String line) {
      return line.substring(0, line.length() - 1);
    }
  }

  /** Evaluates all inputs. */
  public Result run() throws IOException {
    InputAssembler assembler = new InputAssembler(commands);
    try {
      Optional<String> line = quit ? Optional.empty() : lines.next();
      while (line.isPresent() && !quit) {
        assembler.add(line.get()).forEach(this::submit);
        line = quit ? Optional.empty() : lines.next();
      }
    } catch (CharacterCodingException e) {
      return Result.UNREADABLE;
    }
    if (!assembler.isEmpty() && !quit) {
      submit(assembler.take());
      succeeded = false;
    }
    return succeeded ? Result.SUCCEEDED : Result.FAILED;
  }

  /** The number of the line read last, from 1. */
  public long line() {
    return lines.number();
  }

  private void submit(String text) {
    if (quit) {
      return;
    }
    try (InterruptGuard _ = new InterruptGuard(this::interrupt)) {
      show(commands.submit(session, Input.of(text)));
    }
  }

  /** What is running says where it was; nothing follows it. */
  private void interrupt() {
    quit = true;
    session.interrupt();
  }

  private void show(Reply reply) {
    succeeded &= reply.isSuccess();
    quit |= reply instanceof Reply.Quit || failFast && !succeeded;
    ReplyText shown = ReplyText.of(reply, Look.PLAIN);
    out.flush();
    err.write(shown.errors());
    err.flush();
    out.write(shown.output());
    out.flush();
    if (reply instanceof Reply.Edited(String text)) {
      submit(text);
    }
  }
}
