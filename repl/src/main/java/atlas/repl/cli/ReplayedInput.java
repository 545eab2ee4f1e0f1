package atlas.repl.cli;

import atlas.vm.runtime.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An input that can be read again from its start: what was read once is remembered. */
final class ReplayedInput implements Input {
  private final Input source;
  private final List<Optional<String>> lines = new ArrayList<>();
  private int next;

  ReplayedInput(Input source) {
    this.source = source;
  }

  /** The line that is read next is the first one. */
  void rewind() {
    next = 0;
  }

  @Override
  public Optional<String> readLine(String prompt, Runnable poll) {
    if (next == lines.size()) {
      lines.add(source.readLine(prompt, poll));
    }
    return lines.get(next++);
  }
}
