package atlas.repl.cli;

import atlas.repl.script.TextSink;
import atlas.vm.engine.OutOfMemory;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * The {@code atlas} command. {@link #main} is the process: its streams, its end. {@link #execute}
 * is all the rest, and can be called as often as one likes.
 */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // Digits are those of the language, wherever its user is.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Preparation.start(args);
    TextSink err = new TextSink(new FileOutputStream(FileDescriptor.err), lost -> {});
    TextSink out =
        new TextSink(new FileOutputStream(FileDescriptor.out), lost -> outputLost(lost, err));
    out.flushSoon();
    Thread atExit = new Thread(out::flush, "atlas-exit");
    Runtime.getRuntime().addShutdownHook(atExit);
    InputStream in = new FileInputStream(FileDescriptor.in);
    int status = execute(args, new Streams(in, out, err, System.console() != null));
    if (status != ExitStatus.SUCCESS || doOthersGoOn()) {
      end(status, atExit);
    }
  }

  /**
   * Ends the process, when all is written. Not by exiting: the JVM would look for a logger to tell,
   * in all jars there are. Where a signal has come first, its status is the one to end with.
   */
  private static void end(int status, Thread atExit) {
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException e) {
      // The end is on its way, and waits for nothing that this thread does.
      return;
    }
    Runtime.getRuntime().halt(status);
  }

  /** Whether returning from main would not end the process. */
  private static boolean doOthersGoOn() {
    Thread[] threads = new Thread[Thread.activeCount() + 1];
    int count = Thread.enumerate(threads);
    boolean found = count == threads.length;
    for (int i = 0; i < count && !found; i++) {
      found = threads[i] != Thread.currentThread() && !threads[i].isDaemon();
    }
    return found;
  }

  /**
   * Does what a command line asks for, in this process.
   *
   * @return the exit status
   */
  public static int execute(String[] args, InputStream in, OutputStream out, OutputStream err) {
    return execute(args, new Streams(in, sink(out), sink(err), false));
  }

  private static int execute(String[] args, Streams streams) {
    try {
      return new Cli(streams).execute(args);
    } catch (UsageException e) {
      streams.say(e.getMessage());
      return ExitStatus.USAGE;
    } catch (OutOfMemoryError fault) {
      streams.say(OutOfMemory.MESSAGE + "; with ATLAS_JAVA_OPTS=-Xmx8g there may be 8 GB of it");
      Faults.details(fault, streams);
      return ExitStatus.FAILURE;
    } catch (RuntimeException | Error fault) {
      Faults.report(fault, streams);
      return ExitStatus.FAULT;
    } finally {
      streams.out().flush();
      streams.err().flush();
    }
  }

  private static TextSink sink(OutputStream stream) {
    return new TextSink(
        stream,
        e -> {
          throw new UncheckedIOException(e);
        });
  }

  /** Ends the process at once: nobody would see what it goes on to say. */
  private static void outputLost(IOException lost, TextSink err) {
    String reason = String.valueOf(lost.getMessage());
    if (reason.contains("Broken pipe") || reason.contains("pipe is being closed")) {
      Runtime.getRuntime().halt(ExitStatus.BROKEN_PIPE);
    }
    err.line("atlas: cannot write to the standard output: " + reason);
    err.flush();
    Runtime.getRuntime().halt(ExitStatus.FAILURE);
  }
}
