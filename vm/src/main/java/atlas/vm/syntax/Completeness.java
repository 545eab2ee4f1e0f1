package atlas.vm.syntax;

import java.util.Optional;

/**
 * Whether an input to the terminal or a notebook is whole (language §22.3): it goes on while a
 * bracket, a string or a block comment is open.
 *
 * @param indent how many blanks the next line starts with: four per open bracket, none in a string
 * @param open what is open, the innermost only
 */
public record Completeness(Status status, int indent, Optional<Open> open) {
  /** How far an input has come. */
  public enum Status {
    COMPLETE,
    INCOMPLETE,
    /** No more input can mend it; the parser will say what is wrong. */
    INVALID
  }

  /** What can be open at the end of an input. */
  public enum Open {
    BRACE("{"),
    PARENTHESIS("("),
    BRACKET("["),
    STRING("\""),
    COMMENT("/*");

    private final String text;

    Open(String text) {
      this.text = text;
    }

    /** What opened it. */
    public String text() {
      return text;
    }
  }

  /** Looks at a whole input. */
  public static Completeness of(String input) {
    InputScanner scanner = new InputScanner();
    scanner.feed(input);
    return scanner.result();
  }
}
