package atlas.kernel;

import atlas.kernel.protocol.MemoryGate;
import atlas.kernel.server.Interpreter;
import atlas.kernel.server.KernelServer;
import atlas.kernel.wire.ConnectionFile;
import atlas.kernel.wire.ZmqTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Runs a Jupyter kernel over ZeroMQ: the one place where wire and server meet. */
public final class KernelMain {
  /** The environment variable in which Jupyter names the process that starts a kernel. */
  private static final String PARENT_VARIABLE = "JPY_PARENT_PID";

  /** Set by the launcher: the process that started it. By now, that may be gone. */
  private static final String PARENT_PROPERTY = "atlas.parent";

  /** The exit status of a kernel that nobody could reach any more. */
  private static final int UNREACHABLE = 70;

  private KernelMain() {}

  /** Loads what a kernel waits for longest while it starts. From any thread, at any time. */
  public static void prepare() {
    ZmqTransport.prepare();
  }

  /**
   * A kernel that listens, to be run: it serves until a client asks it to shut down, or the process
   * that started it is gone.
   *
   * @param log takes one line about each fault; there are none in ordinary operation
   * @throws IOException if the connection file is unusable or a socket cannot be bound; the message
   *     is one line for the user
   */
  public static KernelServer listen(
      Path connectionFile, Interpreter interpreter, Consumer<String> log) throws IOException {
    // A thread that has died of a lack of memory has left somebody waiting for ever.
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
      try {
        // Concatenation would make a class first, for which there may be no memory.
        log.accept(String.join(" died: ", thread.getName(), error.toString()));
      } finally {
        end();
      }
    });
    MemoryGate gate = new MemoryGate(interpreter::isShortOfMemory);
    ZmqTransport transport =
        new ZmqTransport(ConnectionFile.read(connectionFile), log, KernelMain::end, gate);
    KernelServer server = new KernelServer(transport, interpreter, new WarmUp(), gate, log);
    Optional.ofNullable(System.getenv(PARENT_VARIABLE))
        .ifPresent(pid -> server.endWith(pid, pid.equals(System.getProperty(PARENT_PROPERTY))));
    return server;
  }

  /**
   * Ends the process, so that Jupyter sees it and starts another, as it does not if one is deaf.
   */
  private static void end() {
    Runtime.getRuntime().halt(UNREACHABLE);
  }
}
