package atlas.kernel.session;

import atlas.vm.syntax.InputMode;
import atlas.vm.syntax.Lexer;
import atlas.vm.syntax.TokenKind;
import java.util.Optional;

/**
 * One input to a session: what a user typed at a prompt, a notebook cell, a complete part of a
 * script.
 *
 * @param name what diagnostics and profiles call it, such as {@code <cell 3>}; without one, the
 *     session numbers it
 * @param mode whether it is to be read as what was entered, or as a file
 * @param isRemembered whether it becomes part of the history, and its value the last one
 */
public record Input(String text, Optional<String> name, InputMode mode, boolean isRemembered) {
  /** An input that the session gives a name to. */
  public static Input of(String text) {
    return new Input(text, Optional.empty(), InputMode.INTERACTIVE, true);
  }

  /** An input with a name of its own. */
  public static Input named(String text, String name) {
    return new Input(text, Optional.of(name), InputMode.INTERACTIVE, true);
  }

  /** The text of a file, which is read as strictly as when it is run alone. */
  public static Input file(String text, String name) {
    return new Input(text, Optional.of(name), InputMode.FILE, true);
  }

  /** This input, to leave no trace but what it declares and assigns. */
  public Input unremembered() {
    return new Input(text, name, mode, false);
  }

  /** Another text in the place of this one. */
  public Input withText(String other) {
    return new Input(other, name, mode, isRemembered);
  }

  /**
   * This input with everything before an offset turned into blanks, line ends kept: what remains
   * has the lines and columns that the user sees.
   */
  public Input blankedUpTo(int end) {
    StringBuilder blanked = new StringBuilder(text);
    for (int i = 0; i < end; i++) {
      if (!Character.isWhitespace(blanked.charAt(i))) {
        blanked.setCharAt(i, ' ');
      }
    }
    return withText(blanked.toString());
  }

  /** Whether a line is part of a doc comment. */
  public static boolean isDoc(String line) {
    return line.stripLeading().startsWith("///");
  }

  /** Whether there is anything in it that is neither white space nor a comment. */
  public boolean hasCode() {
    return beginning(text) < text.length();
  }

  /** Where a text begins, behind white space and comments; its length if there is nothing else. */
  public static int beginning(String text) {
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    if (start == text.length() || text.charAt(start) != '/') {
      return start;
    }
    return Lexer.highlight(text).stream()
        .filter(token -> !isTrivial(token.kind()))
        .map(token -> token.span().start())
        .findFirst()
        .orElse(text.length());
  }

  private static boolean isTrivial(TokenKind kind) {
    return kind == TokenKind.OPEN_COMMENT || kind.category() == TokenKind.Category.TRIVIA;
  }
}
