package atlas.kernel.server;

import atlas.kernel.protocol.Broadcast.CommClose;
import atlas.kernel.protocol.Broadcast.Status;
import atlas.kernel.protocol.Channel;
import atlas.kernel.protocol.ErrorInfo;
import atlas.kernel.protocol.Header;
import atlas.kernel.protocol.MalformedMessageException;
import atlas.kernel.protocol.MemoryGate;
import atlas.kernel.protocol.Message;
import atlas.kernel.protocol.Reply;
import atlas.kernel.protocol.Request;
import atlas.kernel.protocol.RequestDecoder;
import atlas.kernel.protocol.Transport;
import atlas.vm.engine.DeepStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The kernel: answers the messages of a transport with an interpreter.
 *
 * <p><b>Threads.</b> The transport hands in messages on a thread of its own, which does no more
 * than put them into one of three queues. The execution thread takes the execute requests, one at a
 * time and in order. Another thread takes what else comes on shell, so that completion and the like
 * are answered while a cell computes; a third what comes on control, so that nothing delays an
 * interrupt or a shutdown. A timer thread publishes output that has waited, and collects garbage
 * when all others wait.
 *
 * <p><b>Protocol.</b> {@link #process} is the one place that publishes busy and idle: busy before a
 * handler begins, idle after all that it sends, however it ends. Each thread sends its messages in
 * order and the transport keeps that order, so when a client sees idle, it has seen all output.
 *
 * <p>A failed or interrupted cell with {@code stop_on_error} takes along all cells that wait at
 * that moment: they are answered as aborted. Cells that arrive after its reply was sent run, unless
 * a notebook has sent them in one go with it.
 */
public final class KernelServer {
  private static final long RETRY_MILLIS = 100;
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Transport transport;
  private final Interpreter interpreter;
  private final Preparation preparation;
  private final Consumer<String> log;
  private final Faults faults;
  private final MemoryGate gate;
  private final Outbox outbox;
  private final Cells cells;
  private final IdleCollector idleCollector = IdleCollector.ofJvm();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("atlas-kernel-timer").factory());
  private final Lane control = Lane.steady("atlas-kernel-control", this::processBeside);
  private final Lane queries = Lane.steady("atlas-kernel-queries", this::processBeside);
  private final Lane execution =
      Lane.onDemand(
          "atlas-kernel-cells",
          task -> DeepStack.thread("atlas-kernel-cells", task),
          DeepStack.KEEP,
          this::processCell,
          retry -> timer.schedule(retry, RETRY_MILLIS, TimeUnit.MILLISECONDS));
  private final CountDownLatch stopping = new CountDownLatch(1);

  /** What waited when a cell failed; for the execution thread alone. */
  private final List<Exchange> toAbort = new ArrayList<>();

  /** What was sent together with it and comes later; for the execution thread alone. */
  private final Volley volley = new Volley();

  /** What a message asks for, done. */
  @FunctionalInterface
  private interface Handler {
    void handle() throws MalformedMessageException;
  }

  /**
   * @param preparation is begun after the first answer, and ended by the first cell
   * @param gate is shut while a cell has used up the memory
   * @param log takes one line about each fault; there are none in ordinary operation
   */
  public KernelServer(
      Transport transport,
      Interpreter interpreter,
      Preparation preparation,
      MemoryGate gate,
      Consumer<String> log) {
    this.transport = transport;
    this.interpreter = interpreter;
    this.preparation = preparation;
    this.log = log;
    this.faults = new Faults(log);
    this.gate = gate;
    this.outbox = new Outbox(transport);
    this.cells = new Cells(interpreter, timer, faults);
  }

  /** Serves until a shutdown request or {@link #stop}; then closes the transport. */
  public void run() throws InterruptedException {
    outbox.publish(Status.STARTING, Optional.empty());
    control.start();
    queries.start();
    execution.start();
    transport.start(this::receive, outbox::welcome);
    idleCollector.start(timer);
    try {
      stopping.await();
      List<Lane> lanes = List.of(control, queries, execution);
      lanes.forEach(Lane::stop);
      cells.refuse();
      for (Lane lane : lanes) {
        if (!lane.join(PATIENCE)) {
          log.accept(lane.name() + " does not end; leaving without it");
        }
      }
    } finally {
      timer.shutdownNow();
      transport.close();
    }
  }

  /**
   * Lets the kernel end when a process does.
   *
   * @param pid the process's id; if there is no such process, nothing is watched
   * @param isParent whether it is known to have started this process: then it may be gone already
   */
  public void endWith(String pid, boolean isParent) {
    ParentWatch.of(pid, isParent).ifPresent(watch -> watch.start(timer, this::stop));
  }

  /** Lets {@link #run} return soon. From any thread. */
  public void stop() {
    stopping.countDown();
  }

  private void receive(Channel channel, Message message) {
    if (message.header().msgType().equals(RequestDecoder.INPUT_REPLY)) {
      answer(message);
      return;
    }
    lane(channel, message).add(new Exchange(outbox, channel, message));
  }

  /** An answer to a running cell: it must not wait in a queue, and is no request of its own. */
  private void answer(Message message) {
    try {
      if (RequestDecoder.decode(message) instanceof Request.InputReply(String value)) {
        cells.question().answer(message, value);
      }
    } catch (MalformedMessageException e) {
      log.accept("a malformed " + RequestDecoder.INPUT_REPLY + ": " + e.getMessage());
    }
  }

  private Lane lane(Channel channel, Message message) {
    if (message.header().msgType().equals(RequestDecoder.EXECUTE_REQUEST)) {
      return execution;
    }
    return channel == Channel.CONTROL ? control : queries;
  }

  /** What is done beside a cell is done when there is memory for it, be it to say busy. */
  private void processBeside(Exchange exchange) {
    gate.pass();
    try {
      process(exchange, () -> handleWhenThereIsRoom(exchange));
    } catch (OutOfMemoryError e) {
      gate.pass();
      process(exchange, () -> handle(exchange));
    }
  }

  /** If a cell has taken the memory in the meantime, again: none of these requests changes much. */
  private void handleWhenThereIsRoom(Exchange exchange) throws MalformedMessageException {
    try {
      handle(exchange);
    } catch (OutOfMemoryError e) {
      gate.pass();
      handle(exchange);
    }
  }

  private void processCell(Exchange exchange) {
    cells.begin();
    try {
      process(exchange, () -> handle(exchange));
    } finally {
      cells.end();
    }
    toAbort.forEach(waiting -> process(waiting, () -> cells.abort(waiting)));
    toAbort.clear();
  }

  private void execute(Exchange exchange, Request.ExecuteRequest cell) {
    Header header = exchange.request().header();
    if (volley.includes(header, cell.cellId())) {
      cells.abort(exchange);
      return;
    }
    cells.execute(
        exchange,
        cell,
        () -> {
          toAbort.addAll(execution.drain());
          if (cell.cellId().isPresent()) {
            volley.begin(toAbort.isEmpty() ? header : toAbort.getLast().request().header());
          }
        });
  }

  private void process(Exchange exchange, Handler handler) {
    idleCollector.begin();
    exchange.publish(Status.BUSY);
    try {
      handler.handle();
    } catch (MalformedMessageException e) {
      log.accept("a malformed " + exchange.msgType() + ": " + e.getMessage());
      exchange.replyError(new ErrorInfo("MalformedMessage", e.getMessage(), List.of()));
    } catch (RuntimeException | Error fault) {
      exchange.replyError(faults.report(exchange.msgType(), fault));
    } finally {
      exchange.publish(Status.IDLE);
      idleCollector.end();
    }
  }

  private void handle(Exchange exchange) throws MalformedMessageException {
    switch (RequestDecoder.decode(exchange.request())) {
      case Request.KernelInfoRequest() -> {
        exchange.reply(new Reply.KernelInfoReply(interpreter.info()));
        preparation.begin();
      }
      case Request.ExecuteRequest cell -> {
        preparation.end();
        execute(exchange, cell);
      }
      case Request.CompleteRequest(String code, int cursorPos) ->
          exchange.reply(new Reply.CompleteReply(interpreter.complete(code, cursorPos)));
      case Request.InspectRequest(String code, int cursorPos, int detailLevel) ->
          exchange.reply(new Reply.InspectReply(interpreter.inspect(code, cursorPos, detailLevel)));
      case Request.HistoryRequest history ->
          exchange.reply(new Reply.HistoryReply(interpreter.history(history), history.output()));
      case Request.IsCompleteRequest(String code) ->
          exchange.reply(new Reply.IsCompleteReply(interpreter.isComplete(code)));
      case Request.CommInfoRequest _ -> exchange.reply(new Reply.CommInfoReply());
      case Request.CommOpen(String commId, var _) -> exchange.publish(new CommClose(commId));
      case Request.CommMsg _, Request.CommClose _ -> {
        // Of a comm that was refused, or is closed: there is nobody to tell.
      }
      case Request.InterruptRequest() -> {
        cells.interrupt();
        exchange.reply(new Reply.InterruptReply());
      }
      case Request.ShutdownRequest(boolean restart) -> {
        exchange.reply(new Reply.ShutdownReply(restart));
        stop();
      }
      case Request.InputReply _ -> {
        // Answered when it came in.
      }
      case Request.Unknown(String msgType) -> log.accept("a message of unknown type " + msgType);
    }
  }
}
