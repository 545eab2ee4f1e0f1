package atlas.vm.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lines from a source that cannot be told to give up: what has not arrived yet is waited for by a
 * thread of its own. The line that an interrupted program waited for is the next one's.
 */
final class LineInput implements Input {
  private static final long INTERVAL_MS = 10;

  private final Lines lines;
  private final Output output;
  private Optional<FutureTask<Optional<String>>> awaited = Optional.empty();

  LineInput(Lines lines, Output output) {
    this.lines = lines;
    this.output = output;
  }

  @Override
  public Optional<String> readLine(String prompt, Runnable poll) {
    if (!prompt.isEmpty()) {
      output.write(prompt);
      output.flush();
    }
    try {
      if (awaited.isEmpty() && lines.isReady()) {
        return lines.next();
      }
      FutureTask<Optional<String>> task = awaited.orElseGet(() -> new FutureTask<>(lines::next));
      if (awaited.isEmpty()) {
        awaited = Optional.of(task);
        Thread.ofPlatform().daemon().name("atlas-input").start(task);
      }
      Optional<String> line = await(task, poll);
      awaited = Optional.empty();
      return line;
    } catch (IOException e) {
      awaited = Optional.empty();
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> await(FutureTask<Optional<String>> task, Runnable poll)
      throws IOException {
    while (true) {
      poll.run();
      try {
        return task.get(INTERVAL_MS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException _) {
        // Not yet.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new Interruption();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
      }
    }
  }
}
