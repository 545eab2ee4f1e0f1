package atlas.repl.terminal;

import atlas.kernel.command.Commands;
import atlas.kernel.command.InputAssembler;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads inputs line by line from a terminal that does its own echo and knows no escape sequences,
 * such as the one inside an editor. JLine would show every line a second time there.
 */
final class PlainReader {
  private final Reader reader;
  private final Commands commands;
  private final Consumer<String> show;
  private volatile boolean dropped;

  PlainReader(Reader reader, Commands commands, Consumer<String> show) {
    this.reader = reader;
    this.commands = commands;
    this.show = show;
  }

  /** What is entered next; nothing when the user has ended it all. */
  Optional<String> read(String prompt, String continuation) throws IOException {
    InputAssembler assembler = new InputAssembler(commands);
    while (true) {
      show.accept(assembler.isEmpty() ? prompt : continuation);
      dropped = false;
      Optional<String> line = line();
      if (dropped && !assembler.isEmpty()) {
        assembler.take();
      }
      if (line.isEmpty()) {
        return assembler.isEmpty() ? Optional.empty() : Optional.of(assembler.take());
      }
      List<String> complete = assembler.add(line.get());
      if (!complete.isEmpty()) {
        return Optional.of(String.join("\n", complete));
      }
    }
  }

  /** Forgets the lines of the input that is being typed. From any thread. */
  void drop() {
    dropped = true;
  }

  /** The next line, whatever it is; nothing at the end. */
  Optional<String> line() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = reader.read();
    while (c >= 0 && c != '\n') {
      if (c != '\r') {
        line.append((char) c);
      }
      c = reader.read();
    }
    return c < 0 && line.isEmpty() ? Optional.empty() : Optional.of(line.toString());
  }
}
