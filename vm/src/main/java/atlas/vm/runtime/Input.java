package atlas.vm.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.Optional;

/** Where a program's input comes from. */
@FunctionalInterface
public interface Input {
  /** There is nothing to read. */
  Input NONE = (_, _) -> Optional.empty();

  /**
   * The next line, without its end; nothing at the end of the input. Waits for it; throws {@link
   * Interruption} if the user gives up waiting.
   *
   * @param prompt what a person who is asked gets to see, perhaps empty
   * @param poll to be called now and then while waiting; throws if the program is to stop
   * @throws java.io.UncheckedIOException if the input cannot be read
   */
  Optional<String> readLine(String prompt, Runnable poll);

  /** Lines that arrive one by one. */
  interface Lines {
    /** Whether {@link #next} need not be waited for. */
    boolean isReady() throws IOException;

    /** The next line, without its end; nothing at the end. */
    Optional<String> next() throws IOException;
  }

  /** Lines, which need not be in the way of an interrupt. A prompt is written to the output. */
  static Input of(Lines lines, Output output) {
    return new LineInput(lines, output);
  }

  /** The lines of a reader. */
  static Input of(BufferedReader reader, Output output) {
    return of(
        new Lines() {
          @Override
          public boolean isReady() throws IOException {
            return reader.ready();
          }

          @Override
          public Optional<String> next() throws IOException {
            return Optional.ofNullable(reader.readLine());
          }
        },
        output);
  }
}
