package atlas.kernel.command;

import atlas.kernel.command.Commands.Need;
import atlas.kernel.session.Input;
import atlas.vm.syntax.Completeness;
import atlas.vm.syntax.InputScanner;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts inputs together from lines as they come. An input is complete at the end of the first line
 * at which nothing is open any more; a command that needs code takes the input that follows it.
 * Blank lines and comments between inputs are dropped, but for doc comments right above code.
 *
 * <p>The work is linear in the text, however long an input is.
 */
public final class InputAssembler {
  private final Commands commands;
  private final InputScanner scanner = new InputScanner();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder doc = new StringBuilder();
  private Need need = Need.BALANCE;

  public InputAssembler(Commands commands) {
    this.commands = commands;
  }

  /**
   * Adds a line, without its line feed.
   *
   * @return what is complete now: at most one input, but for a command that should have had code
   *     and is followed by another one
   */
  public List<String> add(String line) {
    List<String> complete = new ArrayList<>();
    if (need == Need.CODE && Commands.isCommand(line)) {
      complete.add(take());
    }
    if (completes(line)) {
      complete.add(take());
    }
    return complete;
  }

  private boolean completes(String line) {
    boolean first = text.isEmpty();
    Completeness.Status status = scanner.feed(line);
    if (first && status == Completeness.Status.COMPLETE && !Input.of(line).hasCode()) {
      keepDoc(line);
      return false;
    }
    if (!first) {
      text.append('\n');
    } else if (!Commands.isCommand(line)) {
      text.append(doc);
    }
    doc.setLength(0);
    text.append(line);
    if (first || need == Need.CODE) {
      need = Commands.isCommand(line) || !first ? commands.need(text.toString()) : Need.BALANCE;
    }
    return switch (need) {
      case NOTHING -> true;
      case CODE -> false;
      case BALANCE -> status != Completeness.Status.INCOMPLETE;
    };
  }

  private void keepDoc(String line) {
    if (line.isBlank()) {
      doc.setLength(0);
    } else if (Input.isDoc(line)) {
      doc.append(line).append('\n');
    }
  }

  /** The inputs that a text consists of; the last one may be incomplete. */
  public static List<String> split(String text, Commands commands) {
    InputAssembler assembler = new InputAssembler(commands);
    List<String> inputs = new ArrayList<>();
    text.lines().forEach(line -> inputs.addAll(assembler.add(line)));
    if (!assembler.isEmpty()) {
      inputs.add(assembler.take());
    }
    return inputs;
  }

  /** Whether no input has been begun. */
  public boolean isEmpty() {
    return text.isEmpty();
  }

  /** The input put together so far; the next one begins. */
  public String take() {
    String input = text.toString();
    text.setLength(0);
    scanner.reset();
    need = Need.BALANCE;
    return input;
  }
}
