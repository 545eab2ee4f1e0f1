package atlas.kernel.server;

import atlas.kernel.display.MimeBundle;
import atlas.kernel.protocol.Broadcast.ExecuteInput;
import atlas.kernel.protocol.Broadcast.ExecuteResult;
import atlas.kernel.protocol.Broadcast.ExecutionError;
import atlas.kernel.protocol.ErrorInfo;
import atlas.kernel.protocol.Reply.AbortedReply;
import atlas.kernel.protocol.Reply.ErrorReply;
import atlas.kernel.protocol.Reply.Evaluation;
import atlas.kernel.protocol.Reply.ExecuteReply;
import atlas.kernel.protocol.Request.ExecuteRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Runs cells and tells clients about it. In this order: the input, the program's output, the result
 * or the error, displays, the reply.
 *
 * <p>All but {@link #interrupt} and {@link #refuse} is for the execution thread alone.
 */
final class Cells {
  private static final String EXECUTE_REPLY = "execute_reply";
  private static final int INSIST_MILLIS = 20;
  private static final String INTERRUPTED = "Interrupted";

  private static final OutputSink NO_OUTPUT =
      new OutputSink() {
        @Override
        public void stdout(String text) {}

        @Override
        public void stderr(String text) {}

        @Override
        public void display(MimeBundle bundle) {}

        @Override
        public void display(MimeBundle bundle, String displayId) {}

        @Override
        public void update(MimeBundle bundle, String displayId) {}

        @Override
        public void remove(String displayId) {}

        @Override
        public void clear(boolean later) {}

        @Override
        public Optional<String> ask(String prompt) {
          return Optional.empty();
        }
      };

  private final Interpreter interpreter;
  private final ScheduledExecutorService timer;
  private final Faults faults;
  private final Question question = new Question();
  private final Object stateLock = new Object();
  private boolean isRunning;
  private boolean isInterrupted;
  private boolean isRefusing;
  private int executionCount;

  Cells(Interpreter interpreter, ScheduledExecutorService timer, Faults faults) {
    this.interpreter = interpreter;
    this.timer = timer;
    this.faults = faults;
  }

  /**
   * Interrupts the cell that has begun, if one has; a later one is never hit. From any thread.
   *
   * <p>It is repeated until the cell has ended: an interpreter may miss what comes before it has
   * quite begun.
   */
  void interrupt() {
    synchronized (stateLock) {
      if (isRunning && !isInterrupted) {
        isInterrupted = true;
        insist();
      }
    }
  }

  private void insist() {
    synchronized (stateLock) {
      if (isInterrupted) {
        interpreter.interrupt();
        question.cancel();
        timer.schedule(this::insist, INSIST_MILLIS, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** The question that a running cell may be asking. */
  Question question() {
    return question;
  }

  /** Interrupts the cell that runs, and lets none run any more. From any thread. */
  void refuse() {
    synchronized (stateLock) {
      isRefusing = true;
      interrupt();
    }
  }

  /**
   * Runs a cell, between {@link #begin} and {@link #end}.
   *
   * @param onFailure called before the reply if the cell failed and asks to stop others then
   */
  void execute(Exchange exchange, ExecuteRequest request, Runnable onFailure) {
    if (isRefusing()) {
      abort(exchange);
      return;
    }
    if (request.storeHistory()) {
      executionCount++;
    }
    Execution execution = request.silent() ? run(request, NO_OUTPUT) : runAloud(exchange, request);
    if (!(execution instanceof Execution.Success) && request.stopOnError()) {
      onFailure.run();
    }
    reply(exchange, request, execution);
  }

  /** Answers a cell that is not run. */
  void abort(Exchange exchange) {
    exchange.reply(new AbortedReply());
  }

  /**
   * From here to {@link #end}, interrupts are for one cell; so it is before anyone sees it busy.
   */
  void begin() {
    synchronized (stateLock) {
      isRunning = true;
    }
  }

  void end() {
    synchronized (stateLock) {
      isRunning = false;
      isInterrupted = false;
    }
  }

  private boolean isRefusing() {
    synchronized (stateLock) {
      return isRefusing;
    }
  }

  private boolean isEnding() {
    synchronized (stateLock) {
      return isInterrupted || interpreter.isShortOfMemory();
    }
  }

  private void reply(Exchange exchange, ExecuteRequest request, Execution execution) {
    switch (execution) {
      case Execution.Success _ ->
          exchange.reply(new ExecuteReply(executionCount, evaluate(request.userExpressions())));
      case Execution.Failure(ErrorInfo error, var _) -> replyError(exchange, error);
      case Execution.Interrupted interrupted -> replyError(exchange, toError(interrupted));
      case Execution.Aborted() -> abort(exchange);
    }
  }

  private Execution runAloud(Exchange exchange, ExecuteRequest request) {
    exchange.publish(new ExecuteInput(request.code(), executionCount));
    Optional<Question> asking = request.allowStdin() ? Optional.of(question) : Optional.empty();
    try (CellOutput output = new CellOutput(exchange, timer, asking, this::isEnding)) {
      Execution execution = run(request, output);
      output.flush();
      switch (execution) {
        case Execution.Success(Optional<MimeBundle> result, List<MimeBundle> displays) -> {
          result.ifPresent(bundle -> exchange.publish(new ExecuteResult(executionCount, bundle)));
          displays.forEach(output::display);
          if (result.isEmpty()) {
            output.end();
          }
        }
        case Execution.Failure(ErrorInfo error, List<MimeBundle> displays) -> {
          exchange.publish(new ExecutionError(error));
          displays.forEach(output::display);
        }
        case Execution.Interrupted interrupted -> {
          exchange.publish(new ExecutionError(toError(interrupted)));
          interrupted.displays().forEach(output::display);
        }
        case Execution.Aborted() -> {}
      }
      return execution;
    }
  }

  private Execution run(ExecuteRequest request, OutputSink sink) {
    try {
      return interpreter.execute(request, executionCount, sink);
    } catch (RuntimeException | Error fault) {
      return new Execution.Failure(faults.report("execute_request", fault), List.of());
    }
  }

  private Map<String, Evaluation> evaluate(Map<String, String> expressions) {
    Map<String, Evaluation> values = new LinkedHashMap<>();
    expressions.forEach((name, code) -> values.put(name, evaluate(code)));
    return values;
  }

  private Evaluation evaluate(String code) {
    return switch (run(
        new ExecuteRequest(code, true, false, Map.of(), false, false, Optional.empty()),
        NO_OUTPUT)) {
      case Execution.Success(Optional<MimeBundle> result, var _) ->
          new Evaluation.Value(result.orElseGet(() -> MimeBundle.text("null")));
      case Execution.Failure(ErrorInfo error, var _) -> new Evaluation.Error(error);
      case Execution.Interrupted interrupted -> new Evaluation.Error(toError(interrupted));
      case Execution.Aborted() ->
          new Evaluation.Error(new ErrorInfo(INTERRUPTED, "not evaluated", List.of()));
    };
  }

  private void replyError(Exchange exchange, ErrorInfo error) {
    exchange.reply(new ErrorReply(EXECUTE_REPLY, error, Optional.of(executionCount)));
  }

  private static ErrorInfo toError(Execution.Interrupted interrupted) {
    return new ErrorInfo(INTERRUPTED, interrupted.message(), interrupted.traceback());
  }
}
