package atlas.kernel;

import atlas.kernel.protocol.Channel;
import atlas.kernel.protocol.Header;
import atlas.kernel.protocol.MemoryGate;
import atlas.kernel.protocol.Message;
import atlas.kernel.protocol.Protocol;
import atlas.kernel.server.KernelServer;
import atlas.kernel.server.Preparation;
import atlas.kernel.server.SessionInterpreter;
import atlas.kernel.wire.LoopbackClient;
import atlas.kernel.wire.ZmqTransport;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A short life of a kernel with a client in the same process: what the JVM has seen here, it can
 * keep for faster starts.
 */
public final class KernelRehearsal {
  private static final List<String> CELLS =
      List.of(
          "1 + 2",
          "fn half(n: number) -> number { return n / 2; }\nprint(half(3));",
          "%profile\nhalf(4)",
          "[[1, 2], [3, 4]]",
          "1 / 0",
          "%help");

  /** So many that the JVM sees which methods matter, and how they are used. */
  private static final int ROUNDS = 40;

  private final BooleanSupplier enough;
  private int requests;

  private KernelRehearsal(BooleanSupplier enough) {
    this.enough = enough;
  }

  /**
   * Starts a kernel, has it answer requests of each kind, and shuts it down.
   *
   * @param enough whether to end early
   */
  public static void perform(BooleanSupplier enough) throws IOException, InterruptedException {
    try (LoopbackClient client = new LoopbackClient()) {
      ZmqTransport transport =
          new ZmqTransport(client.connection(), line -> {}, () -> {}, MemoryGate.OPEN);
      SessionInterpreter interpreter = SessionInterpreter.forRehearsal();
      KernelServer server =
          new KernelServer(transport, interpreter, Preparation.NONE, MemoryGate.OPEN, line -> {});
      Thread kernel = Thread.ofPlatform().daemon().start(() -> run(server));
      try {
        client.connect();
        new KernelRehearsal(enough).converse(client, List.of());
      } finally {
        server.stop();
        kernel.join();
      }
    }
  }

  /**
   * Asks less of a kernel that is started as Jupyter does it, and has it execute other cells.
   *
   * @param kernel runs a kernel, which reads a connection file, until it is shut down
   */
  public static void visit(Consumer<Path> kernel, List<String> cells)
      throws IOException, InterruptedException {
    Path file = Files.createTempFile("atlas", ".json");
    try (LoopbackClient client = new LoopbackClient()) {
      client.connection().write(file);
      Thread thread = Thread.ofPlatform().daemon().start(() -> kernel.accept(file));
      client.connect();
      new KernelRehearsal(() -> true).converse(client, cells);
      thread.join();
    } finally {
      Files.delete(file);
    }
  }

  private static void run(KernelServer server) {
    try {
      server.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void converse(LoopbackClient client, List<String> more) throws IOException {
    ask(client, "kernel_info_request", content());
    for (int i = 0; i < ROUNDS && !enough.getAsBoolean(); i++) {
      for (String cell : CELLS) {
        ask(client, "execute_request", content().put("code", cell));
      }
      ask(client, "complete_request", content().put("code", "pri").put("cursor_pos", 3));
    }
    for (String cell : more) {
      ask(client, "execute_request", content().put("code", cell));
    }
    ask(client, "inspect_request", content().put("code", "half").put("cursor_pos", 2));
    ask(client, "is_complete_request", content().put("code", "fn f() {"));
    ask(client, "history_request", content().put("hist_access_type", "tail").put("n", 1));
    ask(client, "comm_info_request", content());
    client.ask(Channel.CONTROL, message("shutdown_request", content().put("restart", false)));
  }

  private void ask(LoopbackClient client, String type, ObjectNode content) throws IOException {
    client.ask(Channel.SHELL, message(type, content));
  }

  private Message message(String type, ObjectNode content) {
    requests++;
    Header header =
        new Header(
            "rehearsal-" + requests,
            type,
            "rehearsal",
            Protocol.USERNAME,
            Instant.now().toString(),
            Protocol.VERSION,
            Map.of());
    return new Message(List.of(), header, Optional.empty(), content(), content, List.of());
  }

  private static ObjectNode content() {
    return JsonNodeFactory.instance.objectNode();
  }
}
