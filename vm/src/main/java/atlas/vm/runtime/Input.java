package atlas.vm.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Where a program's input comes from. */
@FunctionalInterface
public interface Input {
  /** There is nothing to read. */
  Input NONE = _ -> Optional.empty();

  /**
   * The next line, without its end; nothing at the end of the input. Waits for it; throws {@link
   * Interruption} if the user gives up waiting.
   *
   * @param prompt what a person who is asked gets to see, perhaps empty
   */
  Optional<String> readLine(String prompt);

  /** The lines of a reader. A prompt is written to the output. */
  static Input of(BufferedReader reader, Output output) {
    return prompt -> {
      if (!prompt.isEmpty()) {
        output.write(prompt);
      }
      try {
        return Optional.ofNullable(reader.readLine());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
