package atlas.kernel.server;

import atlas.kernel.display.MimeBundle;
import atlas.kernel.protocol.Broadcast;
import atlas.kernel.protocol.Broadcast.ClearOutput;
import atlas.kernel.protocol.Broadcast.DisplayData;
import atlas.kernel.protocol.Broadcast.Stream;
import atlas.kernel.protocol.Broadcast.StreamName;
import atlas.kernel.protocol.Broadcast.UpdateDisplayData;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * The output of one cell. Text is collected and published when there is enough of it, when it has
 * waited long enough, when something else is to be published after it, and at the end: few
 * messages, in the order of writing, none after {@link #close}. A cell that writes faster than
 * clients read is slowed down to their pace, until it is to stop.
 */
final class CellOutput implements OutputSink, AutoCloseable {
  static final int BATCH_CHARACTERS = 8_192;
  static final int BATCH_MILLIS = 50;

  /** How long a client that is behind may hold up a cell, for each message. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** How often a cell that waits for clients looks whether it is to stop. */
  private static final Duration GLANCE = Duration.ofMillis(10);

  private final Exchange exchange;
  private final ScheduledExecutorService timer;
  private final Optional<Question> question;
  private final BooleanSupplier isStopping;
  private final StringBuilder text = new StringBuilder();
  private StreamName stream = StreamName.STDOUT;
  private boolean flushIsDue;
  private boolean closed;

  /** Whether something is shown still that whatever comes next takes away. */
  private volatile boolean leftToClear;

  /** How many things are shown, and the id of the first, if it has one. */
  private int shown;

  private Optional<String> first = Optional.empty();

  /**
   * @param question how to ask the user, if the client lets itself be asked
   * @param isStopping whether the cell is to stop as soon as it can
   */
  CellOutput(
      Exchange exchange,
      ScheduledExecutorService timer,
      Optional<Question> question,
      BooleanSupplier isStopping) {
    this.exchange = exchange;
    this.timer = timer;
    this.question = question;
    this.isStopping = isStopping;
  }

  @Override
  public void stdout(String text) {
    write(StreamName.STDOUT, text);
  }

  @Override
  public void stderr(String text) {
    write(StreamName.STDERR, text);
  }

  @Override
  public void display(MimeBundle bundle) {
    publish(new DisplayData(bundle, Optional.empty()));
  }

  @Override
  public void display(MimeBundle bundle, String displayId) {
    publish(new DisplayData(bundle, Optional.of(displayId)));
  }

  @Override
  public void update(MimeBundle bundle, String displayId) {
    publish(new UpdateDisplayData(bundle, displayId));
  }

  @Override
  public void remove(String displayId) {
    if (isAlone(displayId)) {
      clear(true);
      leftToClear = true;
    } else {
      update(MimeBundle.text(""), displayId);
    }
  }

  /** Nothing more comes: what it would have taken away has to go now. */
  void end() {
    flush();
    if (leftToClear) {
      clear(false);
    }
  }

  private synchronized boolean isAlone(String displayId) {
    flush();
    return shown == 1 && first.equals(Optional.of(displayId));
  }

  @Override
  public void clear(boolean later) {
    publish(new ClearOutput(later));
  }

  @Override
  public Optional<String> ask(String prompt) {
    flush();
    return question.isPresent()
        ? Optional.of(question.get().ask(exchange, prompt))
        : Optional.empty();
  }

  private void publish(Broadcast content) {
    synchronized (this) {
      if (closed) {
        return;
      }
      flush();
      send(content);
    }
    awaitRoom();
  }

  private void awaitRoom() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean isWaiting = true;
    while (isWaiting) {
      isWaiting =
          !exchange.awaitRoom(GLANCE) && !isStopping.getAsBoolean() && System.nanoTime() < end;
    }
  }

  @Override
  public synchronized void close() {
    flush();
    closed = true;
  }

  private void write(StreamName name, String written) {
    if (isBatchFull(name, written)) {
      flush();
      awaitRoom();
    }
  }

  /** Collects text; true if it is time to publish it. */
  private synchronized boolean isBatchFull(StreamName name, String written) {
    if (closed || written.isEmpty()) {
      return false;
    }
    if (name != stream) {
      flush();
      stream = name;
    }
    text.append(written);
    if (!flushIsDue) {
      flushIsDue = true;
      timer.schedule(this::flushLate, BATCH_MILLIS, TimeUnit.MILLISECONDS);
    }
    return text.length() >= BATCH_CHARACTERS;
  }

  private synchronized void flushLate() {
    flushIsDue = false;
    flush();
  }

  /** Publishes the text that waits. */
  synchronized void flush() {
    if (!text.isEmpty()) {
      send(new Stream(stream, text.toString()));
      text.setLength(0);
    }
  }

  private void send(Broadcast content) {
    leftToClear = false;
    exchange.publish(content);
    switch (content) {
      case ClearOutput _ -> shown = 0;
      case DisplayData(var _, Optional<String> displayId) -> count(displayId);
      case Stream _ -> count(Optional.empty());
      default -> {
        // It shows nothing more than there was.
      }
    }
  }

  private void count(Optional<String> displayId) {
    if (shown == 0) {
      first = displayId;
    }
    shown++;
  }
}
