package atlas.kernel.command;

import atlas.kernel.session.Input;

/**
 * A command as it was entered.
 *
 * @param from where in the text the arguments start, right behind the command's name
 */
record Invocation(Input input, int from) {
  /** What the command begins with, {@code :} or {@code %}. */
  char prefix() {
    return input.text().charAt(Input.beginning(input.text()));
  }

  /** All that stands behind the name, without the blanks around it. */
  String arguments() {
    return input.text().substring(from).strip();
  }

  /** The input with the command blanked out, so that what remains keeps its lines and columns. */
  Input code() {
    return input.blankedUpTo(from);
  }
}
