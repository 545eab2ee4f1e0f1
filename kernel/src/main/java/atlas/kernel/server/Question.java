package atlas.kernel.server;

import atlas.kernel.protocol.InputRequest;
import atlas.kernel.protocol.Message;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/**
 * Asks the client whose cell runs for a line, and waits for it: one question at a time, as there is
 * one cell at a time. A line that nobody waits for is dropped.
 */
final class Question {
  private boolean isOpen;
  private boolean isCancelled;
  private String requestId = "";
  private Optional<String> answer = Optional.empty();

  /**
   * Asks, and waits for the answer.
   *
   * @throws CancellationException if {@link #cancel} comes first
   */
  synchronized String ask(Exchange exchange, String prompt) {
    isCancelled = false;
    answer = Optional.empty();
    isOpen = true;
    requestId = exchange.ask(new InputRequest(prompt, false));
    try {
      while (answer.isEmpty() && !isCancelled) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      isOpen = false;
    }
    return answer.orElseThrow(() -> new CancellationException("no answer is awaited any more"));
  }

  /** Takes an answer. Some clients say which question it belongs to, others do not. */
  synchronized void answer(Message message, String value) {
    boolean isMeant =
        message.parentHeader().map(parent -> parent.msgId().equals(requestId)).orElse(true);
    if (isOpen && isMeant) {
      answer = Optional.of(value);
      notifyAll();
    }
  }

  /** Gives up waiting for an answer. */
  synchronized void cancel() {
    isCancelled = true;
    notifyAll();
  }
}
